import { z } from 'zod'
import { toLatinDigits } from '#lib/kernel/digits.ts'
import { services } from '#lib/shipping/index.ts'
import { areApart, spanSchema } from './hours.ts'

const minuteOfDay = z.string().transform((text, context) => {
  const [, hour = 24, minute = 60] = (/^(\d\d):(\d\d)$/.exec(toLatinDigits(text)) ?? []).map(Number)
  if (hour < 24 && minute < 60) return hour * 60 + minute
  context.addIssue({ code: 'custom', message: `"${text}" is no time of day: write "21:00"` })
  return z.NEVER
})

const promise = z.union(
  [
    z.strictObject({ openHours: z.int().min(1).max(72) }),
    z.strictObject({ workingDays: z.int().min(0).max(30), by: minuteOfDay }),
  ],
  { error: 'write { "openHours": 3 }, or { "workingDays": 1, "by": "20:00" }' },
)

const pickup = z.strictObject({
  windows: z.array(spanSchema).min(1).max(12).refine(areApart, 'two windows share a minute'),
  cutOffMinutes: z.int().min(0).max(2880),
  promise,
})

/**
 * When each service collects and what it promises. A version written before there were windows has none, and neither has
 * a service that is left out: it is collected without an appointment and promises no time.
 */
export const pickupSchema = z.partialRecord(z.enum(services), pickup).default({})

/** Windows of a day; a promise in `openHours`, which count while it is open, or in days with opening hours, until `by`. */
export type PickupRule = z.output<typeof pickup>
