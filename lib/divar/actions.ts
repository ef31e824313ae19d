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

/** A text to the one who tapped, and where one is given, the action that Divar takes next. Contract §4. */
export type ActionAnswer = { text_message: string; action?: { open_server_link: { data: ButtonData } } }

/** Feedback to the one who tapped, not a chat message. Contract §4. */
export const toastAnswer = (text: string): ActionAnswer => ({ text_message: text })

/** Has Divar launch the app for the one who tapped, with `data` as hints, and show them the text. Contract §4. */
export const openAnswer = (data: ButtonData, text: string): ActionAnswer => ({
  action: { open_server_link: { data } },
  text_message: text,
})
