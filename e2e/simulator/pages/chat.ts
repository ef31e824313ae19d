import { webviewAt } from '../touch-points.ts'
import { type ChatMessage, type Conversation, otherSide, postOf, type Side, userOn, type World } from '../world.ts'
import { postPath, providerPath } from './addresses.ts'
import { composer } from './composer.ts'
import { contentOf } from './content.ts'
import { timeOf } from './fa.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { layout } from './layout.ts'
import { byDays, gridOf } from './messages.ts'
import { appAvatar, avatar, postCard, serviceLink, startBotForm } from './parts.ts'
import { gridFor } from './taps.ts'

export type ChatView = { talk: Conversation; side: Side; open: string; note: string | null; returned: boolean }

export function chatPage(world: World, view: ChatView): string {
  const { talk, side, open } = view
  const me = userOn(world, talk, side)
  const peer = userOn(world, talk, otherSide(side))
  const provider = providerPath(talk, side, open)
  const opens = webviewAt(world.app.touchPoints, 'CHAT') !== null
  const post = postOf(world, talk)
  const postPage = postPath(side === 'SUPPLY' ? 'my-post' : 'post', post.token, me, open)
  return layout(
    { title: `گفت‌وگو با ${peer.name}`, kind: 'phone', open, script: true },
    html`<div class="chat" data-side="${side}">
<header><div class="bar">
<a class="round" href="/" target="_top" aria-label="همهٔ گفت‌وگوها">${icon('BACK')}</a>
${avatar(peer.name)}
<div class="peer"><h1>${peer.name}</h1><small>${side === 'SUPPLY' ? 'خریدار' : 'فروشنده'}، کمی پیش آنلاین بود</small></div>
</div>
${postCard(post, post.deleted ? undefined : postPage)}
</header>
${view.returned ? html`<p class="returned" role="status">${icon('CHECK')}به دیوار برگشتید</p>` : null}
<main class="messages" aria-label="پیام‌ها" tabindex="0" data-poll="/chat/${encodeURIComponent(talk.id)}/messages?as=${side}&open=${open}" data-revision="${revision(talk)}">${messageList(world, view)}</main>
<footer>
${opens ? html`<nav class="chips" aria-label="پیشنهادها"><a href="${provider}">${icon(world.app.icon)}${world.app.suggestion}</a></nav>` : null}
${composer('/_ui/say', hidden(talk, side, open), html`<a class="round" href="#services" aria-label="سرویس‌ها">${icon('PUZZLE')}</a>`)}
</footer>
<div class="drawer" id="services"><a class="shade" href="#" aria-hidden="true" tabindex="-1"></a>
<section role="dialog" aria-label="سرویس‌ها"><div class="drawer-head"><h2>سرویس‌ها</h2><a class="round" href="#" aria-label="بستن فهرست">${icon('CLOSE')}</a></div>
${opens ? serviceLink(world, provider) : null}
${startBotForm(world, me, open, 'CHAT', talk.id)}
</section></div>
<p class="toast" role="alert" data-toast${view.note ? null : html` hidden`}>${view.note}</p>
</div>`,
  )
}

/** Changes whenever the list would look different. */
export const revision = (talk: { messages: unknown[] }): string => String(talk.messages.length)

export function hidden(talk: Conversation, side: Side, open: string): Html {
  return html`<input type="hidden" name="conversation" value="${talk.id}"><input type="hidden" name="as" value="${side}"><input type="hidden" name="open" value="${open}">`
}

export const messageList = (world: World, view: ChatView): Html =>
  byDays(world, view.talk.messages, (message) => bubble(world, view, message))

function bubble(world: World, { talk, side, open }: ChatView, message: ChatMessage): Html {
  const own = message.userId === userOn(world, talk, side).id
  const grid = gridFor(world, talk, side, message)
  return html`<article class="bubble${own ? ' own' : ''}${message.byApp ? ' by-app' : ''}" data-message="${message.id}">
${message.byApp ? html`<header>${appAvatar(world)}<strong>${world.app.display}</strong></header>` : null}
${contentOf(message)}
<time datetime="${message.at}">${timeOf(message.at)}</time>
${gridOf(grid, '/_ui/tap', message.id, hidden(talk, side, open))}
</article>`
}
