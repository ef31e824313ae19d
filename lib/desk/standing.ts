import { addSeconds, daySeconds } from '#lib/kernel/clock.ts'
import { isFinal, type ShipmentState, silence } from '#lib/shipping/index.ts'

/** What of a shipment says how it stands against its promise. */
export type Dated = { state: ShipmentState; promisedAt: Date | null; updatedAt: Date; endedAt: Date | null }

/** From so long before its promise on, a shipment is about to be late. */
export const dueSoonSeconds = 2 * 60 * 60

/** `minutes` to the promise, or past it. `none`: nothing was promised, or it ended undelivered. */
export type Standing = { kind: 'none' } | { kind: 'on_time' | 'due' | 'late'; minutes: number }

/** How a shipment stands against its promise: what is open by now, what was delivered by the moment of it. */
export function standingOf({ state, promisedAt, endedAt }: Dated, now: Date): Standing {
  if (promisedAt === null || (isFinal(state) && state !== 'delivered')) return { kind: 'none' }
  const seconds = Math.trunc((promisedAt.getTime() - (endedAt ?? now).getTime()) / 1000)
  const minutes = Math.floor(Math.abs(seconds) / 60)
  if (isLate(promisedAt, endedAt ?? now)) return { kind: 'late', minutes }
  return { kind: endedAt === null && seconds <= dueSoonSeconds ? 'due' : 'on_time', minutes }
}

/** The promise is its own last moment. */
const isLate = (promisedAt: Date, at: Date) => at > promisedAt

/** Of what is accepted and has had no news since then, somebody should ask. */
export const silentSince = (now: Date): Date => addSeconds(now, -silence.worthALookDays * daySeconds)

/** Why somebody should look at a shipment. */
export type Attention = 'failed' | 'late' | 'silent'

/** The first reason to look at what is open; null: it goes its way. */
export function attentionOf({ state, promisedAt, updatedAt }: Dated, now: Date): Attention | null {
  if (isFinal(state)) return null
  if (state === 'delivery_failed') return 'failed'
  if (promisedAt !== null && isLate(promisedAt, now)) return 'late'
  return updatedAt <= silentSince(now) ? 'silent' : null
}
