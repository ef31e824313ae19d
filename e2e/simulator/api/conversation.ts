import { json, type Reply, rpcError } from '../http.ts'
import { sideOf } from '../world.ts'
import type { Context } from './endpoints.ts'

export const conversationScopes = ({ params }: Context): string[] => [`CHAT_CONVERSATION_READ.${params[0] ?? ''}`]

/** Contract §7.6: the texts of one conversation, oldest first, all at once. Their time is a string here. */
export function conversation({ world, grant, params }: Context): Reply {
  const talk = world.conversations.get(params[0] ?? '')
  if (!talk) return rpcError(5, 'conversation not found')
  if (!grant || !sideOf(talk, grant.userId)) return rpcError(7, 'the user is not a party of the conversation')
  return json(200, {
    conversation: { id: talk.id, type: 'POST', post_token: talk.postToken },
    messages: talk.messages
      .filter(({ type }) => type === 'TEXT')
      .map(({ id, type, text, userId, byApp, at }) => ({
        id,
        type,
        text,
        sender: { side: sideOf(talk, userId) === 'SUPPLY' ? 'SELLER' : 'BUYER', type: byApp ? 'BOT' : 'HUMAN' },
        sent_at: at,
      })),
  })
}
