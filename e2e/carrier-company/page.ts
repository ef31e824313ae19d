import { createHash } from 'node:crypto'
import { digits, type Html, html, icon, layout } from '../simulator/index.ts'
import { type Entry, isOpen, type Question } from './book.ts'
import { card, said } from './card.ts'
import type { Company } from './company.ts'
import { type Thread, threadOf, threadView } from './threads.ts'
import { recoverySaid } from './words.ts'

/** The carrier's own desk: what Peyk ordered, and the steps that are told back. */
export function carrierPage(company: Company): string {
  const { lastRecovery } = company.book
  return layout(
    { title: 'پنل پیک‌رسان', kind: 'wide', script: true, styles: ['/carrier/style.css'] },
    html`<div class="carrier">
<header><a href="/">${icon('BACK')}همهٔ گفت‌وگوها</a><h1>پنل پیک‌رسان</h1>
<form class="recover" method="post" action="/carrier/recover"><button class="plain">${icon('HISTORY')}بازیابی</button></form></header>
<main>
<p class="lead">سیستم نمونهٔ یک شرکت پیک: سفارش‌ها با وب‌هوک امضاشده از «${company.host.app.display}» می‌رسد و هر گام با درخواست امضاشده به آن گفته می‌شود.</p>
${company.host.settings.carrierKeys.length === 0 ? html`<p class="said bad">کلیدی تنظیم نشده است؛ هیچ سفارشی پذیرفته نمی‌شود.</p>` : null}
${lastRecovery ? html`<div role="status">${said(recoverySaid(lastRecovery))}</div>` : null}
<div data-poll="/carrier/list" data-revision="${bookRevision(company)}">${bookList(company)}</div>
</main></div>`,
  )
}

/** Changes whenever the list would look different. */
export function bookRevision(company: Company): string {
  const { orders, shipments, questions, threads } = company.book
  const seen = JSON.stringify([
    [...shipments.values()],
    questions,
    [...threads.values()],
    orders.map(({ times }) => times),
  ])
  return createHash('sha256').update(seen).digest('hex').slice(0, 16)
}

export function bookList(company: Company): Html {
  const { orders, shipments, questions, threads } = company.book
  const newestFirst = [...shipments.values()].reverse()
  const open = newestFirst.filter(isOpen)
  const ended = newestFirst.filter((entry) => !isOpen(entry))
  const repeats = orders.reduce((sum, { times }) => sum + times - 1, 0)
  const now = company.host.clock.now()
  if (newestFirst.length === 0 && questions.length === 0) {
    return html`<p class="nothing">هنوز سفارشی نرسیده است. هر ارسالی که در چت پذیرفته شود این‌جا می‌آید.</p>`
  }
  return html`${asked(questions, threads)}${group('در جریان', open, threads, now)}${group('پایان‌یافته', ended, threads, now)}
<p class="counts">${digits(`${orders.length} سفارش رسیده است${repeats > 0 ? ` و ${repeats} بار تکراری` : ''}.`)}</p>`
}

function asked(questions: Question[], threads: Map<string, Thread>): Html | null {
  if (questions.length === 0) return null
  const newestFirst = questions.toReversed()
  return html`<section class="group"><h2>پرسش‌ها از ربات <small>${digits(String(questions.length))}</small></h2>
${newestFirst.map(({ text, threadId }) => html`<article class="shipment"><p class="problem">${icon('INFO')}<span><bdi>${text}</bdi></span></p>${threadView(threadOf(threads, threadId))}</article>`)}</section>`
}

function group(title: string, entries: Entry[], threads: Map<string, Thread>, now: Date): Html | null {
  if (entries.length === 0) return null
  return html`<section class="group"><h2>${title} <small>${digits(String(entries.length))}</small></h2><div class="cards">${entries.map((entry) => card(entry, threads, now))}</div></section>`
}
