import type { ButtonGrid } from '#lib/divar/index.ts'
import type { Side } from '#lib/kernel/side.ts'

/** Why a message of a shipment is there. The first four have a place of their own in its budget. */
export const shipmentKinds = ['proposal', 'answer', 'pickup', 'end', 'reminder', 'failure'] as const

/** `offer` and `reply`: the assistant's, and its seller's by hand. `notice`: a step told in the chatbot. */
export const messageKinds = [...shipmentKinds, 'offer', 'reply', 'notice'] as const

export type MessageKind = (typeof messageKinds)[number]

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

/** These states are for passing through: whoever runs Peyk wants to know how many messages stand in each. */
export const openStates = ['queued', 'sending', 'unconfirmed'] as const satisfies MessageState[]

/** Nothing happens to it by itself any more. */
export const isSettled = (state: MessageState): boolean => state !== 'queued' && state !== 'sending'

/** What a message belongs to: a shipment, a conversation in which the assistant speaks, a side that wants notices. */
export type MessageSubject = 'shipment' | 'conversation' | 'notice'

/** Where it goes: the conversation of a post, or the chatbot's with the user who granted it. */
export type MessageChannel = 'conversation' | 'bot_user'

export type NewMessage = {
  subject: MessageSubject
  subjectId: string
  kind: MessageKind
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

export type ChatMessage = NewMessage & {
  id: string
  position: number
  state: MessageState
  /** Its subject went on without it: it is not sent (again). */
  overtaken: boolean
  attempts: number
  dueAt: Date
  firstQueuedAt: Date
  claimId: string | null
  claimedUntil: Date | null
  /** A stable code of why it is where it is, for logs and operators. */
  lastReason: string | null
  sentAt: Date | null
  createdAt: Date
}
