import type { ButtonGrid, Hints, MessageContent } from '#lib/divar/index.ts'

/** A message of the chatbot conversation that is not a text. */
export type OtherContent = Exclude<MessageContent['kind'], 'text'>

/** A typed message, a tap on one of the chatbot's buttons, or a message that is not a text. */
export type BotInput =
  | { kind: 'text'; text: string }
  | { kind: 'tap'; data: Hints }
  | { kind: 'other'; content: OtherContent }

/**
 * What came in, in one chatbot conversation. Nothing in it proves who speaks: a text is typed, the data of a tap is a hint.
 * `at` is when it was sent, or arrived where Divar does not say.
 */
export type BotTurn = { conversationId: string; at: Date; input: BotInput }

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
