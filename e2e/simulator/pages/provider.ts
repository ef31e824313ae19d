import type { Conversation, Side, World } from '../world.ts'
import { chatPath } from './addresses.ts'
import { hidden } from './chat.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { layout } from './layout.ts'
import { appAvatar } from './parts.ts'

/** The page between the add-on menu and the app: Display, Subtitle, Description, «شروع فرایند». Contract §2. */
export function providerPage(world: World, talk: Conversation, side: Side, open: string): string {
  const { app } = world
  const back = chatPath(talk, side, open)
  return layout(
    { title: app.display, kind: 'phone', open, script: true },
    html`<div class="provider">
<header class="bar"><a class="round" href="${back}" aria-label="بازگشت به چت">${icon('BACK')}</a><strong>${app.display}</strong></header>
${providerMain(world, html`<form method="post" action="/_ui/launch" data-tap="link" data-after="${back}">${hidden(talk, side, open)}`)}
<p class="toast" role="alert" data-toast hidden></p>
</div>`,
  )
}

/** `form`: the open tag of the form that begins, with its hidden fields. */
export function providerMain(world: World, form: Html): Html {
  const { app } = world
  return html`<main>
<section class="hero">${appAvatar(world)}<h1>${app.display}</h1>${app.subtitle ? html`<p>${app.subtitle}</p>` : null}</section>
${app.description ? html`<p class="description">${app.description}</p>` : null}
${form}
<button class="start">${icon('LAUNCH')}<span>شروع فرایند</span>${icon('FORWARD')}</button></form>
<p class="small">این سرویس را «${app.display}» ارائه می‌کند، نه دیوار.</p>
</main>`
}
