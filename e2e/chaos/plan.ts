import fc from 'fast-check'
import type { FaultInput } from '../simulator/index.ts'

/** One blow: what Divar does wrong from its moment on, whom it hits, and how long that one stays down by our doing. */
export type Blow = { afterMs: number; victim: number; downMs: number; fault: FaultInput }

export type PlanOptions = { seed: number; count: number; victims: number }

/** What Divar may do to a message or a permission. A `hang` or a `drop` leaves open whether it took effect. */
const faults: readonly FaultInput[] = [
  { on: 'send', kind: 'status', status: 429, headers: { 'retry-after': '2' } },
  { on: 'send', kind: 'status', status: 503 },
  { on: 'send', kind: 'status', status: 500 },
  { on: 'send', kind: 'status', status: 500, effect: 'apply' },
  { on: 'send', kind: 'hang' },
  { on: 'send', kind: 'hang', effect: 'apply' },
  { on: 'send', kind: 'drop' },
  { on: 'send', kind: 'drop', effect: 'apply' },
  { on: 'send', kind: 'malformed', effect: 'apply' },
  { on: 'send', kind: 'slow', delayMs: 1500 },
  { on: 'token', kind: 'status', status: 503 },
  { on: 'token', kind: 'drop', effect: 'apply' },
  { on: 'post', kind: 'slow', delayMs: 1500 },
]

/** The same blows for the same seed. */
export function planBlows({ seed, count, victims }: PlanOptions): Blow[] {
  const blow = fc.record({
    afterMs: fc.integer({ min: 200, max: 8000 }),
    victim: fc.nat(victims - 1),
    downMs: fc.nat(1000),
    fault: fc.constantFrom(...faults),
  })
  // Each as likely as the other: a property's values lie at the ends more often.
  return fc.sample(fc.noBias(blow), { seed, numRuns: count })
}
