import { DivarResponseError } from '../errors.ts'
import { type ChatMessage, readChatMessage, readConversationOf } from '../event-message.ts'
import { fieldsOf, isObject, optionalFieldsIn } from '../fields.ts'
import type { CallOptions } from '../http.ts'
import type { AccessToken, ConversationId, PostToken } from '../ids.ts'
import { type ApiConfig, getJson } from './api-call.ts'

/** `type` is `POST` or `BOT`. The messages are the texts alone, oldest first, and all of them: there are no pages. */
export type Conversation = {
  id: ConversationId
  type: string | null
  postToken: PostToken | null
  messages: ChatMessage[]
}

/**
 * Reads a conversation and its texts, until the token ends. Permission `CHAT_READ_CONVERSATION`; scope `conversationRead`
 * of this conversation, which Divar's policy asks not to request unless reading is indispensable. An entry of the list
 * that is no object is left out. Throws the errors of Divar. Contract §7.6, and §14, rows 59 and 66.
 */
export async function getConversation(
  config: ApiConfig,
  { accessToken, conversationId }: { accessToken: AccessToken; conversationId: ConversationId },
  options?: CallOptions,
): Promise<Conversation> {
  const operation = 'get_conversation'
  const path = `/v1/open-platform/chat/conversations/${encodeURIComponent(conversationId)}`
  const body = await getJson(config, { operation, path, accessToken, options })
  if (!isObject(body)) throw new DivarResponseError(operation, 'not an object')
  const fields = fieldsOf(body, '')
  const messages = fields.own.get('messages') ?? []
  if (!Array.isArray(messages)) throw new DivarResponseError(operation, 'messages')
  return {
    id: conversationId,
    ...readConversationOf(optionalFieldsIn(fields, 'conversation')),
    messages: messages.filter(isObject).map((message) => readChatMessage(fieldsOf(message, ''))),
  }
}
