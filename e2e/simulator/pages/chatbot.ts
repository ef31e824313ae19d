import type { BotConversation, BotMessage, User, World } from '../world.ts'
import { revision } from './chat.ts'
import { composer } from './composer.ts'
import { contentOf } from './content.ts'
import { timeOf } from './fa.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { layout } from './layout.ts'
import { byDays, gridOf } from './messages.ts'
import { appAvatar } from './parts.ts'

export type ChatbotView = { bot: BotConversation; user: User; open: string; note: string | null; returned: boolean }

/** One user's conversation with the app, `divar.ir/chat/addon_{slug}`. Contract §9. */
export function chatbotPage(world: World, view: ChatbotView): string {
  const { bot, user, open } = view
  return layout(
    { title: `ربات ${world.app.display}`, kind: 'phone', open, script: true },
    html`<div class="chat">
<header><div class="bar">
<a class="round" href="/" target="_top" aria-label="همهٔ گفت‌وگوها">${icon('BACK')}</a>
${appAvatar(world)}
<div class="peer"><h1>${world.app.display}</h1><small>ربات، در گفت‌وگو با ${user.name}</small></div>
</div></header>
${view.returned ? html`<p class="returned" role="status">${icon('CHECK')}به دیوار برگشتید</p>` : null}
<main class="messages" aria-label="پیام‌ها" tabindex="0" data-poll="/chatbot/messages?as=${encodeURIComponent(user.id)}&open=${open}" data-revision="${revision(bot)}">${botMessageList(world, view)}</main>
<footer>${composer('/_ui/bot/say', hidden(user, open), null)}</footer>
<p class="toast" role="alert" data-toast${view.note ? null : html` hidden`}>${view.note}</p>
</div>`,
  )
}

const hidden = (user: User, open: string): Html =>
  html`<input type="hidden" name="as" value="${user.id}"><input type="hidden" name="open" value="${open}">`

export const botMessageList = (world: World, view: ChatbotView): Html =>
  byDays(world, view.bot.messages, (message) => bubble(world, view, message))

/** Old messages keep their buttons: a tap on them reaches the app as any other. */
function bubble(world: World, { user, open }: ChatbotView, message: BotMessage): Html {
  const { byApp, id, at } = message
  return html`<article class="bubble${byApp ? ' by-app' : ' own'}" data-message="${id}">
${byApp ? html`<header>${appAvatar(world)}<strong>${world.app.display}</strong></header>` : null}
${contentOf(message)}
<time datetime="${at}">${timeOf(at)}</time>
${gridOf(message.buttons, '/_ui/bot/tap', id, hidden(user, open))}
</article>`
}
