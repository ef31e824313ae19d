import type { Base, MeasuresOf } from '#lib/addon/index.ts'
import type { OutgoingMessage } from '../divar/index.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import type { Sealer } from '../kernel/seal.ts'
import type { ChatMessage, MessageChannel, MessageKind, MessageState, MessageSubject } from './chat-message.ts'
import type { messagesDeclaration } from './declaration.ts'

/** Where a message goes next, and why. */
export type Settlement =
  | { state: 'sent'; at: Date; reason: string | null }
  | { state: 'queued'; dueAt: Date; reason: string }
  | { state: 'refused' | 'unconfirmed' | 'unannounced'; reason: string }

export type Claim = { claimId: string; now: Date; until: Date }

/** Messages outside a transaction: each method is one statement. */
export type MessageStore = {
  find(id: string): Promise<ChatMessage | null>
  ofSubject(subject: MessageSubject, subjectId: string): Promise<ChatMessage[]>
  /** The earliest `queued` or `sending` message of the subject. */
  firstUnsettled(subject: MessageSubject, subjectId: string): Promise<ChatMessage | null>
  /** Makes a due, queued message that is its subject's first `sending` under this claim; null when it is not (any more). */
  claim(id: string, claim: Claim): Promise<ChatMessage | null>
  /**
   * Moves a message on if it is still held: by this claim (also when its lease ran out meanwhile), or, with null, still
   * queued. One that was overtaken becomes `superseded` in place of `queued`. Null when it was not held.
   */
  settle(id: string, claimId: string | null, to: Settlement): Promise<ChatMessage | null>
  /** Makes every `sending` message whose lease ran out `unconfirmed`; gives them back. */
  endLeases(now: Date): Promise<ChatMessage[]>
  /** Ids of due, queued messages that are their subject's first. */
  due(now: Date, limit: number): Promise<string[]>
  nextLeaseEnd(): Promise<Date | null>
  /** Makes queued messages of a kind that were queued before its moment `refused`; gives them back. */
  giveUp(queuedBefore: Record<MessageKind, Date>): Promise<ChatMessage[]>
  /** When the oldest queued message of this kind was queued. */
  oldestQueued(kind: MessageKind): Promise<Date | null>
  /** How many messages there are in each of these states. */
  countByState(states: readonly MessageState[]): Promise<{ state: MessageState; count: number }[]>
  /** `unconfirmed` to `sent`; null when it is not unconfirmed. */
  confirmSent(id: string, now: Date): Promise<ChatMessage | null>
  /**
   * Divar tells of our own message: whatever is unconfirmed in this conversation with that very text becomes `sent`, and a
   * reply, whose text is gone, with any that is no other message's. One still being sent becomes so where its request ends
   * without a word. How many became so now.
   */
  confirmByEcho(conversationId: string, text: string, now: Date): Promise<number>
  /** `unconfirmed` to `queued` as if new; null when it is not unconfirmed, or overtaken. */
  queueAgain(id: string, now: Date): Promise<ChatMessage | null>
}

/** Messages inside the caller's transaction. */
export type MessageTransaction = {
  /** All messages of the subject, no other transaction adding one until this one ends. */
  lockSubject(subject: MessageSubject, subjectId: string): Promise<ChatMessage[]>
  insert(message: ChatMessage): Promise<void>
  /** Writes an unannounced message anew. The subject is locked, so nobody else does. */
  replace(message: ChatMessage): Promise<void>
  supersede(subject: MessageSubject, subjectId: string, kinds: readonly MessageKind[]): Promise<number>
}

/** Has `deliverMessage` run for this message, now or so many seconds later (60 at most; the sweep finds what is later). */
export type Wake = (id: string, afterSeconds?: number) => Promise<void>

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

/** The conversation of a post, or with `bot_user` the chatbot's with whoever made the grant. */
export type Destination = { channel: MessageChannel; conversationId: string; grantId: string | null }

/** One HTTP request per call, of 20 seconds at most; for the chatbot a second way where the first certainly failed. */
export type ChatPort = {
  send(accessToken: string, to: Destination, message: OutgoingMessage): Promise<SendOutcome>
}

export type QueueDeps = { messages: MessageTransaction; wake: Wake; clock: Clock }

export type MessageDeps = {
  messages: MessageStore
  wake: Wake
  clock: Clock
  measures: MeasuresOf<Base | typeof messagesDeclaration>
}

export type DeliverDeps = MessageDeps & {
  access: TokenPort
  chat: ChatPort
  sealer: Pick<Sealer, 'open'>
  /** A number from 0 to 1, for the jitter. */
  random: () => number
  log: Log
}

export type WaitDeps = { messages: Pick<MessageStore, 'find'>; sleep: (milliseconds: number) => Promise<void> }
