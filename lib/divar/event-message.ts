import { type Coordinates, readCoordinates } from './coordinates.ts'
import {
  cleanText,
  type Fields,
  fieldsIn,
  optionalFieldsIn,
  readId,
  readNumber,
  readOptionalId,
  readOptionalText,
  WrongField,
} from './fields.ts'
import { type ConversationId, idRules, type PostToken } from './ids.ts'
import { readInstant } from './instant.ts'
import { parseSide, type Side } from './side.ts'

export type MessageContent =
  | { kind: 'text'; text: string }
  | { kind: 'image'; link: string | null; sizeBytes: number | null; heightPx: number | null; widthPx: number | null }
  | { kind: 'file'; link: string | null; name: string | null; sizeBytes: number | null }
  | { kind: 'voice'; link: string | null; sizeBytes: number | null }
  | { kind: 'video'; link: string | null; thumbnailLink: string | null; sizeBytes: number | null }
  | { kind: 'location'; coordinates: Coordinates | null }
  | { kind: 'contact'; name: string | null; phone: string | null }
  | { kind: 'unknown'; name: string }

/** A message of a chat. Contract §7.6, §11.2 and §11.3. `bot` is true for what an app sent, this one included. */
export type ChatMessage = {
  messageId: string | null
  sender: { bot: boolean; side: Side | null; userId: string | null }
  sentAt: Date | null
  content: MessageContent
}

/** A message as an event tells it. `conversation.type` is `POST` or `BOT`. */
export type EventMessage = ChatMessage & {
  conversation: { id: ConversationId; type: string | null; postToken: PostToken | null }
}

const word = { max: 32, pattern: /^[A-Za-z0-9_]+$/ }
const link = { max: 2048, pattern: /^https?:\/\/\S+$/ }
const maxTextLength = 10_000

/** Throws `WrongField` without a usable conversation id; whatever else is wrong counts as absent. */
export function readEventMessage(fields: Fields): EventMessage {
  const conversation = fieldsIn(fields, 'conversation')
  const id = readId(conversation, 'id', idRules.conversationId)
  if (id === null) throw new WrongField(`${conversation.path}.id is missing`)
  return { ...readChatMessage(fields), conversation: { id, ...readConversationOf(conversation) } }
}

export const readConversationOf = (fields: Fields): Omit<EventMessage['conversation'], 'id'> => ({
  type: upper(readOptionalText(fields, 'type', word)),
  postToken: readOptionalId(fields, 'post_token', idRules.postToken),
})

/** Never throws: whatever is wrong counts as absent. */
export function readChatMessage(fields: Fields): ChatMessage {
  return {
    messageId: readOptionalId(fields, 'id', { max: 128 }),
    sender: readSender(fields),
    sentAt: readInstant(fields.own.get('sent_at')),
    content: readContent(fields),
  }
}

/** `type` is BOT, HUMAN or USER; until November 2024 it held the side. Contract §14, rows 58 and 65. */
function readSender(fields: Fields): ChatMessage['sender'] {
  const sender = optionalFieldsIn(fields, 'sender')
  const type = readOptionalText(sender, 'type', word)
  return {
    bot: upper(type) === 'BOT',
    side: parseSide(readOptionalText(sender, 'side', word)) ?? parseSide(type),
    userId: readOptionalId(sender, 'user_id', idRules.claimedUserId),
  }
}

function readContent(fields: Fields): MessageContent {
  const name = upper(readOptionalText(fields, 'type', word)) ?? ''
  const data = optionalFieldsIn(fields, `${name.toLowerCase()}_data`)
  const common = { link: readOptionalText(data, 'link', link), sizeBytes: readCount(data, 'size_bytes') }
  switch (name) {
    case 'TEXT': {
      // Contract §14, row 48.
      const text = fields.own.get('text') || fields.own.get('message_text')
      return { kind: 'text', text: typeof text === 'string' ? cleanText(text, maxTextLength) : '' }
    }
    case 'IMAGE':
      return { kind: 'image', ...common, heightPx: readCount(data, 'height_px'), widthPx: readCount(data, 'width_px') }
    case 'FILE':
      return { kind: 'file', ...common, name: readOptionalText(data, 'name', { max: 255 }) }
    case 'VOICE':
      return { kind: 'voice', ...common }
    case 'VIDEO':
      return { kind: 'video', ...common, thumbnailLink: readOptionalText(data, 'thumbnail_link', link) }
    case 'LOCATION':
      return { kind: 'location', coordinates: readCoordinates(data) }
    case 'CONTACT':
      return {
        kind: 'contact',
        name: readOptionalText(data, 'name', { max: 255 }),
        phone: readOptionalText(data, 'phone', { max: 32 }),
      }
    default:
      return { kind: 'unknown', name }
  }
}

const upper = (text: string | null): string | null => text?.toUpperCase() ?? null

/** 64-bit counts come as numbers and as texts. Contract §14, row 60. */
function readCount(fields: Fields, name: string): number | null {
  const value = readNumber(fields, name)
  return value !== null && Number.isSafeInteger(value) && value >= 0 ? value : null
}
