import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Database } from '#lib/db/client.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { shipments } from '#lib/db/schema/shipping.ts'
import { refuse } from '#lib/db/testing.ts'
import { isMessage, isPicture } from '#lib/db/testing-outbox.ts'
import { waitUntil } from '#lib/jobs/testing.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { buyer, shippingWorld } from '#lib/shipping/testing.ts'
import type { Services } from '../services.ts'
import { type BootEngine, bootWorld } from './testing-boot.ts'
import { doneOf, dueNames, leaveDue, leaveGrants, start } from './testing-due.ts'

vi.mock('../kernel/log.ts', async (original) => {
  const real = await original<typeof import('#lib/kernel/log.ts')>()
  return { ...real, createLog: () => real.createLog({ level: 'silent' }) }
})

/** Of a key that was taken out too early. */
const lost = createSealer([new Uint8Array(32).fill(99)])

/** Rows that nobody gets done: sealed with a lost key, or refused by the database whenever they are written. */
async function spoil({ db }: Database) {
  const ids = await db.select({ id: shipments.id, talk: shipments.conversationId }).from(shipments)
  const idOf = (talk: string) => ids.find((row) => row.talk === talk)?.id ?? ''
  await db
    .update(outbox)
    .set({ sealed: await lost.seal({ base64: '' }) })
    .where(isPicture)
  await db
    .update(outbox)
    .set({ text: '', sealed: await lost.seal('text') })
    .where(isMessage)
  await refuse(db, 'update on outbox', `old.channel = 'chat_messages' and old.subject_id = 'message-bad'`)
  await refuse(db, 'update on outbox', `old.channel = 'carrier_orders' and old.subject_id = '${idOf('order-bad')}'`)
  await refuse(
    db,
    'update on assistants',
    `old.claim_id is not null and new.claim_id is null and old.post_token = 'renew-bad-post'`,
  )
  await refuse(db, 'update on assistant_conversations', `old.conversation_id = 'answer-bad'`)
  await refuse(db, 'insert on shipment_steps', `new.shipment_id in ('${idOf('expire-bad')}', '${idOf('lapse-bad')}')`)
  await refuse(db, 'insert on outbox', `new.kind = 'reminder' and new.subject_id = '${idOf('remind-bad')}'`)
  await refuse(db, 'delete on drafts', `old.conversation_id = 'draft-bad'`)
}

describe.each<BootEngine>(['embedded', 'PostgreSQL'])('one bad row in each sweep on %s', (engine) => {
  let world: Awaited<ReturnType<typeof bootWorld>>
  let app: Services

  beforeAll(async () => {
    world = await bootWorld(engine)
    await world.leave(async (database) => {
      await leaveGrants(database)
      // Earlier, so that it comes first.
      await leaveDue(database, 'bad', lost)
      await spoil(database)
      await leaveDue(database, 'good')
      await leaveGrants(database, { sealer: lost, ended: true, mark: '-lost' })
      const { booked, clock } = shippingWorld(database.db)
      clock.advance(-49 * 3600)
      await booked({ ...buyer, seatId: 'seat-lost', conversationId: 'expire-lost', grantId: 'grant-buyer-lost' })
    })
    app = await world.start(start)
  })
  afterAll(async () => await world.end())

  it.each(dueNames)('does not stop the others: Peyk %s', async (name) => {
    await waitUntil(async () => (await doneOf(app.database.db, world.asked, 'good')[name]?.()) ?? false)
  })

  it('remains unchanged', async () => {
    const bad = doneOf(app.database.db, world.asked, 'bad')
    // Divar may know of the subscription by now: what cannot be kept of it is that it was made.
    const names = dueNames.filter((name) => !name.startsWith('renews'))
    const done = await Promise.all(names.map(async (name) => ((await bad[name]?.()) ? [name] : [])))
    expect(done.flat()).toEqual([])
  })

  it('with an unopenable permission still lets its proposal end', async () => {
    const found = async () =>
      (await app.database.db.select().from(shipments).where(eq(shipments.conversationId, 'expire-lost')))[0]
    await waitUntil(async () => (await found())?.state === 'expired')
  })
})
