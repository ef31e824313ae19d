import { randomBytes } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import type { Db, Tx } from '#lib/db/client.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { messageStore } from '#lib/db/stores/messages.ts'
import { shippingStore } from '#lib/db/stores/shipments.ts'
import { isMessage, isOrder } from '#lib/db/testing-outbox.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Gather } from '#lib/kernel/in-batches.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import { shippingTransaction } from '#lib/services/shipping-transaction.ts'
import {
  type Actor,
  type AnnouncementKind,
  acceptProposal,
  bookShipment,
  type CarrierStatus,
  type Contact,
  cancelShipment,
  type DraftChoices,
  expireProposals,
  moveByCarrier,
  prepareAcceptance,
  prepareProposal,
  rejectProposal,
  type Shipment,
  type ShipmentState,
  type ShippingDeps,
  type ShippingTx,
  saveDraft,
} from './index.ts'
import { sampleOffers } from './testing-offers.ts'

export const contact: Contact = { name: 'سارا', mobile: '09121234567', line: 'خیابان اول، پلاک ۲', postalCode: null }

export const choices: Partial<DraftChoices> = {
  parcel: { size: 'small', weightGrams: 2_000, fragile: false, forbiddenAccepted: true },
  ownPlace: { city: 'tehran', district: 'narmak' },
  postPlace: { city: 'tehran', district: 'vanak' },
  service: 'city_express',
  payer: 'buyer',
  itemTitle: 'دوچرخه',
}

export const buyer: Actor = {
  seatId: 'seat-buyer',
  sessionId: 'session-buyer',
  conversationId: 'conversation-1',
  side: 'DEMAND',
  postToken: 'post-1',
  divarUserId: 'user-buyer',
  grantId: 'grant-buyer',
}

export const seller: Actor = {
  ...buyer,
  seatId: 'seat-seller',
  sessionId: 'session-seller',
  side: 'SUPPLY',
  divarUserId: 'user-seller',
  grantId: 'grant-seller',
}

/** Where the carrier's calls lead through, to each state that it moves to. */
const ways: Partial<Record<ShipmentState, CarrierStatus[]>> = {
  accepted: [],
  assigned: ['assigned'],
  picked_up: ['assigned', 'picked_up'],
  delivery_failed: ['assigned', 'picked_up', 'delivery_failed'],
  delivered: ['assigned', 'picked_up', 'delivered'],
  returned: ['assigned', 'picked_up', 'delivery_failed', 'returned'],
}

type Order = Parameters<ShippingTx['notifyCarrier']>[0]

/** The carrier's orders as rows of the same transaction. */
const tellCarrierIn = (tx: Db) => async (order: Order) => {
  const { shipmentId, type, reference = '', at } = order
  const position =
    (
      await tx
        .select()
        .from(outbox)
        .where(and(isOrder, eq(outbox.subjectId, shipmentId)))
    ).length + 1
  const row = { id: newId(), subjectId: shipmentId, kind: type, reference, position, at, dueAt: at, firstQueuedAt: at }
  await tx
    .insert(outbox)
    .values({ ...row, channel: 'carrier_orders', state: 'queued' })
    .onConflictDoNothing()
}

