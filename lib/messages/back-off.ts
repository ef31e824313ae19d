import { addSeconds } from '../kernel/clock.ts'
import type { MessageKind } from './chat-message.ts'

const firstDelaySeconds = 2
const longestDelaySeconds = 15 * 60

/** A message that could not leave for so long is of no use to anybody. */
const usualGiveUpSeconds = 24 * 60 * 60

/** What a seller typed waits in the database no longer than what they read; an offer is for somebody who just asked. */
const giveUpSeconds: Partial<Record<MessageKind, number>> = { reply: 60, offer: 60 * 60 }

export const giveUpAfterSeconds = (kind: MessageKind): number => giveUpSeconds[kind] ?? usualGiveUpSeconds

type Attempt = {
  kind: MessageKind
  attempts: number
  firstQueuedAt: Date
  now: Date
  retryAfterSeconds: number | null
  /** 0 to 1. */
  random: number
}

/**
 * When to try again after attempt number `attempts`: the delay doubles from 2 seconds to 15 minutes, half of it random,
 * and is never shorter than what Divar asked for. Null when that is later than a message of its kind is good for: a day, as a rule.
 */
export function nextAttemptAt(attempt: Attempt): Date | null {
  const whole = Math.min(longestDelaySeconds, firstDelaySeconds * 2 ** Math.min(20, Math.max(0, attempt.attempts - 1)))
  const delay = Math.max(attempt.retryAfterSeconds ?? 0, whole * (0.5 + attempt.random / 2))
  const at = addSeconds(attempt.now, delay)
  return at > addSeconds(attempt.firstQueuedAt, giveUpAfterSeconds(attempt.kind)) ? null : at
}
