import { and, asc, eq } from 'drizzle-orm'
import type { Scheduler } from 'fast-check'
import type { Db } from '#lib/db/client.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { drafts, shipmentAddresses, shipments } from '#lib/db/schema/shipping.ts'
import { shippingStore } from '#lib/db/stores/shipments.ts'
import { isMessage, isOrder } from '#lib/db/testing-outbox.ts'
import { isFinal, type ShipmentState, type ShippingDeps, transitions } from './index.ts'

/** The same calls, where before each of them the others may come in between. */
export const slowed = <T extends object>(target: T, scheduler: Scheduler): T =>
  new Proxy(target, {
    get: (store, name) => {
      const call = Reflect.get(store, name) as (...given: unknown[]) => Promise<unknown>
      return async (...given: unknown[]) => {
        await scheduler.schedule(Promise.resolve(), String(name))
        return await call(...given)
      }
    },
  })

/** The same rules over such calls, in and outside of transactions. */
export function yielding(deps: ShippingDeps, scheduler: Scheduler): ShippingDeps {
  return {
    ...deps,
    store: slowed(deps.store, scheduler),
    async transaction(work) {
      await scheduler.schedule(Promise.resolve(), 'transaction')
      return await deps.transaction(async (tx) => await work(slowed(tx, scheduler)))
    },
  }
}

/** The message that says how a shipment stands, where the chat hears of it at all. */
const kinds: Record<ShipmentState, string> = {
  proposed: 'proposal',
  accepted: 'answer',
  assigned: 'answer',
  picked_up: 'pickup',
  delivery_failed: 'failure',
  rejected: 'answer',
  cancelled: 'end',
  expired: 'end',
  delivered: 'end',
  returned: 'end',
}

/** Every inconsistency of an announced shipment: state, steps, addresses, drafts, messages, the carrier's orders. */
export async function wrongsOf(db: Db, conversationId: string): Promise<string[]> {
  const found: string[] = []
  const check = (right: boolean, what: string) => void (right || found.push(what))
  const rows = await db.select().from(shipments).where(eq(shipments.conversationId, conversationId))
  const left = await db.select().from(drafts).where(eq(drafts.conversationId, conversationId))
  for (const { id, proposerSide, endedAt, dueAt, ...row } of rows) {
    const state = row.state as ShipmentState
    const steps = await shippingStore(db).stepsOf(id)
    const states = steps.map((step) => step.state)
    check(
      steps.every(({ number }, i) => number === i + 1),
      `steps ${steps.map(({ number }) => number)}`,
    )
    check(states.at(-1) === state, `${state} after the steps ${states}`)
    for (const [i, step] of steps.entries()) {
      const from = states[i - 1]
      const legal = transitions.some((one) => one.from === from && one.event === step.event && one.to === step.state)
      check(i === 0 || legal, `${step.event} from ${from}`)
    }
    check((endedAt !== null) === isFinal(state), `${state}, ended at ${endedAt}`)
    check((dueAt !== null) === (state === 'proposed'), `${state}, due at ${dueAt}`)

    const accepted = states.includes('accepted')
    const isAmended = steps.some(({ event }) => event === 'amend')
    const addresses = await db.select().from(shipmentAddresses).where(eq(shipmentAddresses.shipmentId, id))
    const erased = row.reason === 'erased'
    const expected = ['rejected', 'cancelled', 'expired'].includes(state) ? 0 : accepted || isAmended ? 2 : 1
    check(addresses.length === expected, `${addresses.length} addresses while ${state}`)
    const ownDrafts = left.filter(({ side }) => side !== proposerSide)
    if (!isAmended) {
      check(!accepted || ownDrafts.length < 2, 'the draft of the accepting side is still there')
      check(accepted || erased || ownDrafts.length > 0, 'a draft is gone that nobody used')
    }

    const messages = await db
      .select()
      .from(outbox)
      .where(and(isMessage, eq(outbox.subjectId, id)))
      .orderBy(asc(outbox.position))
    check(
      messages.every(({ position }, i) => position === i + 1),
      'messages are not numbered in order',
    )
    const waiting = messages.filter((message) => message.state === 'queued').map(({ kind }) => kind)
    const kind = state === 'proposed' && isAmended ? 'amendment' : kinds[state]
    const says = waiting.filter((kind) => kind !== 'reminder')
    check(
      says.every((one) => one === kind),
      `${says} waits while ${state}`,
    )
    check(
      messages.some((message) => message.kind === kind),
      `nothing says ${state}`,
    )

    const orders = await db
      .select()
      .from(outbox)
      .where(and(isOrder, eq(outbox.subjectId, id)))
      .orderBy(asc(outbox.position))
    check(
      orders.every(({ position }, i) => position === i + 1),
      'orders are not numbered in order',
    )
    const told = orders
      .map(({ kind }) => kind)
      .filter((type) => !['shipment.erased', 'problem.reported'].includes(type))
    const due = [accepted && 'shipment.accepted', accepted && state === 'cancelled' && 'shipment.cancelled'].filter(
      Boolean,
    )
    check(told.join() === due.join(), `the carrier heard ${told} while ${state}`)
  }
  return found
}
