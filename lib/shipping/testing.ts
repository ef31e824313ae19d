import { randomBytes } from 'node:crypto'
import type { Db } from '../db/client.ts'
import { messageStore } from '../db/stores/messages.ts'
import { shippingStore } from '../db/stores/shipments.ts'
import { fixedClock } from '../kernel/clock.ts'
import { createSealer } from '../kernel/seal.ts'
import { messagesOf } from '../messages/index.ts'
import { shippingTransaction } from '../services/shipping-transaction.ts'
import {
  type Actor,
  type AnnouncementKind,
  bookShipment,
  type CarrierOrderType,
  type Contact,
  type DraftChoices,
  prepareProposal,
  type Shipment,
  type ShippingDeps,
  sampleTariff,
  saveDraft,
} from './index.ts'

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

/** The shipping domain over a real database, with wording that can change or fail, and a clock that stands. */
export function shippingWorld(db: Db) {
  const clock = fixedClock('2026-11-22T09:00:00Z')
  let opening = 'پیک'
  let fails = false
  let dead: string[] = []
  const orders: string[] = []
  const messages = { messages: messageStore(db) }
  const deps: ShippingDeps = {
    store: shippingStore(db),
    transaction: async (work) =>
      await db.transaction(async (tx) => {
        const around = {
          clock,
          wake: async () => undefined,
          async tellCarrier(order: { type: CarrierOrderType; reference?: string }) {
            if (fails) throw new Error('telling failed')
            orders.push([order.type, order.reference].filter(Boolean).join(' '))
          },
        }
        const within = shippingTransaction(tx, around)
        return await work({
          ...within,
          async announce(shipment, announcement, speaker) {
            const messageId = await within.announce(shipment, announcement, speaker)
            if (fails) throw new Error('announcing failed')
            return messageId
          },
        })
      }),
    clock,
    random: randomBytes,
    sealer: createSealer([new Uint8Array(32).fill(7)]),
    tariff: sampleTariff,
    wording: {
      async announce(kind: AnnouncementKind, shipment: Shipment) {
        const { parcel, service, payer, quote, pickup, dropoff, trackingCode, itemTitle } = shipment
        const said = [parcel, service, payer, quote.max, pickup, dropoff, trackingCode, itemTitle]
        return { kind, text: `${opening} ${kind} ${JSON.stringify(said)}`, senderButtons: {}, receiverButtons: {} }
      },
    },
    grants: { isLive: async (grantId) => !dead.includes(grantId) },
  }
  /** What the preview shows now: what a tap on "book" sends back. */
  const preview = async (actor: Actor, announce = true) => {
    const prepared = await prepareProposal(deps, actor)
    if (!prepared.ok) throw new Error(prepared.step)
    const { draft, fingerprint } = prepared.proposal
    return { trackingCode: draft.trackingCode, fingerprint, announce }
  }
  const fill = async (actor: Actor, change: Partial<DraftChoices> = {}) =>
    await saveDraft(deps, actor, { choices: { ...choices, ...change }, contact })
  return {
    deps,
    clock,
    preview,
    fill,
    /** A draft filled and booked. */
    async booked(actor: Actor, announce = true): Promise<Shipment> {
      await fill(actor)
      const result = await bookShipment(deps, actor, await preview(actor, announce))
      if (result.kind !== 'booked') throw new Error(result.kind)
      return result.shipment
    },
    /** Kind and state of the messages of a shipment, in order. */
    async said(shipmentId: string) {
      const all = await messagesOf(messages, 'shipment', shipmentId)
      return all.map((message) => `${message.kind} by ${message.senderSide}: ${message.state}`)
    },
    /** What the carrier was told, in order; also what a transaction that failed would have told. */
    orders,
    /** These grants have ended. */
    endGrants(...ids: string[]) {
      dead = ids
    },
    changeWording(text: string) {
      opening = text
    },
    failToAnnounce(yes: boolean) {
      fails = yes
    },
  }
}
