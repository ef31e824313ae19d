import type { Conversation, Side, World } from '../world.ts'
import { chatPath, hidden } from './chat.ts'
import { html } from './html.ts'
import { icon } from './icons.ts'
import { layout } from './layout.ts'
import { avatar } from './parts.ts'

/** The page between the add-on menu and the app: Display, Subtitle, Description, «شروع فرایند». Contract §2. */
export function providerPage(world: World, talk: Conversation, side: Side, open: string): string {
  const { app } = world
  return layout(
    { title: app.display, kind: 'phone', open, script: true },
    html`<div class="provider">
<header class="bar"><a class="round" href="${chatPath(talk, side, open)}" aria-label="بازگشت به چت">${icon('BACK')}</a><strong>${app.display}</strong></header>
<main>
<section class="hero">${avatar('app')}<h1>${app.display}</h1><p>${app.subtitle}</p></section>
<p class="description">${app.description}</p>
<form method="post" action="/_ui/launch" data-tap="link" data-after="${chatPath(talk, side, open)}">${hidden(talk, side, open)}
<button class="start">${icon('LAUNCH')}<span>شروع فرایند</span>${icon('FORWARD')}</button></form>
<p class="small">این سرویس را «${app.display}» ارائه می‌کند، نه دیوار.</p>
</main>
<p class="toast" role="alert" data-toast hidden></p>
</div>`,
  )
}
