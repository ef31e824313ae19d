import { dayOf, digits, type Html, html, icon, price, timeOf } from '../simulator/index.ts'
import { type Entry, isOpen, type Step } from './book.ts'
import type { Details, End } from './order.ts'
import { stepForm } from './step-form.ts'
import { type Thread, threadOf, threadView } from './threads.ts'
import {
  payerWord,
  placeWord,
  reasonWord,
  type Said,
  serviceWord,
  sideWord,
  sizeWord,
  stateWord,
  stepSaid,
  stepWord,
  weightWord,
} from './words.ts'

/** One shipment of the book, with a button for each step that can follow. */
export function card(entry: Entry, threads: Map<string, Thread>, now: Date): Html {
  const last = entry.steps.at(-1)
  return html`<article class="shipment${isOpen(entry) ? '' : ' ended'}" id="${entry.trackingCode}" aria-labelledby="code-${entry.trackingCode}">
<header><h3 id="code-${entry.trackingCode}"><bdi dir="ltr">${entry.trackingCode}</bdi></h3><span class="state" data-state="${entry.state}">${stateWord(entry.state)}</span></header>
${entry.details ? facts(entry.details) : html`<p class="said bad">سفارش این مرسوله نرسیده است؛ «بازیابی» را بزنید.</p>`}
${entry.cancelled ? html`<p class="note">${entry.cancelled.by === null ? 'بسته شد' : `لغو از سوی ${sideWord(entry.cancelled.by)}`}${entry.cancelled.reason ? html`: <bdi>${reasonWord(entry.cancelled.reason)}</bdi>` : null}</p>` : null}
${entry.state === 'closed' ? html`<p class="note">در فهرست مرسوله‌های باز نیست؛ خبر پایانش نرسیده است.</p>` : null}
${entry.problems.map(({ by, text, threadId }) => html`<p class="problem">${icon('INFO')}<span><b>مشکل از سوی ${sideWord(by)}:</b> <bdi>${text}</bdi></span></p>${threadView(threadOf(threads, threadId))}`)}
${stepForm(entry)}
${last ? said(stepSaid(last)) : null}
${entry.steps.length > 0 ? history(entry.steps, now) : null}
</article>`
}

export function said({ good, text, detail }: Said): Html {
  return html`<p class="said ${good ? 'good' : 'bad'}">${text}${detail ? html` <bdi dir="ltr">${detail}</bdi>` : null}</p>`
}

function facts(details: Details): Html {
  const { parcel } = details
  return html`<p class="parcel">${sizeWord(parcel.size)}، ${weightWord(parcel.weightGrams)}${parcel.fragile ? '، شکستنی' : ''}<br>
<small>${serviceWord(details.service)}، ${price(details.priceToman)}، ${payerWord(details.payer)}</small><br>
<small>ارزش کالا: ${details.declaredValueToman === null ? 'اعلام نشده' : price(details.declaredValueToman)}</small></p>
<div class="ends">${end('مبدأ', 'فروشنده', details.pickup)}${end('مقصد', 'خریدار', details.dropoff)}</div>`
}

function end(label: string, side: string, place: End): Html {
  const { contact } = place
  return html`<section><h4>${label} <small>${side}</small></h4><p>${placeWord(place)}</p>
${
  contact
    ? html`<address><bdi>${contact.name}</bdi><bdi dir="ltr">${digits(contact.mobile)}</bdi><span><bdi>${contact.line}</bdi>${contact.postalCode ? html`<br><small>کد پستی <bdi dir="ltr">${digits(contact.postalCode)}</bdi></small>` : null}</span></address>`
    : html`<p class="forgotten">نام، شماره و نشانی پاک شده است.</p>`
}</section>`
}

function history(steps: Step[], now: Date): Html {
  return html`<details><summary>گام‌های گزارش‌شده (${digits(String(steps.length))})</summary><ol>${steps.map(
    ({ status, occurredAt, note, answer }) =>
      html`<li><span>${stepWord(status)}${note ? html`، <bdi>${note}</bdi>` : null}</span><small>${when(occurredAt, now)}، ${answer.status === null ? 'بی‌جواب' : html`پاسخ ${digits(String(answer.status))}`}</small></li>`,
  )}</ol></details>`
}

/** A test may have reported a time that is none. */
function when(iso: string, now: Date): string {
  return Number.isNaN(Date.parse(iso)) ? iso : `${dayOf(iso, now)} ${timeOf(iso)}`
}
