import { addSeconds, daySeconds } from '#lib/kernel/clock.ts'
import { vehicles } from '#lib/kernel/vehicle.ts'
import {
  type CarrierReason,
  type CarrierStatus,
  type Courier,
  carrierReasons,
  carrierStatuses,
  type OverrideReason,
  overrideReasons,
  type PickupWindow,
  readCourierName,
  readHandoverCode,
} from '#lib/shipping/index.ts'
import { isLeftOut, isObject } from './fields.ts'
import { readInstant } from './read-instant.ts'

/** What may be left out, and costs no step where it makes no sense. */
export const optionalFields = ['occurredAt', 'eta', 'window', 'reason', 'courier', 'codeOverride'] as const

export type StatusCall = {
  /** Null: only what was promised moves. */
  status: CarrierStatus | null
  occurredAt: Date | null
  /** By when it is delivered now. */
  eta: Date | null
  /** When the courier comes to the seller now. */
  window: PickupWindow | null
  reason: CarrierReason | null
  /** Who comes now. */
  courier: Courier | null
  /** The handover code; what is no four digits is a wrong one. */
  code: string | null
  codeOverride: OverrideReason | null
  /** As it was sent. Null: the form before, whose signature is good for any shipment. */
  trackingCode: string | null
  /** What was sent and could not be read, of what may be left out. */
  ignored: (typeof optionalFields)[number][]
}

const maxAheadSeconds = 5 * 60
/** Longer ago lies what was never set: the first day of a language's calendar, or of another one's. */
const maxAgoSeconds = 31 * 24 * 60 * 60
/** Nobody promises for longer. */
const maxPromiseSeconds = 60 * daySeconds
/** With these nothing is promised any more. */
const ends: readonly (CarrierStatus | null)[] = ['delivered', 'returned', 'cancelled']
/** After any other the parcel is collected, and no window is left to move. */
const beforePickup: readonly (CarrierStatus | null)[] = [null, 'assigned']

/** Without what different people put between the same words. */
const bare = (word: string) => word.toLowerCase().replace(/[\s_-]+/g, '')

/**
 * Reads a status call of the carrier: its fields, or those of its `data`, as envelopes have it. `status` must be there, or a
 * new `eta` or `window` in its place; with `cancelled`, a `reason`. What may be left out costs no step: it is taken if it
 * makes sense and `ignored` if not. Unknown fields, and `note`, which may name somebody, go nowhere. `reason` names every
 * fault, in English, and quotes nothing.
 */
export function parseStatusCall(
  json: unknown,
  now: Date,
): { ok: true; call: StatusCall } | { ok: false; reason: string } {
  if (!isObject(json)) return { ok: false, reason: 'the body must be a JSON object' }
  const isBare = ['status', 'eta', 'window'].some((name) => !isLeftOut(json[name]))
  const fields = !isBare && isObject(json.data) ? json.data : json
  const status = readStatus(fields.status)
  const trackingCode = readCode(fields.trackingCode)
  const read = {
    occurredAt: readOccurredAt(fields.occurredAt, now),
    eta: ends.includes(status) ? null : readLater(fields.eta, now),
    window: beforePickup.includes(status) ? readWindow(fields.window, now) : null,
    reason: readReason(fields.reason, status),
    courier: ends.includes(status) ? null : readCourier(fields.courier),
    codeOverride: wordOf(overrideReasons, fields.codeOverride),
  }
  const movesPromise = isLeftOut(fields.status) && (read.eta ?? read.window) !== null
  const reasons = [
    ...(status === null && !movesPromise ? [`status must be one of ${carrierStatuses.join(', ')}`] : []),
    ...(status === 'cancelled' && read.reason === null
      ? [`reason must be one of ${carrierReasons('cancelled').join(', ')}`]
      : []),
    ...(trackingCode === undefined ? ['trackingCode must be a text'] : []),
  ]
  if (reasons.length > 0 || trackingCode === undefined) return { ok: false, reason: reasons.join('; ') }
  const ignored = optionalFields.filter((name) => read[name] === null && !isLeftOut(fields[name]))
  return { ok: true, call: { status, ...read, code: sentCode(fields.code), trackingCode, ignored } }
}

function readStatus(value: unknown): CarrierStatus | null {
  if (typeof value !== 'string' || value.length > 100) return null
  return carrierStatuses.find((status) => bare(status) === bare(value)) ?? null
}

/** Undefined: something that is no code. A code may have digits only, and a library take it for a number. */
function readCode(value: unknown): string | null | undefined {
  if (isLeftOut(value)) return null
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

function readOccurredAt(value: unknown, now: Date): Date | null {
  const instant = readInstant(value)
  const isLikely = instant && instant <= addSeconds(now, maxAheadSeconds) && instant >= addSeconds(now, -maxAgoSeconds)
  return isLikely ? instant : null
}

/** An instant to come. */
function readLater(value: unknown, now: Date): Date | null {
  const instant = readInstant(value)
  return instant && instant > now && instant <= addSeconds(now, maxPromiseSeconds) ? instant : null
}

function readWindow(value: unknown, now: Date): PickupWindow | null {
  if (!isObject(value)) return null
  const from = readInstant(value.from)
  const to = readLater(value.to, now)
  return from && to && from < to && from >= addSeconds(now, -daySeconds) ? { from, to } : null
}

/** All of it or nothing: a vehicle that is no word of the list is better told than lost. */
function readCourier(value: unknown): Courier | null {
  if (!isObject(value)) return null
  const [name, vehicle] = [readCourierName(value.name), wordOf(vehicles, value.vehicle)]
  return name !== null && (vehicle !== null || isLeftOut(value.vehicle)) ? { name, vehicle } : null
}

function readReason(value: unknown, status: CarrierStatus | null): CarrierReason | null {
  return wordOf(carrierReasons(status), value)
}

function wordOf<Word extends string>(words: readonly Word[], value: unknown): Word | null {
  if (typeof value !== 'string' || value.length > 100) return null
  return words.find((word) => bare(word) === bare(value)) ?? null
}

/** Never left out because it cannot be read: what is sent is compared, whatever it is. */
function sentCode(value: unknown): string | null {
  if (isLeftOut(value)) return null
  if (typeof value === 'number') return String(value).padStart(4, '0')
  return typeof value === 'string' ? readHandoverCode(value) : 'unreadable'
}
