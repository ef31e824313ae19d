import { addSeconds } from '#lib/kernel/clock.ts'
import type { Side } from '#lib/kernel/side.ts'
import type { Reading } from '#lib/language/reading.ts'
import type { AskedTopic, Assistant, AssistantSettings, ConversationState } from './assistant.ts'

/** How long the seller is given, where Divar's missing history could hide that they wrote. */
export const sellerFirstSeconds = 5 * 60

/** How long what a piece says is kept, and a question that is only a piece waits for more. */
export const pieceSeconds = 60

/** A conversation in which no answer waits. */
export const nothingAsked = { askedTopic: null, askedCity: null, answerDueAt: null } as const

const noPieces = { pieceTopic: null, pieceTopicAt: null, pieceCity: null, pieceCityAt: null } as const

/** A conversation in which nothing is left to answer. */
export const nothingOpen = { ...nothingAsked, ...noPieces, perhapsAt: null } as const

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
export const sellerTookOver = (
  assistant: Pick<Assistant, 'turnedOnAt'>,
  talk: Pick<ConversationState, 'sellerWroteAt'>,
): boolean => talk.sellerWroteAt !== null && talk.sellerWroteAt >= assistant.turnedOnAt

/** What is known of a conversation after a message in it; `reading` only of a buyer, where the seller wants answers. */
export function afterMessage(
  assistant: Assistant,
  talk: ConversationState,
  { side, reading, now }: { side: Side | null; reading: Reading | null; now: Date },
): ConversationState {
  const heard = { ...talk, ...stillFresh(talk, now), lastEventAt: now }
  if (side === 'SUPPLY') return { ...heard, ...nothingOpen, sellerWroteAt: now }
  if (!reading || talk.answeredAt !== null || sellerTookOver(assistant, talk)) return heard
  if (reading.about === 'yes' || talk.answerDueAt !== null) return asked(assistant, heard, reading, now)
  const marked = reading.about === 'perhaps' ? { ...heard, perhapsAt: now } : heard
  return reading.isPiece ? withPiece(marked, reading, now) : marked
}

/** Where it is not quite sure that nothing else is asked than whether it can be sent, the answer tells how, not yes. */
const topicOf = ({ topic, mayConsent }: Reading): AskedTopic | null =>
  topic === 'possible' && !mayConsent ? 'way' : topic

/** The pieces, but for those whose minute is over. */
function stillFresh(talk: ConversationState, now: Date): Partial<ConversationState> {
  const isOver = (at: Date | null) => at !== null && addSeconds(at, pieceSeconds) <= now
  return {
    ...(isOver(talk.pieceTopicAt) && { pieceTopic: null, pieceTopicAt: null }),
    ...(isOver(talk.pieceCityAt) && { pieceCity: null, pieceCityAt: null }),
  }
}

// Who asks for the price takes for granted that it can be sent. Whatever the order of pieces, they come to the same topic.
const mostTellingFirst: readonly AskedTopic[] = ['price', 'time', 'way', 'possible']

const mostTelling = (...topics: (AskedTopic | null)[]): AskedTopic | null =>
  mostTellingFirst.find((one) => topics.includes(one)) ?? null

/** A piece is kept beside what others said; each for its own minute. */
function withPiece(talk: ConversationState, { topic, cities }: Reading, now: Date): ConversationState {
  const [city] = cities
  const tellsMore = topic !== null && mostTelling(talk.pieceTopic, topic) === topic
  return {
    ...talk,
    ...(tellsMore && { pieceTopic: topic, pieceTopicAt: now }),
    ...(city !== undefined && { pieceCity: city, pieceCityAt: now }),
  }
}

/** A question waits from now on with all that its pieces say, or one that waits already learns more. */
function asked(assistant: Assistant, talk: ConversationState, reading: Reading, now: Date): ConversationState {
  const first = sellerHasHad(assistant, talk, now)
  if (first === null) return talk
  const { about, isPiece, cities } = reading
  const known = talk.askedCity ?? talk.pieceCity
  const named = cities[0] ?? null
  // A city in passing, as in a story, overrides none that was asked about.
  const isAboutIt = about !== 'no' || isPiece
  const askedCity = isAboutIt ? (named ?? known) : (known ?? named)
  const isWhole = askedCity !== null || (about === 'yes' && !isPiece)
  const dueAt = isWhole ? first : latest(first, addSeconds(now, pieceSeconds))
  return {
    ...talk,
    ...noPieces,
    askedTopic: mostTelling(talk.askedTopic, talk.pieceTopic, isAboutIt ? topicOf(reading) : null),
    askedCity,
    answerDueAt: talk.answerDueAt !== null && talk.answerDueAt < dueAt ? talk.answerDueAt : dueAt,
  }
}

const latest = (one: Date, other: Date) => (one > other ? one : other)

/**
 * From when on a question may be answered; null: not by the assistant. The seller goes first: for five minutes from when
 * the conversation was first seen, or from the last gap in which they may have written unseen.
 */
function sellerHasHad({ watchedSince }: Assistant, talk: ConversationState, now: Date): Date | null {
  if (watchedSince === null) return null
  return latest(addSeconds(latest(talk.firstSeenAt, watchedSince), sellerFirstSeconds), now)
}

export type NoAnswer = 'off' | 'not_shipped' | 'answered' | 'seller' | 'quiet' | 'cap' | 'not_asked'

export type DueAnswer = { kind: 'answer' } | { kind: 'no'; reason: NoAnswer } | { kind: 'wait'; until: Date }

/** Whether a waiting question is to be answered now. While nobody listens to the conversation, it waits again. */
export function mayAnswer(input: {
  assistant: Assistant
  talk: ConversationState
  postIsOn: boolean
  /** Whether what the post is about is shipped at all. */
  isShipped: boolean
  answeredToday: number
  now: Date
}): DueAnswer {
  const { assistant, talk, postIsOn, isShipped, answeredToday, now } = input
  const no = (reason: NoAnswer): DueAnswer => ({ kind: 'no', reason })
  if (assistant.state !== 'on' || !postIsOn) return no('off')
  if (talk.answerDueAt === null) return no('not_asked')
  if (!isShipped) return no('not_shipped')
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
