import { addSeconds } from '../kernel/clock.ts'

const firstDelaySeconds = 2
const longestDelaySeconds = 15 * 60

/** A message that could not leave for so long is of no use to anybody. */
export const giveUpAfterSeconds = 24 * 60 * 60

type Attempt = {
  attempts: number
  firstQueuedAt: Date
  now: Date
  retryAfterSeconds: number | null
  /** 0 to 1. */
  random: number
}

/**
 * When to try again after attempt number `attempts`: the delay doubles from 2 seconds to 15 minutes, half of it random,
 * and is never shorter than what Divar asked for. Null when that is later than 24 hours after the message was queued.
 */
export function nextAttemptAt(attempt: Attempt): Date | null {
  const whole = Math.min(longestDelaySeconds, firstDelaySeconds * 2 ** Math.min(20, Math.max(0, attempt.attempts - 1)))
  const delay = Math.max(attempt.retryAfterSeconds ?? 0, whole * (0.5 + attempt.random / 2))
  const at = addSeconds(attempt.now, delay)
  return at > addSeconds(attempt.firstQueuedAt, giveUpAfterSeconds) ? null : at
}
