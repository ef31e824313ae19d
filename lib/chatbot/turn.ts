import type { ButtonData, ButtonGrid, MessageContent } from '#lib/divar/index.ts'

/** A message of the chatbot conversation that is not a text. */
export type OtherContent = Exclude<MessageContent['kind'], 'text'>

/** A typed message, a tap on one of the chatbot's buttons, or a message that is not a text. */
export type BotInput =
  | { kind: 'text'; text: string }
  | { kind: 'tap'; data: ButtonData }
  | { kind: 'other'; content: OtherContent }

/**
 * What came in, in one chatbot conversation. Nothing in it proves who speaks: a text is typed, the data of a tap is a hint.
 * `at` is when it arrived. A message has its event's `id`, the same on every repeat, and `sentAt` where Divar says it: a tap
 * has neither.
 */
export type BotTurn = { conversationId: string; at: Date; id?: string; sentAt?: Date | null; input: BotInput }

/**
 * What the chatbot says. `message` is a new message in the conversation; `toast` is the short feedback to the one who
 * tapped, always there for a tap and never for a message. Contract §4 and §9.
 */
export type BotReply = { message: BotMessage | null; toast: string | null }

export type BotMessage = { text: string; buttons: ButtonGrid | null }

/** A reply that is one message. */
export const say = (text: string, buttons: ButtonGrid | null = null): BotReply => ({
  message: { text, buttons },
  toast: null,
})

/** A reply with something said before it; with nothing, as it is. */
export const before = (said: string, { message, toast }: BotReply): BotReply => ({
  message: message && { ...message, text: [said, message.text].filter((part) => part !== '').join('\n') },
  toast,
})
