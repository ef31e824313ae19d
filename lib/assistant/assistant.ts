import {
  type MessageContent,
  postConversationsRead,
  postConversationsSend,
  type Scope,
  scopes,
} from '#lib/divar/index.ts'
import type { Side } from '#lib/kernel/side.ts'
import type { Reading } from '#lib/language/reading.ts'

export const assistantStates = ['on', 'off', 'ended'] as const

export type AssistantState = (typeof assistantStates)[number]

/**
 * Why an assistant ended by itself. `grant_gone`: Divar no longer takes what the seller allowed; `permission_partly`: the
 * seller allowed too little; `access_revoked`: the seller took everything back, and nothing is known of them any more.
 */
export const endReasons = ['grant_gone', 'post_gone', 'not_owner', 'permission_partly', 'access_revoked'] as const

export type EndReason = (typeof endReasons)[number]

/** What a seller chooses. Minutes are of the day in Tehran; equal ones mean: never quiet. */
export type AssistantSettings = { wording: string | null; quietFrom: number; quietTo: number; dailyCap: number }

/** A seller's assistant. */
export type Assistant = AssistantSettings & {
  id: string
  /** Null: its owner took everything back. */
  divarUserId: string | null
  /** Null: for all posts of its owner. */
  postToken: string | null
  grantId: string | null
  state: AssistantState
  reason: EndReason | null
  turnedOnAt: Date
  /** Since when no message can have been missed; null while there is no subscription. */
  watchedSince: Date | null
  subscribedUntil: Date | null
  /** When the token that the subscription was made with was new: the subscription dies with it. */
  subscribedWith: Date | null
  renewAt: Date
  failures: number
  lastFailure: string | null
  inboxUntil: Date | null
  messagesRead: number
  answered: number
  booked: number
  createdAt: Date
  updatedAt: Date
}

/** What a question about shipping is about. */
export type AskedTopic = NonNullable<Reading['topic']>

/** What an assistant knows of a conversation: who wrote when, and of a question its topic and city; never what was written. */
export type ConversationState = {
  assistantId: string
  conversationId: string
  postToken: string
  firstSeenAt: Date
  lastEventAt: Date
  sellerWroteAt: Date | null
  /** While an answer waits. Null too where a version that knew no topics heard the question. */
  askedTopic: AskedTopic | null
  /** Divar's slug of the city asked about, while an answer waits. */
  askedCity: string | null
  answerDueAt: Date | null
  /** What pieces of a question have said within the last minute, and when. */
  pieceTopic: AskedTopic | null
  pieceTopicAt: Date | null
  pieceCity: string | null
  pieceCityAt: Date | null
  /** When the buyer wrote what may have been about shipping; null again once somebody has answered. */
  perhapsAt: Date | null
  answeredAt: Date | null
  bookedAt: Date | null
}

/** A message of a conversation as it waits, sealed, to be handled. */
export type ReceivedMessage = {
  side: Side | null
  /** What an app sent, ours included. */
  bot: boolean
  postToken: string
  sentAt: string | null
  content: MessageContent
}

/** What an assistant cannot do without: reading and writing in the conversations of its post, or of all posts. Contract §6.2. */
export const neededScopes = (postToken: string | null): Scope[] =>
  postToken === null
    ? [scopes.allConversationsRead, scopes.allConversationsSend]
    : [postConversationsRead(postToken), postConversationsSend(postToken)]
