import { addSeconds } from '#lib/kernel/clock.ts'
import type { CarrierStatus } from '#lib/shipping/index.ts'
import { readInstant } from './read-instant.ts'

export const carrierStatuses = [
  'assigned',
  'picked_up',
  'delivered',
  'delivery_failed',
  'returned',
] as const satisfies CarrierStatus[]

export type StatusCall = {
  status: CarrierStatus
  occurredAt: Date | null
  /** As it was sent. Null: the form before, whose signature is good for any shipment. */
  trackingCode: string | null
  /** What was sent and could not be read, of what may be left out. */
  ignored: 'occurredAt'[]
}

const maxAheadSeconds = 5 * 60
/** Longer ago lies what was never set: the first day of a language's calendar, or of another one's. */
const maxAgoSeconds = 31 * 24 * 60 * 60

type Fields = Record<string, unknown>

const isObject = (json: unknown): json is Fields => typeof json === 'object' && json !== null && !Array.isArray(json)
const isLeftOut = (value: unknown) => value === undefined || value === null || value === ''
/** Without what different people put between the same words. */
const bare = (word: string) => word.toLowerCase().replace(/[\s_-]+/g, '')

/**
 * Reads a status call of the carrier: its fields, or those of its `data`, as envelopes have it. `status` must be there. What
 * may be left out costs no step: it is taken if it makes sense and `ignored` if not. Unknown fields, and `note`, which may
 * name somebody, go nowhere. `reason` names every fault, in English, and quotes nothing.
 */
export function parseStatusCall(
  json: unknown,
  now: Date,
): { ok: true; call: StatusCall } | { ok: false; reason: string } {
  if (!isObject(json)) return { ok: false, reason: 'the body must be a JSON object' }
  const fields = json.status === undefined && isObject(json.data) ? json.data : json
  const status = readStatus(fields.status)
  const trackingCode = readCode(fields.trackingCode)
  if (status === null || trackingCode === undefined) {
    const reasons = [
      ...(status === null ? [`status must be one of ${carrierStatuses.join(', ')}`] : []),
      ...(trackingCode === undefined ? ['trackingCode must be a text'] : []),
    ]
    return { ok: false, reason: reasons.join('; ') }
  }
  const occurredAt = readOccurredAt(fields.occurredAt, now)
  const isIgnored = occurredAt === null && !isLeftOut(fields.occurredAt)
  return { ok: true, call: { status, occurredAt, trackingCode, ignored: isIgnored ? ['occurredAt'] : [] } }
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
