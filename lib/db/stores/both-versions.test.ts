import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { messageWorld } from '#lib/addon/messages/testing.ts'
import type { Delivery, OutboxStore } from '#lib/addon/outbox/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { outbox } from '../schema/outbox.ts'
import { describeOnBothEngines, emptyTables } from '../testing.ts'
import { type OldTable, queueBefore, versionBefore } from '../testing-version-before.ts'
import { messageStore } from './messages.ts'
import { webhookStore } from './orders.ts'
import { proofStore } from './proofs.ts'

const began = new Date('2026-11-22T09:00:00Z')

const step = fc.record({
  by: fc.constantFrom('old', 'new'),
  which: fc.constantFrom('first', 'second'),
  do: fc.constantFrom('claim', 'claim', 'claim', 'sent', 'again', 'again', 'sweep', 'pass'),
})

/** Some rows of each channel as the version before wrote them: through what it takes for its tables. */
const written: Record<OldTable, (id: string, position: number) => ReturnType<typeof sql>> = {
  chat_messages: (id, position) => sql`insert into chat_messages (id, subject, subject_id, kind, occurrence, position,
    conversation_id, sender_side, text, state, due_at, first_queued_at, created_at) values (${id}, 'shipment', 's',
    'failure', ${position}, ${position}, 'c', 'DEMAND', 'متن', 'queued', ${began.toISOString()}, ${began.toISOString()},
    ${began.toISOString()})`,
  carrier_orders: (
    id,
    position,
  ) => sql`insert into carrier_orders (id, shipment_id, type, reference, position, happened_at,
    state, due_at, first_queued_at) values (${id}, 's', 'problem.reported', ${id}, ${position}, ${began.toISOString()},
    'queued', ${began.toISOString()}, ${began.toISOString()})`,
  proofs: (id) => sql`insert into proofs (shipment_id, kind, sealed_image, state, way, attempts, due_at, received_at)
    values (${id}, 'image/png', 'sealed', 'queued', 'bot', 0, ${began.toISOString()}, ${began.toISOString()})
    on conflict (shipment_id) do update set kind = excluded.kind where proofs.state in ('waiting', 'queued', 'refused')`,
}

describeOnBothEngines('processes of two successive versions', (open) => {
  const stores = (): Record<OldTable, OutboxStore<Delivery>> => {
    const { db } = open()
    return { chat_messages: messageStore(db), carrier_orders: webhookStore(db), proofs: proofStore(db) } as Record<
      OldTable,
      OutboxStore<Delivery>
    >
  }

  it.each(['chat_messages', 'carrier_orders', 'proofs'] as const)(
    'never hold one row of %s at the same time, duplicate none and lose none',
    { timeout: 240_000 },
    async (table) => {
      const isOnce = table !== 'carrier_orders'
      const property = fc.asyncProperty(
        fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }),
        async (steps) => {
          await emptyTables(open())
          const [before, store] = [versionBefore(open().db, table), stores()[table]]
          for (const [position, id] of ['first', 'second'].entries()) {
            await open().db.execute(written[table](id, position + 1))
          }
          let now = began
          const holds = new Map<string, string>()
          const sends = new Map<string, number>()
          const rights = new Map([
            ['first', 1],
            ['second', 1],
          ])
          const claims = async (by: string, id: string) => {
            const claim = { claimId: `${by} ${now.getTime()} ${sends.get(id) ?? 0}`, now, until: addSeconds(now, 60) }
            const side = by === 'old' ? before : store
            if (!(await side.claim(id, claim))) return
            if (table === 'proofs' && !(await side.beginSend(id, claim))) return
            if (table !== 'proofs' && id === 'second') {
              expect(['queued', 'sending']).not.toContain((await store.find('first'))?.state)
            }
            holds.set(id, claim.claimId)
            sends.set(id, (sends.get(id) ?? 0) + 1)
            if (isOnce) expect(sends.get(id)).toBeLessThanOrEqual(rights.get(id) ?? 0)
          }
          const settles = async (by: string, id: string, how: 'sent' | 'again') => {
            const claimId = holds.get(id)
            if (!claimId) return
            holds.delete(id)
            const to =
              how === 'again'
                ? { state: 'queued', dueAt: now, reason: 'again' }
                : { state: table === 'carrier_orders' ? 'delivered' : 'sent', at: now, reason: null }
            const settled =
              by === 'new'
                ? await store.settle(id, claimId, to)
                : await (how === 'again' ? before.settleQueued : before.settleSent)(id, claimId, now)
            if (settled && how === 'again') rights.set(id, (rights.get(id) ?? 0) + 1)
          }
          const turn = async ({ by, which, do: what }: { by: string; which: string; do: string }) => {
            if (what === 'claim') await claims(by, which)
            else if (what === 'sent' || what === 'again') await settles(by, which, what)
            else if (what === 'sweep') await (by === 'old' ? before : store).expireLeases(now)
            else now = addSeconds(now, 31)
            for (const id of ['first', 'second']) expect(await before.state(id)).toBe((await store.find(id))?.state)
          }
          for (const one of steps) await turn(one)
          // Whichever process is left brings it to an end: sent, or, where it may not be repeated, a person is asked.
          for (let round = 0; round < 8; round += 1) {
            now = addSeconds(now, 61)
            for (const by of ['old', 'new']) {
              await (by === 'old' ? before : store).expireLeases(now)
              for (const which of ['first', 'second']) {
                await claims(by, which)
                await settles(by === 'old' ? 'new' : 'old', which, 'sent')
              }
            }
          }
          const ends = await Promise.all(['first', 'second'].map(async (id) => (await store.find(id))?.state ?? 'lost'))
          for (const end of ends) expect(isOnce ? ['sent', 'unconfirmed', 'superseded'] : ['delivered']).toContain(end)
        },
      )
      await fc.assert(property, { numRuns: 25 })
    },
  )

  it('write messages of one subject one after the other by the same lock', async () => {
    const { queue, clock } = messageWorld(open().db)
    const kinds = ['answer', 'pickup', 'end'] as const
    const old = kinds.map(
      async (kind) => await open().db.transaction(async (tx) => await queueBefore(tx, 'shipment-1', kind, clock())),
    )
    await Promise.all([...old, queue(), queue({ kind: 'failure' })])
    const rows = await open().db.select().from(outbox).orderBy(outbox.position)
    expect(rows.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5])
    expect(new Set(rows.map(({ way, channel }) => `${channel} ${way}`))).toEqual(
      new Set(['chat_messages conversation']),
    )
  })

  it("erase each other's rows", async () => {
    for (const [table, write] of Object.entries(written)) {
      await open().db.execute(write(`one ${table}`, 1))
      const name = sql.identifier(table)
      const { rows } = await open().db.execute(sql`select ${name}.ctid from ${name}`)
      expect(rows).toHaveLength(1)
      await open().db.execute(sql`delete from ${name} where ${name}.ctid in (select ctid from ${name}) returning 1`)
    }
    expect(await open().db.select().from(outbox)).toEqual([])
  })
})
