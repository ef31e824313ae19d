import type { OutgoingMessage } from '#lib/divar/index.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { Log } from '#lib/kernel/log.ts'
import type { Sealer } from '#lib/kernel/seal.ts'
import type { BaseMeasures } from '../index.ts'
import type { OutboxStore, OutboxTransaction, Wake } from '../outbox/index.ts'
import type { ChatMessage, MessageChannel, MessageRule, MessageState } from './chat-message.ts'

/** Messages outside a transaction: each method is one statement. */
export type MessageStore<Kind extends string = string> = OutboxStore<ChatMessage<Kind>> & {
  /** In the order in which they are sent. */
  ofSubject(subject: string, subjectId: string): Promise<ChatMessage<Kind>[]>
  /** How many messages there are in each of these states. */
  countByState(states: readonly MessageState[]): Promise<{ state: MessageState; count: number }[]>
  /**
   * Divar tells of our own message: whatever is unconfirmed in this conversation with that very text becomes `sent`, and a
   * reply, whose text is gone, with any that is no other message's. One still being sent becomes so where its request ends
   * without a word. How many became so now.
   */
  confirmByEcho(conversationId: string, text: string, now: Date): Promise<number>
}

/** Messages inside the caller's transaction. */
export type MessageTransaction = OutboxTransaction<ChatMessage> & {
  /**
   * Messages of these kinds no longer say how things stand. Queued ones become `superseded` at once; one being sent right now
   * may still arrive, but is not tried again.
   */
  supersede(subject: string, subjectId: string, kinds: readonly string[]): Promise<void>
}

export type FreshToken =
  | { ok: true; accessToken: string }
  /** `missing`: no such grant, or it lacks the scope. `unavailable`: Divar did not answer the refresh. */
  | { ok: false; reason: 'revoked' | 'missing' | 'unavailable' }

export type TokenPort = { freshToken(grantId: string, options?: { force: boolean }): Promise<FreshToken> }

/** What one request to Divar came to. `retry` only when it certainly had no effect; `unconfirmed` when nobody knows. */
export type SendOutcome =
  | { kind: 'sent' }
  | { kind: 'retry'; retryAfterSeconds: number | null; reason: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'unauthorized' }
  | { kind: 'unconfirmed'; reason: string }

/** The conversation of a post, or with `bot_user` the platform's bot with the user of the grant. */
export type Destination = { channel: MessageChannel; conversationId: string; grantId: string | null }

/** One HTTP request per call, of 20 seconds at most; for the bot a second way where the first certainly failed. */
export type ChatPort = {
  send(accessToken: string, to: Destination, message: OutgoingMessage): Promise<SendOutcome>
}

export type MessageDeps = {
  messages: MessageStore
  wake: Wake
  clock: Clock
  measures: BaseMeasures
}

export type DeliverDeps = MessageDeps & {
  /** What the add-on declares of each kind. */
  kinds: Readonly<Record<string, MessageRule>>
  access: TokenPort
  chat: ChatPort
  sealer: Pick<Sealer, 'open'>
  /** A number from 0 to 1, for the jitter. */
  random: () => number
  log: Log
}

export type WaitDeps = { messages: Pick<MessageStore, 'find'>; sleep: (milliseconds: number) => Promise<void> }
