import type { ButtonGrid } from '../divar/index.ts'
import type { Side } from '../kernel/side.ts'

/** Why a message is there. The first four have a place of their own in a shipment's budget. */
export const messageKinds = ['proposal', 'answer', 'pickup', 'end', 'reminder', 'failure'] as const

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

export type MessageSubject = 'shipment'

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
  text: string
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
