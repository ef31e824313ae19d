import { openRows } from '../bench/rows.ts'
import type { Front } from '../support/front.ts'
import { eventually } from '../support/patience.ts'
import { scrape } from '../support/scrape.ts'
import { type Counted, compare, compareCount, keysOfTexts } from './check.ts'
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
    const ordered = new Set(control.carrierOrders().map(({ data }) => data.trackingCode))
    const missing = [...said.acceptances].filter((code) => !ordered.has(code))
    if (missing.length > 0) throw new Error(`the carrier has not heard of ${missing.join(', ')}`)
  })
}

/** What is there of what was acknowledged: in the database, in the chats and at the carrier. Ends the processes. */
export async function examine(front: Front, said: Said): Promise<Counted[]> {
  const { control } = front.simulator
  await Promise.all(front.apps.map((app) => app.stop()))
  const rows = await openRows(front)
  try {
    const shipments = await rows.query<{ conversation: string; code: string }>(
      'select conversation_id as conversation, tracking_code as code from shipments',
    )
    const steps = await rows.query<{ code: string; state: string }>(
      'select tracking_code as code, steps.state from shipment_steps steps join shipments on id = shipment_id',
    )
    const written = await rows.query<{ conversationId: string; kind: string; text: string }>(
      `select conversation_id as "conversationId", kind, text from outbox where channel = 'chat_messages' and text is not null`,
    )
    const events = await rows.query<{ id: string }>('select id from events')
    const [read] = await rows.query<{ count: number }>('select sum(messages_read)::int as count from assistants')
    const talks = control.conversations().map(({ id }) => id)
    const texts = talks.flatMap((id) => writtenBy(front, id).map((text) => ({ conversationId: id, text })))
    const orders = control.carrierOrders().filter(({ type }) => type === 'shipment.accepted')
    const codesOf = (state: string) => steps.filter((step) => step.state === state).map(({ code }) => code)
    return [
      compare(
        'bookings',
        said.bookings,
        shipments.map(({ conversation, code }) => `${conversation} ${code}`),
      ),
      compare(
        'shipments, one for each chat',
        [...said.bookings].map((key) => key.split(' ')[0] ?? ''),
        shipments.map(({ conversation }) => conversation),
      ),
      compare('acceptances', said.acceptances, codesOf('accepted')),
      compare(
        'orders at the carrier',
        said.acceptances,
        orders.map(({ data }) => data.trackingCode),
      ),
      compare(
        'steps of the carrier',
        said.steps,
        steps.map(({ code, state }) => `${code} ${state}`),
      ),
      compare('messages in the chats', said.messages, keysOfTexts(texts, written)),
      compare(
        'events taken',
        said.events,
        events.map(({ id }) => id),
      ),
      compareCount('events read', said.events.size, read?.count ?? 0),
    ]
  } finally {
    await rows.close()
  }
}
