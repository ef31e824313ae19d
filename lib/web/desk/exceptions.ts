import 'server-only'
import { redirect } from 'next/navigation'
import { type Exceptions, readExceptions, sendAgain } from '#lib/desk/index.ts'
import { formatStamp } from '#lib/fa/date.ts'
import {
  failedText,
  messageLabel,
  orderLabel,
  orderReason,
  sendAgainTexts,
  sentText,
  whyNotTexts,
} from '#lib/fa/exception-texts.ts'
import { deskProblems } from '#lib/fa/staff-texts.ts'
import { formatTrackingCode } from '#lib/fa/tracking-code.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { FormState } from '#lib/kernel/form.ts'
import type { DeskActionHere } from './action.ts'
import { lineOf } from './queue.ts'
import type { StaffHere } from './session.ts'

/** What does not go its way, and what may be done about it; null: not for this role. */
export async function exceptionsView({ app, staff }: StaffHere, query: Record<string, string>) {
  const found = await readExceptions(app.desk, staff)
  if (found.kind !== 'exceptions') return null
  const now = app.clock()
  return {
    done: /^\d{1,2}$/.test(query.sent ?? '') ? sentText(Number(query.sent)) : null,
    shipments: await Promise.all(found.shipments.map((row) => lineOf(row, app))),
    orders: found.orders.map(({ id, subjectId, type, happenedAt, attempts, lastReason, mayAgain }) => ({
      id,
      what: orderLabel(type),
      when: formatStamp(happenedAt, now),
      why: `${orderReason(lastReason)}؛ ${toPersianDigits(attempts)} بار`,
      about: aboutOf(found, subjectId),
      mayAgain,
    })),
    messages: found.messages.map(({ id, shipmentId, kind, at, state, why }) => ({
      id,
      what: messageLabel(kind),
      when: formatStamp(at, now),
      state: state === 'refused' ? 'نرفت' : 'نامعلوم',
      why: whyNotTexts[why],
      about: aboutOf(found, shipmentId),
    })),
    more: found.more,
  }
}

function aboutOf({ codes }: Exceptions, id: string) {
  const code = codes.get(id)
  return code === undefined ? null : { text: formatTrackingCode(code), href: `/desk/shipments/${code}` }
}

/** Sends chosen orders again, and says of each that was not why. */
export async function sendAgainStep({ app, staff, all, again }: DeskActionHere): Promise<FormState> {
  const ids = all('chosen')
  if (ids.length === 0) return again({}, sendAgainTexts.noneChosen)
  const sent = await sendAgain(app.desk, staff, ids)
  if (sent.kind === 'not_allowed') return again({}, deskProblems.not_allowed)
  if (sent.kind === 'too_many') return again({}, sendAgainTexts.tooMany)
  for (const result of sent.results) {
    if (result.kind === 'failed') {
      app.log.error({ event: 'order_again_failed', err: result.error }, 'an order could not be sent again')
    }
  }
  const count = (kind: 'queued' | 'unchanged' | 'failed') =>
    sent.results.filter((result) => result.kind === kind).length
  // What was sent is in the list no more, and neither is the form where it was all: the page itself says so.
  if (count('failed') === 0) redirect(`/desk/exceptions?sent=${count('queued')}`)
  const done = count('queued') > 0 ? [sentText(count('queued'))] : []
  return again({}, [...done, failedText(count('failed'))].join('\n'))
}
