import { addSeconds } from '../kernel/clock.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** After an outage an order waits about as long again at most. All of them together are some 22 hours. */
const delaysSeconds = [5, minute, 5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 6 * hour, 8 * hour]

/** After so many attempts an order is given up. */
export const mostAttempts = delaysSeconds.length + 1

type Attempt = {
  attempts: number
  now: Date
  retryAfterSeconds: number | null
  /** 0 to 1. */
  random: number
}

/**
 * When to try again after attempt number `attempts`: a fixed delay, up to a fifth shorter or longer by chance, never
 * shorter than what the carrier asked for (a day of it is heeded). Null after the last attempt.
 */
export function nextOrderAttemptAt({ attempts, now, retryAfterSeconds, random }: Attempt): Date | null {
  const delay = delaysSeconds[Math.max(1, attempts) - 1]
  if (delay === undefined) return null
  return addSeconds(now, Math.max(Math.min(retryAfterSeconds ?? 0, day), delay * (0.8 + random * 0.4)))
}
