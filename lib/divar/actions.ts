import type { ButtonData } from './button-data.ts'
import type { ConversationId, PostToken } from './ids.ts'
import type { Side } from './side.ts'

/** A tap on a `get_dynamic_action` button. Contract §4. `data` is a hint; who tapped is `side` and, unproved, `userId`. */
export type DivarAction = {
  touchpoint: string
  postToken: PostToken | null
  conversationId: ConversationId | null
  side: Side | null
  userId: string | null
  data: ButtonData
}

export type ActionAnswer = { text_message: string }

/** Feedback to the one who tapped, not a chat message. Contract §4. */
export const toastAnswer = (text: string): ActionAnswer => ({ text_message: text })
