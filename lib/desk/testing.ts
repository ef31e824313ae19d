import { eq, sql } from 'drizzle-orm'
import type { Db } from '#lib/db/client.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { shipmentSteps, shipments } from '#lib/db/schema/shipping.ts'
import { staff, staffAudit } from '#lib/db/schema/staff.ts'
import { isMessage } from '#lib/db/testing-outbox.ts'
import { newId } from '#lib/kernel/ids.ts'
import { deskDeps } from '#lib/services/desk.ts'
import { stepsTogether } from '#lib/services/steps-together.ts'
import { newTrackingCode, type ShippingTx } from '#lib/shipping/index.ts'
import { shippingWorld } from '#lib/shipping/testing.ts'
import { threadWorld } from '#lib/threads/testing.ts'

export const now = new Date('2026-11-22T09:00:00Z')
export const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

/** The desk over a real database, with two couriers and one who is gone. */
export async function deskWorld(db: Db) {
  const world = shippingWorld(db)
  const { threads } = threadWorld(db)
  const account = async (id: string, name: string, own: Partial<typeof staff.$inferInsert> = {}) => {
    const sealedName = await world.deps.sealer.seal({ name })
    const row = { id, sealedName, state: 'active' as const, role: 'courier' as const, createdAt: now, unusedSince: now }
    await db.insert(staff).values({ ...row, ...own })
  }
  await account('ali', 'علی رضایی', { vehicle: 'motorcycle' })
  await account('reza', 'رضا تندرو')
  await account('gone', 'نوید رفته', { state: 'disabled' })
  let changed = (tx: ShippingTx, _isShared: boolean) => tx
  let ended: () => Promise<void> = async () => undefined
  const together = stepsTogether({
    db: Object.assign(Object.create(db), {
      async transaction(...given: Parameters<Db['transaction']>) {
        const done = await db.transaction(...given)
        await ended()
        return done
      },
    }),
    shipping: world.deps,
    shippingIn: (tx, _, gather) => changed(world.within(tx, gather), gather !== undefined),
    wakeAll: async () => undefined,
    log: { warn: () => undefined },
  })
  return {
    ...world,
    account,
    /** What the transactions of a bulk are from now on. */
    change(to: typeof changed) {
      changed = to
    },
    /** What comes after each of them is written. */
    behind(to: typeof ended) {
      ended = to
    },
    desk: deskDeps({ db, shipping: world.deps, together, threads, wakeOrderIn: () => async () => undefined }),
    audit: async () => await db.select().from(staffAudit).orderBy(staffAudit.number),
    steps: async () => await db.select().from(shipmentSteps).orderBy(shipmentSteps.number),
    /** What another system is told of what the staff did. */
    told: async () =>
      (await db.select().from(outbox).where(eq(outbox.kind, 'shipment.moved'))).map(({ reference }) => reference),
    messages: async () => (await db.select().from(outbox).where(isMessage)).map(({ kind }) => kind),
  }
}

type Row = typeof shipments.$inferInsert

/** A shipment as the database has it, accepted unless `isProposal`. */
export async function putShipment(db: Db, row: Partial<Row> = {}, isProposal = false): Promise<Row> {
  const id = row.id ?? newId()
  const whole = {
    id,
    trackingCode: newTrackingCode(),
    conversationId: id,
    proposerSide: 'DEMAND' as const,
    state: 'accepted' as const,
    parcel: { size: 'small' as const, weightGrams: 2_000, fragile: false, forbiddenAccepted: true },
    service: 'city_express' as const,
    payer: 'buyer' as const,
    quote: { min: 90_000, max: 120_000, parts: [] } as unknown as Row['quote'],
    priceLimitToman: 150_000,
    pickupCity: 'tehran',
    pickupDistrict: 'vanak',
    dropoffCity: 'tehran',
    dropoffDistrict: 'narmak',
    announced: true,
    createdAt: now,
    updatedAt: now,
    ...row,
  }
  await db.insert(shipments).values(whole)
  const step = { shipmentId: id, number: 1, event: 'accept', state: 'accepted', by: 'SUPPLY', at: now } as const
  if (!isProposal) await db.insert(shipmentSteps).values(step)
  return whole
}

type Copied = { id: string; trackingCode: string; conversationId: string }

/** The same shipment so many times more, each of a conversation of its own, with the same steps and addresses. */
export async function copyShipment(db: Db, shipmentId: string, count: number): Promise<Copied[]> {
  const copies = Array.from({ length: count }, (_, n) => ({
    id: `copy-${n}-${newId()}`,
    trackingCode: newTrackingCode(),
    conversationId: `conversation-of-copy-${n}`,
  }))
  const into = (table: string, own: string, of: string) =>
    sql`insert into ${sql.raw(table)}
      select (jsonb_populate_record(model, ${sql.raw(own)})).*
      from ${sql.raw(table)} model, jsonb_array_elements(${JSON.stringify(copies)}::jsonb) copy
      where ${sql.raw(of)} = ${shipmentId}`
  const own = `jsonb_build_object('id', copy->>'id', 'tracking_code', copy->>'trackingCode',
    'conversation_id', copy->>'conversationId')`
  await db.execute(into('shipments', own, 'model.id'))
  for (const table of ['shipment_steps', 'shipment_addresses']) {
    await db.execute(into(table, `jsonb_build_object('shipment_id', copy->>'id')`, 'model.shipment_id'))
  }
  return copies
}

/** Very many rows at once: open ones in every state of the carrier's, and as many that ended. */
export async function fillQueue(db: Db, open: number): Promise<void> {
  await db.execute(sql`
    insert into shipments (id, tracking_code, conversation_id, proposer_side, state, parcel, service, payer, quote,
      price_limit_toman, pickup_city, dropoff_city, promised_at, announced, created_at, updated_at, ended_at)
    select 'row-' || lpad(n::text, 6, '0'), 'code-' || n, 'conversation-' || n, 'DEMAND',
      (case when n > ${open}::int then 'delivered'
        else (array['accepted', 'assigned', 'picked_up', 'delivery_failed'])[1 + n % 4] end),
      '{"size": "small", "weightGrams": 2000, "fragile": false, "forbiddenAccepted": true}', 'city_express', 'buyer',
      '{"min": 90000, "max": 120000, "parts": []}', 150000, 'tehran', 'karaj',
      case when n % 10 = 0 then null else ${now}::timestamptz + (n * 7919 % 20000 - 2000) * interval '1 minute' end,
      true, ${now}::timestamptz, ${now}::timestamptz,
      case when n > ${open}::int then ${now}::timestamptz - (n % 90) * interval '1 day' end
    from generate_series(1, ${open}::int * 2) n`)
  await db.execute(sql`analyze shipments`)
}