/** The shipping domain over a real database, with wording that can change or fail, and a clock that stands. */
export function shippingWorld(db: Db) {
  const clock = fixedClock('2026-11-22T09:00:00Z')
  const sealer = createSealer([new Uint8Array(32).fill(7)])
  let opening = 'پیک'
  let fails = false
  let mute = false
  let dead: string[] = []
  let unspeakable: string | null = null
  const messages = { messages: messageStore(db) }
  /** The rules' rows in a transaction that may hold other rows too. */
  const within = (tx: Tx, gather?: Gather): ShippingTx => {
    const around = {
      clock,
      sealer,
      wake: async () => undefined,
      async notifyCarrier(order: Order) {
        if (mute) throw new Error('telling failed')
        await tellCarrierIn(tx)(order)
      },
    }
    const rows = shippingTransaction(tx, around, gather)
    return {
      ...rows,
      // Nobody sits anywhere in this world.
      seatStands: async () => true,
      async announce(shipment, announcement, speaker) {
        const messageId = await rows.announce(shipment, announcement, speaker)
        if (fails) throw new Error('announcing failed')
        return messageId
      },
    }
  }
  const deps: ShippingDeps = {
    store: shippingStore(db),
    transaction: async (work) => await db.transaction(async (tx) => await work(within(tx))),
    clock,
    random: randomBytes,
    sealer,
    offers: sampleOffers,
    wording: {
      async announce(kind: AnnouncementKind, shipment: Shipment) {
        if (unspeakable === shipment.trackingCode) throw new Error('no words')
        const { parcel, service, payer, quote, pickup, dropoff, trackingCode, itemTitle, dueAt } = shipment
        const said = [parcel, service, payer, quote.max, pickup, dropoff, trackingCode, itemTitle, dueAt]
        return { kind, text: `${opening} ${kind} ${JSON.stringify(said)}`, senderButtons: {}, receiverButtons: {} }
      },
    },
    grants: { isLive: async (grantId) => !dead.includes(grantId) },
  }
  /** What the preview shows now: what a tap on "book" sends back. */
  const preview = async (actor: Actor, announce = true) => {
    const prepared = await prepareProposal(deps, actor)
    if (!prepared.ok) throw new Error(prepared.part)
    const { draft, fingerprint } = prepared.proposal
    return { trackingCode: draft.trackingCode, fingerprint, announce }
  }
  const contacts = new Map<string, Contact>()
  const fill = async (actor: Actor, change: Partial<DraftChoices> = {}) => {
    const own = contacts.get(actor.seatId) ?? contact
    const draft = await saveDraft(deps, actor, { choices: { ...choices, ...change }, contact: own })
    if (!draft) throw new Error('the seat has ended')
    return draft
  }
  /** A draft filled and booked. */
  const booked = async (actor: Actor, announce = true, change: Partial<DraftChoices> = {}): Promise<Shipment> => {
    await fill(actor, change)
    const result = await bookShipment(deps, actor, await preview(actor, announce))
    if (result.kind !== 'booked') throw new Error(result.kind)
    return result.shipment
  }
  /** What the acceptance's page shows now: what a tap on "accept" sends back. */
  const shownTo = async (actor: Actor, trackingCode: string) => {
    const prepared = await prepareAcceptance(deps, actor, trackingCode)
    if (prepared.kind !== 'ready') throw new Error(prepared.kind)
    return { trackingCode, fingerprint: prepared.fingerprint, forbiddenAccepted: true }
  }
  const move = async (trackingCode: string, status: CarrierStatus, callId: string = newId()) =>
    await moveByCarrier(deps, {
      callId,
      trackingCode,
      status,
      occurredAt: null,
      reason: status === 'cancelled' ? 'no_courier' : null,
    })
  const stands = async (trackingCode: string): Promise<Shipment> => {
    const shipment = await deps.store.shipmentByCode(trackingCode)
    if (!shipment) throw new Error('no shipment')
    return shipment
  }
  return {
    deps,
    clock,
    within,
    preview,
    fill,
    booked,
    shownTo,
    move,
    stands,
    /** The buyer's proposal, moved to `state` by those who may, a minute between the steps. */
    async reach(state: ShipmentState, announce = true, from: { buyer: Actor; seller: Actor } = { buyer, seller }) {
      const { trackingCode } = await booked(from.buyer, announce)
      clock.advance(60)
      if (state === 'rejected') await rejectProposal(deps, from.seller, trackingCode)
      if (state === 'cancelled') {
        await cancelShipment(deps, from.buyer, { trackingCode, reason: 'other', seenState: 'proposed' })
      }
      if (state === 'expired') {
        clock.advance(48 * 3600)
        await expireProposals(deps)
      }
      if (ways[state]) {
        await fill(from.seller)
        await acceptProposal(deps, from.seller, await shownTo(from.seller, trackingCode))
      }
      for (const status of ways[state] ?? []) {
        clock.advance(60)
        await move(trackingCode, status)
      }
      const shipment = await stands(trackingCode)
      if (shipment.state !== state) throw new Error(`${shipment.state}, not ${state}`)
      return shipment
    },
    /** Kind and state of the messages of a shipment, in order. */
    async said(shipmentId: string) {
      const all = await messages.messages.ofSubject('shipment', shipmentId)
      return all.map((message) => `${message.kind} by ${message.senderSide}: ${message.state}`)
    },
    /** The orders sent to the carrier for a shipment, in order. */
    async orders(shipmentId: string) {
      const rows = await db
        .select()
        .from(outbox)
        .where(and(isOrder, eq(outbox.subjectId, shipmentId)))
        .orderBy(asc(outbox.position))
      return rows.map(({ kind, reference }) => [kind, reference].filter(Boolean).join(' '))
    },
    /** Has the chat's side send all that waits. */
    async send(shipmentId: string) {
      const waits = and(eq(outbox.subjectId, shipmentId), eq(outbox.state, 'queued'))
      await db.update(outbox).set({ state: 'sent' }).where(and(isMessage, waits))
    },
    /** What is typed at this seat from now on, in place of `contact`. */
    typesAt(seatId: string, own: Contact) {
      contacts.set(seatId, own)
    },
    /** These grants have ended. */
    endGrants(...ids: string[]) {
      dead = ids
    },
    /** Makes the words for this one shipment fail. */
    loseWordsFor(trackingCode: string) {
      unspeakable = trackingCode
    },
    changeWording(text: string) {
      opening = text
    },
    failToAnnounce(yes: boolean) {
      fails = yes
    },
    failToTell(yes: boolean) {
      mute = yes
    },
  }
}
