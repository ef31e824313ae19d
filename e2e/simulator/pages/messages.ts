import type { Button, World } from '../world.ts'
import { dayOf } from './fa.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'

/** Messages in order, each day under its name. */
export function byDays<M extends { at: string }>(world: World, messages: M[], draw: (message: M) => Html): Html {
  const now = world.clock.now()
  const items: Html[] = []
  let lastDay = ''
  for (const message of messages) {
    const today = dayOf(message.at, now)
    if (today !== lastDay) items.push(html`<p class="day">${today}</p>`)
    lastDay = today
    items.push(draw(message))
  }
  if (items.length === 0) items.push(html`<p class="day">هنوز پیامی نیست</p>`)
  return html`${items}`
}

/** The buttons under a message, each in a form of its own. */
export function gridOf(grid: Button[][], action: string, messageId: string, hidden: Html): Html | null {
  if (grid.length === 0) return null
  const form = (button: Button, cell: string) => {
    const kind = 'get_dynamic_action' in button.action ? 'dynamic' : 'link'
    return html`<form method="post" action="${action}" data-tap="${kind}">${hidden}<input type="hidden" name="message" value="${messageId}"><input type="hidden" name="cell" value="${cell}"><button>${button.icon ? icon(button.icon) : null}<span>${button.caption}</span></button></form>`
  }
  return html`<div class="grid">${grid.map((row, at) => html`<div class="row">${row.map((button, to) => form(button, `${at}.${to}`))}</div>`)}</div>`
}
