import { createHmac, timingSafeEqual } from 'node:crypto'
import { type RandomBytes, randomSecret } from '#lib/kernel/ids.ts'
import type { Side } from '#lib/kernel/side.ts'
import { withoutSilence } from '#lib/kernel/silent.ts'
import { plainCode } from '#lib/kernel/typed.ts'
import { beforeDelivery, beforePickup, type ShipmentState } from './status.ts'

/** The seller hands over to the courier, the courier to the buyer. */
export type Handover = 'pickup' | 'delivery'

/** A code for the eyes of the side that is to say it to the courier. */
export type HandoverCode = { handover: Handover; code: string }

/** So many wrong codes are taken for slips; then a person who asks and looks has to say why it goes on without one. */
export const maxWrongCodes = 5

/** Why the carrier goes on without a code. */
export const overrideReasons = ['code_not_known', 'identity_checked', 'agreed_by_phone', 'other'] as const

export type OverrideReason = (typeof overrideReasons)[number]

/** Of one shipment; sealed where it is stored, and gone with the shipment's end. */
export const newHandoverKey = (random: RandomBytes): string => randomSecret(random)

/** Four digits that are stored nowhere: made of the shipment's key whenever they are shown or compared. */
export function handoverCode(key: string, shipmentId: string, handover: Handover): string {
  const digest = createHmac('sha256', key).update(`${handover} ${shipmentId}`).digest()
  return String(digest.readUIntBE(0, 6) % 10_000).padStart(4, '0')
}

/** What a code that was sent is known by, to nobody without the key: one that is wrong here may be right at the other end. */
export const codeMark = (key: string, code: string): string =>
  createHmac('sha256', key).update(`sent ${code}`).digest('base64url')

const maxTyped = 100

/** The code that somebody typed or sent, however it is written; null: nothing was. What is none stays, as one that is wrong. */
export function readHandoverCode(typed: string): string | null {
  if (typed.length > maxTyped) return 'unreadable'
  return withoutSilence(typed).trim() === '' ? null : plainCode(typed) || 'unreadable'
}

/** In constant time, whatever was sent. */
export function isSameCode(given: string, right: string): boolean {
  const digests = [given, right].map((code) => createHmac('sha256', 'code').update(code).digest())
  const [one, other] = digests
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}

/** What a step hands over; null: nothing, as on the next try of a delivery that failed. */
export function handoverIn(from: ShipmentState, to: ShipmentState | null): Handover | null {
  if (from === 'assigned' && to === 'picked_up') return 'pickup'
  return from === 'picked_up' && to === 'delivered' ? 'delivery' : null
}

/** What a side has still to hand over or to receive. */
export function handoverOfSide(state: ShipmentState, side: Side): Handover | null {
  if (side === 'SUPPLY') return beforePickup.includes(state) ? 'pickup' : null
  return beforeDelivery.includes(state) ? 'delivery' : null
}

/** The keys of shipments and how many wrong codes came. Each method is one statement. */
export type HandoverStore = {
  /** Keeps the key of a shipment that was accepted; null ends it. */
  setHandoverKey(shipmentId: string, sealedKey: string | null): Promise<void>
  /** Null: it was accepted before there were codes, or is over. */
  handoverKeyOf(shipmentId: string): Promise<string | null>
  /** Takes one of `most` tries; false where none is left. */
  takeCodeTry(shipmentId: string, most: number): Promise<boolean>
  /** How many tries were taken since a right code came. */
  codeTries(shipmentId: string): Promise<number>
  /** A right code, or a reason to go on without one, gives all tries back. */
  clearCodeTries(shipmentId: string): Promise<void>
}
