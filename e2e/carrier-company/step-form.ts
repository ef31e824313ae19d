import { type Html, html, newUuid } from '../simulator/index.ts'
import { type Entry, nextSteps } from './book.ts'
import type { StepExtras } from './to-peyk.ts'
import { overrideReasons, reasonLists, stepWord, vehicles } from './words.ts'

type Words = Record<string, string>

const options = (words: Words) =>
  Object.entries(words).map(([value, label]) => html`<option value="${value}">${label}</option>`)

const choice = (name: string, label: string, none: string, words: Html | Html[]) =>
  html`<select name="${name}" aria-label="${label}"><option value="">${none}</option>${words}</select>`

const time = (name: string, label: string) => html`<label>${label} <input type="datetime-local" name="${name}"></label>`

/** What can be told of a shipment: each step that can follow, and what goes with a step or without one. */
export function stepForm(entry: Entry): Html | null {
  const steps = Object.hasOwn(nextSteps, entry.state) ? (nextSteps[entry.state] ?? []) : []
  if (steps.length === 0) return null
  const again = entry.state === 'delivery_failed' ? ' (تلاش دوباره)' : ''
  const reasons = Object.entries(reasonLists).map(
    ([label, words]) => html`<optgroup label="${label}">${options(words)}</optgroup>`,
  )
  return html`<form method="post" action="/carrier/step"><input type="hidden" name="code" value="${entry.trackingCode}">
<input name="handover" aria-label="کد تحویل، اختیاری" placeholder="کد تحویل (اختیاری)" inputmode="numeric" autocomplete="off" maxlength="4">
${choice('override', 'چرا بدون کد، اختیاری', 'با کد، یا بی‌پرسش', options(overrideReasons))}
<input name="courier" aria-label="نام کوچک پیک، اختیاری" placeholder="نام کوچک پیک (اختیاری)" autocomplete="off" maxlength="40">
${choice('vehicle', 'وسیلهٔ پیک، اختیاری', 'وسیله را نمی‌گویم', options(vehicles))}
${choice('reason', 'دلیل، اختیاری', 'بی‌دلیل', reasons)}
${time('from', 'زمان تازهٔ گرفتن، از')} ${time('to', 'تا')} ${time('eta', 'زمان تازهٔ تحویل')}
<button class="plain" name="promise" value="${newUuid()}">فقط زمان و پیک را بفرست</button>
<input name="note" aria-label="یادداشت گام بعدی، اختیاری" placeholder="یادداشت (اختیاری)" autocomplete="off" maxlength="200">
<div class="steps">${steps.map((step, at) => html`<button class="${at === 0 ? 'primary' : 'plain'}" name="step" value="${step} ${webhookIdFor(entry, step)}">${stepWord(step)}${step === 'picked_up' ? again : ''}</button>`)}</div></form>`
}

/** A tap that got no answer is repeated under its own id, so is a double tap: Peyk takes the step once. */
function webhookIdFor(entry: Entry, status: string): string {
  const last = entry.steps.at(-1)
  const open = last?.status === status && (last.answer.status === null || last.answer.status >= 500)
  return open ? last.webhookId : newUuid()
}

/** Tehran's time, as the fields of the form have it. */
const inTehran = (local: string) => `${local}+03:30`

/** What goes with the step that a form tells; each left out where its field is empty. */
export function readExtras(field: (name: string) => string): StepExtras {
  const [eta, from, to, reason] = [field('eta'), field('from'), field('to'), field('reason')]
  const [code, codeOverride, name, vehicle] = [field('handover'), field('override'), field('courier'), field('vehicle')]
  return {
    ...(eta ? { eta: inTehran(eta) } : {}),
    ...(from && to ? { window: { from: inTehran(from), to: inTehran(to) } } : {}),
    ...(reason ? { reason } : {}),
    ...(code ? { code } : {}),
    ...(codeOverride ? { codeOverride } : {}),
    ...(name ? { courier: { name, ...(vehicle ? { vehicle } : {}) } } : {}),
  }
}
