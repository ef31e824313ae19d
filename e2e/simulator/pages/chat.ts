import {
  type Button,
  type ChatMessage,
  type Conversation,
  otherSide,
  postOf,
  type Side,
  userOn,
  type World,
} from '../world.ts'
import { contentOf } from './content.ts'
import { dayOf, timeOf } from './fa.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { layout } from './layout.ts'
import { avatar, postCard } from './parts.ts'

export type ChatView = { talk: Conversation; side: Side; open: string; note: string | null; returned: boolean }

export const chatPath = (talk: Conversation, side: Side, open: string): string =>
  `/chat/${encodeURIComponent(talk.id)}?as=${side}${open === 'auto' ? '' : `&open=${open}`}`

export function chatPage(world: World, view: ChatView): string {
  const { talk, side, open } = view
  const peer = userOn(world, talk, otherSide(side))
  const provider = `/provider/${encodeURIComponent(talk.id)}?as=${side}${open === 'auto' ? '' : `&open=${open}`}`
  return layout(
    { title: `گفت‌وگو با ${peer.name}`, kind: 'phone', open, script: true },
    html`<div class="chat" data-side="${side}">
<header><div class="bar">
<a class="round" href="/" target="_top" aria-label="همهٔ گفت‌وگوها">${icon('BACK')}</a>
${avatar(peer.name)}
<div class="peer"><h1>${peer.name}</h1><small>${side === 'SUPPLY' ? 'خریدار' : 'فروشنده'}، کمی پیش آنلاین بود</small></div>
</div>
${postCard(postOf(world, talk), side === 'SUPPLY' ? `/my-post/${talk.postToken}` : undefined)}
</header>
${view.returned ? html`<p class="returned" role="status">${icon('CHECK')}به دیوار برگشتید</p>` : null}
<main class="messages" aria-label="پیام‌ها" tabindex="0" data-poll="/chat/${encodeURIComponent(talk.id)}/messages?as=${side}&open=${open}" data-revision="${revision(talk)}">${messageList(world, view)}</main>
<footer>
<nav class="chips" aria-label="پیشنهادها"><a href="${provider}">${icon('LOCAL_SHIPPING')}ارسال کالا با ${world.app.display}</a></nav>
<form class="composer" method="post" action="/_ui/say" data-say>
<a class="round" href="#services" aria-label="سرویس‌ها">${icon('PUZZLE')}</a>
${hidden(talk, side, open)}
<input name="text" aria-label="متن پیام" placeholder="پیام بنویسید" autocomplete="off" maxlength="1000" required>
<button class="round send" aria-label="فرستادن">${icon('SEND')}</button>
</form>
</footer>
<div class="drawer" id="services"><a class="shade" href="#" aria-hidden="true" tabindex="-1"></a>
<section role="dialog" aria-label="سرویس‌ها"><div class="drawer-head"><h2>سرویس‌ها</h2><a class="round" href="#" aria-label="بستن فهرست">${icon('CLOSE')}</a></div>
<a class="service" href="${provider}">${avatar('app')}<div><strong>${world.app.display}</strong><small>${world.app.subtitle}</small></div>${icon('FORWARD')}</a>
</section></div>
<p class="toast" role="alert" data-toast${view.note ? null : html` hidden`}>${view.note}</p>
</div>`,
  )
}

/** Changes whenever the list would look different. */
export const revision = (talk: Conversation): string => String(talk.messages.length)

export function hidden(talk: Conversation, side: Side, open: string): Html {
  return html`<input type="hidden" name="conversation" value="${talk.id}"><input type="hidden" name="as" value="${side}"><input type="hidden" name="open" value="${open}">`
}

export function messageList(world: World, view: ChatView): Html {
  const now = world.clock.now()
  const items: Html[] = []
  let lastDay = ''
  for (const message of view.talk.messages) {
    const today = dayOf(message.at, now)
    if (today !== lastDay) items.push(html`<p class="day">${today}</p>`)
    lastDay = today
    items.push(bubble(world, view, message))
  }
  if (items.length === 0) items.push(html`<p class="day">هنوز پیامی نیست</p>`)
  return html`${items}`
}

function bubble(world: World, view: ChatView, message: ChatMessage): Html {
  const own = message.userId === userOn(world, view.talk, view.side).id
  const grid = own ? message.senderButtons : message.receiverButtons
  return html`<article class="bubble${own ? ' own' : ''}${message.byApp ? ' by-app' : ''}" data-message="${message.id}">
${message.byApp ? html`<header>${avatar('app')}<strong>${world.app.display}</strong></header>` : null}
${contentOf(message)}
<time datetime="${message.at}">${timeOf(message.at)}</time>
${grid.length > 0 ? html`<div class="grid">${grid.map((row, at) => html`<div class="row">${row.map((button, to) => tapForm(view, message, button, `${at}.${to}`))}</div>`)}</div>` : null}
</article>`
}

function tapForm(view: ChatView, message: ChatMessage, button: Button, cell: string): Html {
  const kind = 'get_dynamic_action' in button.action ? 'dynamic' : 'link'
  return html`<form method="post" action="/_ui/tap" data-tap="${kind}">${hidden(view.talk, view.side, view.open)}<input type="hidden" name="message" value="${message.id}"><input type="hidden" name="cell" value="${cell}"><button>${button.icon ? icon(button.icon) : null}<span>${button.caption}</span></button></form>`
}
