import { type Conversation, postOf, type Side, userOn, type World } from '../world.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { layout } from './layout.ts'
import { placeName, pluginLinks } from './parts.ts'

/** Both sides' screens side by side: where the whole journey can be walked. */
export function deskPage(world: World, talk: Conversation): string {
  const post = postOf(world, talk)
  return layout(
    { title: `میز: ${post.title}`, kind: 'wide' },
    html`<div class="desk">
<header><a href="/">${icon('BACK')}همهٔ گفت‌وگوها</a><h1>${post.title}</h1><small>${placeName(post)}</small>${pluginLinks(world, 'to-plugin')}</header>
<main tabindex="0">${phone(world, talk, 'SUPPLY')}${phone(world, talk, 'DEMAND')}</main>
</div>`,
  )
}

function phone(world: World, talk: Conversation, side: Side): Html {
  const label = side === 'SUPPLY' ? 'فروشنده' : 'خریدار'
  const { name } = userOn(world, talk, side)
  return html`<section class="phone-frame"><h2><b>${label}</b> ${name}</h2>
<iframe src="/chat/${encodeURIComponent(talk.id)}?as=${side}&open=popup" title="گوشی ${label}، ${name}"></iframe></section>`
}
