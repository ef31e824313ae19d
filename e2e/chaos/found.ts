import { openRows } from '../bench/rows.ts'
import type { Front } from '../support/front.ts'
import { eventually } from '../support/patience.ts'
import { scrape } from '../support/scrape.ts'
import { type Counted, compare, compareCount, keysOfTexts, messageKey } from './check.ts'
import { writtenBy } from './life.ts'
import type { Said } from './said.ts'

/** Waits until Peyk has nothing left to do: no message, order or text of an event is on its way. */
export async function settled(front: Front, said: Said): Promise<void> {
  const { control } = front.simulator
  control.clearFaults()
  await control.eventsSettled()
  await eventually('everything that was begun', async () => {
    const { sum } = await scrape(front)
    const left =
      sum('peyk_open_chat_messages', { state: 'queued' }) + sum('peyk_open_chat_messages', { state: 'sending' })
    const waiting = sum('peyk_jobs_waiting')
    if (left + waiting > 0) throw new Error(`${left} messages and ${waiting} jobs are on their way`)
    for (const [codes, type] of [
      [said.acceptances, 'shipment.accepted'],
      [said.reports, 'problem.reported'],
    ] as const) {
      const ordered = ordersOf(front, type)
      const missing = [...codes].filter((code) => !ordered.includes(code))
      if (missing.length > 0) throw new Error(`the carrier has not heard ${type} of ${missing.join(', ')}`)
    }
  })
}

/** Of which shipments the carrier has orders of this type. */
const ordersOf = ({ simulator }: Front, type: string): string[] =>
  simulator.control.carrierOrders().flatMap((order) => (order.type === type ? [order.data.trackingCode] : []))

/** What is there of what was acknowledged: in the database, in the chats and at the carrier. Ends the processes. */
export async function examine(front: Front, said: Said): Promise<Counted[]> {
  const { control } = front.simulator
  await Promise.all(front.apps.map((app) => app.stop()))
  const rows = await openRows(front)
  const keys = async (text: string) => (await rows.query<{ key: string }>(text)).map(({ key }) => key)
  try {
    const written = await rows.query<{ conversationId: string; kind: string; text: string; state: string }>(
      `select conversation_id as "conversationId", kind, text, state from outbox where channel = 'chat_messages' and text is not null`,
    )
    const [read] = await rows.query<{ count: number }>('select sum(messages_read)::int as count from assistants')
    const talks = control.conversations().map(({ id }) => id)
    const texts = talks.flatMap((id) => writtenBy(front, id).map((text) => ({ conversationId: id, text })))
    const messages = keysOfTexts(texts, written)
    // What is never sent again may stay unknown: only what Peyk says was sent must be there.
    const offers = written.flatMap(({ conversationId, kind, state }) =>
      kind === 'offer' && state === 'sent' ? [messageKey(conversationId, kind)] : [],
    )
    const bookings = await keys(`select conversation_id || ' ' || tracking_code as key from shipments`)
    const chats = (all: Iterable<string>) => [...all].map((key) => key.split(' ')[0] ?? '')
    const codesIn = (state: string) =>
      steps.flatMap((key) => (key.endsWith(` ${state}`) ? [key.split(' ')[0] ?? ''] : []))
    const steps = await keys(
      `select tracking_code || ' ' || steps.state as key from shipment_steps steps join shipments on id = shipment_id`,
    )
    const audited = async (what: string) =>
      await keys(`select tracking_code as key from staff_audit join shipments on id = which where what = '${what}'`)
    const reports = await keys(
      'select tracking_code as key from shipment_problems problems join shipments on shipments.id = shipment_id',
    )
    const replies = await keys(`select problem_id as key from thread_replies where by = 'business'`)
    const proofs = await keys(
      `select tracking_code as key from outbox join shipments on shipments.id = outbox.id where channel = 'proofs'`,
    )
    return [
      compare('launches', said.launches, said.known),
      compare('bookings', said.bookings, bookings),
      compare('shipments, one for each chat', chats(said.bookings), chats(bookings)),
      compare('acceptances', said.acceptances, codesIn('accepted')),
      compare('orders at the carrier', said.acceptances, ordersOf(front, 'shipment.accepted')),
      compare('steps of the carrier', said.steps, steps),
      compare('couriers sent by the desk', said.sent, codesIn('assigned')),
      compare('their lines in the audit', said.sent, await audited('shipment.assign')),
      compare('taps of couriers', said.taps, codesIn('picked_up')),
      compare('their lines in the audit', said.taps, await audited('shipment.move')),
      compare('reports', said.reports, reports),
      compare('reports at the carrier', said.reports, ordersOf(front, 'problem.reported')),
      compare('answers to reports', said.replies, replies),
      compare('proofs of delivery', said.proofs, proofs),
      compare('messages in the chats', said.messages, messages),
      compare(
        'answers of the assistant',
        offers,
        messages.filter((key) => key.endsWith(' offer')),
      ),
      compare('events taken', said.events, await keys('select id as key from events')),
      compareCount('events read', said.events.size, read?.count ?? 0),
    ]
  } finally {
    await rows.close()
  }
}
