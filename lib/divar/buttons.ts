import type { ButtonData } from './button-data.ts'
import type { IconName } from './icons.ts'
import type { MediaToken } from './ids.ts'

export type ButtonAction =
  | { open_server_link: { data: ButtonData } }
  | { get_dynamic_action: { data: ButtonData } }
  | { open_direct_link: string }

export type Button = { action: ButtonAction; icon?: IconName; caption: string }

/** As Divar takes it: three rows of three buttons at most. Contract §8. */
export type ButtonGrid = { rows: { buttons: Button[] }[] }

/**
 * What a message says: a text, or the medium behind a token of `uploadImage` under an empty text. Never both and never
 * neither, which `checkMessage` and `checkBotMessage` hold. Contract §10 and §14, row 46.
 */
export type MessageBody = { text: string; mediaToken?: MediaToken | null }

/** A message for one conversation. The two sides see the same text, and each its own buttons. Contract §8. */
export type OutgoingMessage = MessageBody & {
  senderButtons: ButtonGrid | null
  receiverButtons: ButtonGrid | null
}

/** A message of the app's chatbot to one user, with one grid of buttons. Contract §9. */
export type BotMessage = MessageBody & { buttons: ButtonGrid | null }

type Face = { caption: string; icon?: IconName }

/** A tap launches the app with `data` as hints. Contract §3.3. */
export const serverLinkButton = (face: Face, data: ButtonData): Button => ({
  action: { open_server_link: { data } },
  ...face,
})

/** A tap asks the app and shows its answer in the chat. Contract §4. */
export const dynamicActionButton = (face: Face, data: ButtonData): Button => ({
  action: { get_dynamic_action: { data } },
  ...face,
})

/** One inner list for each row. */
export const buttonGrid = (rows: readonly (readonly Button[])[]): ButtonGrid => ({
  rows: rows.map((buttons) => ({ buttons: [...buttons] })),
})
