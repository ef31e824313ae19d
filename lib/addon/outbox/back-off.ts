import { addSeconds } from '#lib/kernel/clock.ts'

/** The figures by which a channel tries again. */
export type BackOff = {
  /** After the first attempt, the second, …; the last one is repeated. */
  delaysSeconds: readonly number[]
  /** What a delay is multiplied by, from the least to the most, by chance. */
  jitter: readonly [number, number]
  /** After so many attempts it is given up. */
  maxAttempts: number
  /** The longest wait that is heeded where the other end asks for one. */
  heedsSeconds: number
}

export type Tried = {
  attempts: number
  now: Date
  retryAfterSeconds: number | null
  /** 0 to 1. */
  random: number
  /** The last moment at which it is good for anything. */
  goodUntil: Date | null
}

/**
 * When to try again after attempt number `attempts`, never earlier than the other end asked for. Null where it is given up:
 * after the last attempt, or when that would be too late.
 */
export function nextAttemptAt(backOff: BackOff, { attempts, now, retryAfterSeconds, random, goodUntil }: Tried) {
  if (attempts >= backOff.maxAttempts) return null
  const { delaysSeconds, jitter, heedsSeconds } = backOff
  const whole = delaysSeconds[Math.min(Math.max(1, attempts), delaysSeconds.length) - 1] ?? 0
  const delay = whole * (jitter[0] + random * (jitter[1] - jitter[0]))
  const at = addSeconds(now, Math.max(Math.min(retryAfterSeconds ?? 0, heedsSeconds), delay))
  return goodUntil && at > goodUntil ? null : at
}
