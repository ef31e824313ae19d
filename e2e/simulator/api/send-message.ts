import { json, type Reply, rpcError } from '../http.ts'
import { addMessage } from '../talk/say.ts'
import { sideOf } from '../world.ts'
import { readGrid } from './buttons.ts'
import type { Context } from './endpoints.ts'
import { readBody } from './read-body.ts'
import { readContent } from './read-content.ts'

const known = ['type', 'message', 'media_token', 'sender_buttons', 'receiver_buttons']

/** Contract §8, the three ways in. */
export function sendScopes({ world, params }: Context): string[] {
  const conversationId = params[0] ?? ''
  const talk = world.conversations.get(conversationId)
  return [
    `CONVERSATION_SEND_MESSAGE.${conversationId}`,
    ...(talk ? [`CHAT_POST_CONVERSATIONS_MESSAGE_SEND.${talk.postToken}`] : []),
    'CHAT_SUPPLIER_ALL_CONVERSATIONS_MESSAGE_SEND',
  ]
}

/** Contract §8. No id comes back and there is no idempotency key: what arrives twice stands twice. */
export function sendMessage({ world, request, params, grant, swallow }: Context): Reply {
  const read = readBody(request)
  if (!read.ok) return read.reply
  const { body } = read
  const strange = Object.keys(body).find((key) => !known.includes(key))
  if (strange) return rpcError(3, `unknown field "${strange}"`)
  const content = readContent(world, body, 'message')
  if (!content.ok) return rpcError(3, content.reason)
  const sender = readGrid(body.sender_buttons, 'sender_buttons', world.settings)
  if (!sender.ok) return rpcError(3, sender.reason)
  const receiver = readGrid(body.receiver_buttons, 'receiver_buttons', world.settings)
  if (!receiver.ok) return rpcError(3, receiver.reason)

  const talk = world.conversations.get(params[0] ?? '')
  if (!talk || !grant) return rpcError(5, 'conversation not found')
  const side = sideOf(talk, grant.userId)
  if (!side) return rpcError(7, 'the user is not a party of the conversation')
  const ownScope = grant.scopes.includes(`CONVERSATION_SEND_MESSAGE.${talk.id}`)
  if (side !== 'SUPPLY' && !ownScope) return rpcError(7, 'this scope is for the advertiser only')
  if (talk.blocked) return rpcError(9, "message delivery failed due to recipient's restriction")
  const { messagesPerConversation: most } = world.settings
  if (most !== null && talk.messages.filter((message) => message.byApp).length >= most) {
    return rpcError(8, 'too many messages in this conversation')
  }
  const buttons = { senderButtons: sender.value, receiverButtons: receiver.value }
  if (!swallow) addMessage(world, talk, { ...content.value, userId: grant.userId, byApp: true, ...buttons })
  return json(200, { status: 200, message: 'message sent successfully' })
}
