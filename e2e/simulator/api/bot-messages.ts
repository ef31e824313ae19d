import { json, type Reply, rpcError } from '../http.ts'
import { addBotMessage } from '../talk/say.ts'
import { type BotConversation, botOf, type World } from '../world.ts'
import { readGrid } from './buttons.ts'
import type { Context } from './endpoints.ts'
import { readBody } from './read-body.ts'
import { readContent } from './read-content.ts'

/** The ids belong into the path; both calls take them in the body as well. Contract §14, row 51. */
export const botMessageFields = ['type', 'text_message', 'media_token', 'buttons', 'conversation_id', 'user_id']

/** Contract §9: the key alone is enough, for a conversation that there is. */
export function sendToBotConversation(context: Context): Reply {
  const bot = context.world.bots.get(context.params[0] ?? '')
  return send(context, () => bot ?? rpcError(5, 'conversation not found'))
}

/** Contract §9: begins the conversation where there is none; only for the user of the token. */
export function sendToBotUser(context: Context): Reply {
  const { world, grant, params } = context
  const user = world.users.get(grant?.userId ?? '')
  const known = user !== undefined && user.idForApp === params[0]
  return send(context, () => (known ? botOf(world, user) : rpcError(7, 'the user is not the one of the access token')))
}

function send({ world, request, swallow }: Context, find: () => BotConversation | Reply): Reply {
  const read = readBody(request)
  if (!read.ok) return read.reply
  const { body } = read
  const strange = Object.keys(body).find((key) => !botMessageFields.includes(key))
  if (strange) return rpcError(3, `unknown field "${strange}"`)
  const content = readContent(world, body, 'text_message')
  if (!content.ok) return rpcError(3, content.reason)
  const buttons = readGrid(body.buttons, 'buttons', world.settings)
  if (!buttons.ok) return rpcError(3, buttons.reason)
  const bot = find()
  if ('status' in bot) return bot
  const wrongId = wrongIdIn(world, bot, body)
  if (wrongId) return rpcError(3, wrongId)
  if (bot.blocked) return rpcError(9, "message delivery failed due to recipient's restriction")
  const { messagesPerConversation: most } = world.settings
  if (most !== null && bot.messages.filter((message) => message.byApp).length >= most) {
    return rpcError(8, 'too many messages in this conversation')
  }
  if (!swallow) addBotMessage(world, bot, { ...content.value, byApp: true, buttons: buttons.value })
  return json(200, { conversation_id: bot.id })
}

/** Why an id in the body does not fit; null: it is that of the path, or absent. */
function wrongIdIn(world: World, bot: BotConversation, body: Record<string, unknown>): string | null {
  const right = { conversation_id: bot.id, user_id: world.users.get(bot.userId)?.idForApp }
  for (const [field, id] of Object.entries(right)) {
    const given = body[field] ?? ''
    if (typeof given !== 'string') return `${field} must be a string`
    if (given !== '' && given !== id) return `${field} is not the one that the path leads to`
  }
  return null
}
