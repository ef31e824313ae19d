import type { ButtonGrid } from '#lib/divar/index.ts'
import type { Side } from '#lib/kernel/side.ts'
import type { Delivery } from '../outbox/index.ts'

/**
 * What an add-on declares of one kind of its messages. `subject`: what such a message belongs to; those of one subject are
 * sent in order. `goodForSeconds`: given up when it could not leave for so long; a day where nothing is said.
 */
export type MessageRule = { subject: string; goodForSeconds?: number }

export const messageStates = [
  'queued',
  'sending',
  'sent',
  'refused',
  'unconfirmed',
  'superseded',
  'unannounced',
] as const

/**
 * `queued` and `sending` are on the way. `unconfirmed`: it may stand in the chat or not, and only a person decides what
 * happens. `superseded`: its subject went on before it left. `unannounced`: nobody's permission to send it (any more).
 */
export type MessageState = (typeof messageStates)[number]

/** These states are for passing through: the operator wants to know how many messages stand in each. */
export const openStates = ['queued', 'sending', 'unconfirmed'] as const satisfies MessageState[]

/** Nothing happens to it by itself any more. */
export const isSettled = (state: MessageState): boolean => state !== 'queued' && state !== 'sending'

/** Where it goes: the conversation of a post, or the user who granted it, in the platform's bot. */
export type MessageChannel = 'conversation' | 'bot_user'

export type NewMessage<Kind extends string = string> = {
  subject: string
  subjectId: string
  kind: Kind
  /** 1 unless the same kind may come more than once. */
  occurrence: number
  conversationId: string
  /** The grant that lets it out; null when the user chose not to announce: the row is then `unannounced` from the start. */
  grantId: string | null
  senderSide: Side
  channel: MessageChannel
  /** Empty where it is sealed. */
  text: string
  /** What a person typed stands sealed, and only until it has left. */
  sealedText: string | null
  senderButtons: ButtonGrid | null
  receiverButtons: ButtonGrid | null
}

export type ChatMessage<Kind extends string = string> = NewMessage<Kind> &
  Delivery & {
    state: MessageState
    /** Its subject went on without it: it is not sent (again). */
    overtaken: boolean
    sentAt: Date | null
    createdAt: Date
  }
