import { z } from 'zod'
import { addSeconds } from '../kernel/clock.ts'
import type { CarrierStatus } from '../shipping/index.ts'

export const carrierStatuses = [
  'assigned',
  'picked_up',
  'delivered',
  'delivery_failed',
  'returned',
] as const satisfies CarrierStatus[]

export type StatusCall = { status: CarrierStatus; occurredAt: Date | null }

const longestNote = 500
const mostAheadSeconds = 5 * 60

const shape = z.object(
  {
    status: z.enum(carrierStatuses, { error: `status must be one of ${carrierStatuses.join(', ')}` }),
    occurredAt: z.iso
      .datetime({ offset: true, error: 'occurredAt must be an instant such as 2026-11-22T09:00:00Z' })
      .nullish(),
    note: z
      .string({ error: 'note must be a text' })
      .refine((text) => Array.from(text).length <= longestNote, `note must have ${longestNote} characters at most`)
      .nullish(),
  },
  { error: 'the body must be a JSON object' },
)

/**
 * Reads a status call of the carrier. Unknown fields are ignored. `note` is checked and not given back: it may name
 * somebody, and nothing keeps it. `reason` names every fault, in English, and quotes nothing.
 */
export function parseStatusCall(
  json: unknown,
  now: Date,
): { ok: true; call: StatusCall } | { ok: false; reason: string } {
  const parsed = shape.safeParse(json)
  if (!parsed.success) return { ok: false, reason: parsed.error.issues.map(({ message }) => message).join('; ') }
  const { status } = parsed.data
  const occurredAt = parsed.data.occurredAt ? new Date(parsed.data.occurredAt) : null
  if (occurredAt && !(occurredAt <= addSeconds(now, mostAheadSeconds))) {
    return { ok: false, reason: 'occurredAt is more than 5 minutes in the future' }
  }
  return { ok: true, call: { status, occurredAt } }
}
