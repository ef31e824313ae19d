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
  const random = randomFrom(seed)
  const between = (least: number, most: number) => Math.round(least + random() * (most - least))
  return Array.from({ length: count }, () => ({
    afterMs: between(200, 8000),
    victim: between(0, victims - 1),
    downMs: between(0, 1000),
    fault: faults[between(0, faults.length - 1)] as FaultInput,
  }))
}

/** Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
