import type { Side } from '../kernel/side.ts'
import type { Hints } from './hints.ts'

/** A tap on a `get_dynamic_action` button. Contract §4. `data` is a hint; who tapped is `side` and, unproved, `userId`. */
export type DivarAction = {
  touchpoint: string
  postToken: string | null
  conversationId: string | null
  side: Side | null
  userId: string | null
  data: Hints
}

export type ActionAnswer =
  | { text_message: string }
  | { action: { open_server_link: { data: Hints } }; text_message?: string }

/** Feedback to the one who tapped, not a chat message. Contract §4. */
export const answerWithText = (text: string): ActionAnswer => ({ text_message: text })

/** Makes Divar ask for a launch next, with `data` as its hints. Contract §4. */
export function answerWithLaunch(data: Hints, text?: string): ActionAnswer {
  const action = { open_server_link: { data } }
  return text === undefined ? { action } : { action, text_message: text }
}
