import { addSeconds } from '#lib/kernel/clock.ts'
import type { Side } from '#lib/kernel/side.ts'
import type { Assistant, AssistantSettings, Talk } from './assistant.ts'

/** How long the seller is given, where Divar's missing history could hide that they wrote. */
export const sellerFirstSeconds = 5 * 60

// Iran keeps one time all year since 2022.
const tehranOffsetMinutes = 210
const dayMinutes = 24 * 60

/** Minutes since midnight in Tehran. */
export function tehranMinute(now: Date): number {
  const minutes = Math.floor(now.getTime() / 60_000) + tehranOffsetMinutes
  return ((minutes % dayMinutes) + dayMinutes) % dayMinutes
}

/** When the day began in Tehran. */
export function tehranDayStart(now: Date): Date {
  const minutes = Math.floor(now.getTime() / 60_000)
  return new Date((minutes - tehranMinute(now)) * 60_000)
}

/** Whether the seller wants nobody answered now. A span may go over midnight; equal ends are no span. */
export function isQuiet({ quietFrom, quietTo }: Pick<AssistantSettings, 'quietFrom' | 'quietTo'>, now: Date): boolean {
  const minute = tehranMinute(now)
  if (quietFrom <= quietTo) return quietFrom <= minute && minute < quietTo
  return minute >= quietFrom || minute < quietTo
}

/** Whether the seller wrote here themselves since the assistant was turned on: it then never speaks here again. */
export const sellerTookOver = (assistant: Pick<Assistant, 'turnedOnAt'>, talk: Pick<Talk, 'sellerWroteAt'>): boolean =>
  talk.sellerWroteAt !== null && talk.sellerWroteAt >= assistant.turnedOnAt

/**
 * When a question heard at `now` is to be answered; null: not by the assistant. The seller goes first: for five minutes
 * from when the conversation was first seen, or from the last gap in which they may have written unseen. A question that
 * waits already keeps its time.
 */
export function answerDue(assistant: Assistant, talk: Talk, now: Date): Date | null {
  if (talk.answeredAt !== null || sellerTookOver(assistant, talk) || assistant.watchedSince === null) return null
  if (talk.answerDueAt !== null) return talk.answerDueAt
  const unseen = Math.max(talk.firstSeenAt.getTime(), assistant.watchedSince.getTime())
  const seenEnough = addSeconds(new Date(unseen), sellerFirstSeconds)
  return seenEnough > now ? seenEnough : now
}

/** What is known of a conversation after a message in it; `question` only where the seller wants answers. */
export function afterMessage(
  assistant: Assistant,
  talk: Talk,
  { side, question, now }: { side: Side | null; question: { cities: readonly string[] } | null; now: Date },
): Talk {
  const heard = { ...talk, lastEventAt: now }
  if (side === 'SUPPLY') return { ...heard, sellerWroteAt: now, answerDueAt: null, askedCity: null }
  const answerDueAt = question && answerDue(assistant, talk, now)
  if (!question || !answerDueAt) return heard
  return { ...heard, answerDueAt, askedCity: question.cities[0] ?? talk.askedCity }
}

export type NoAnswer = 'off' | 'answered' | 'seller' | 'quiet' | 'cap' | 'not_asked'

export type DueAnswer = { kind: 'answer' } | { kind: 'no'; reason: NoAnswer } | { kind: 'wait'; until: Date }

/** Whether a waiting question is to be answered now. While nobody listens to the conversation, it waits anew. */
export function mayAnswer(input: {
  assistant: Assistant
  talk: Talk
  postIsOn: boolean
  answeredToday: number
  now: Date
}): DueAnswer {
  const { assistant, talk, postIsOn, answeredToday, now } = input
  const no = (reason: NoAnswer): DueAnswer => ({ kind: 'no', reason })
  if (assistant.state !== 'on' || !postIsOn) return no('off')
  if (talk.answerDueAt === null) return no('not_asked')
  if (talk.answeredAt !== null) return no('answered')
  if (sellerTookOver(assistant, talk)) return no('seller')
  const { watchedSince, subscribedUntil } = assistant
  const watched = watchedSince !== null && subscribedUntil !== null && subscribedUntil > now
  const seenEnough = watched ? addSeconds(watchedSince, sellerFirstSeconds) : addSeconds(now, sellerFirstSeconds)
  const until = new Date(Math.max(talk.answerDueAt.getTime(), seenEnough.getTime()))
  if (until > now) return { kind: 'wait', until }
  if (isQuiet(assistant, now)) return no('quiet')
  return answeredToday >= assistant.dailyCap ? no('cap') : { kind: 'answer' }
}
