import { json, type Reply, rpcError } from '../http.ts'
import { ownsPost } from '../world.ts'
import type { Context } from './endpoints.ts'
import { readBody } from './read-body.ts'

const fields = ['event_type', 'event_resource_id', 'metadata']

/** Contract §11.1, column "Scope". */
export function subscriptionScopes({ request }: Context): string[] {
  const read = readBody(request)
  if (!read.ok) return ['CHAT_SUPPLIER_ALL_CONVERSATIONS_READ', 'USER_POSTS_GET']
  if (read.body.event_type === 'POST_UPDATE') return ['USER_POSTS_GET']
  const resource = read.body.event_resource_id
  const own = typeof resource === 'string' && resource ? [`CHAT_POST_CONVERSATIONS_READ.${resource}`] : []
  return [...own, 'CHAT_SUPPLIER_ALL_CONVERSATIONS_READ']
}

/** Contract §11.1: lives as long as the access token that it was made with. */
export function subscribe({ world, request, grant, token, swallow }: Context): Reply {
  const read = readBody(request)
  if (!read.ok) return read.reply
  const { event_type: eventType, metadata } = read.body
  const resource = read.body.event_resource_id ?? ''
  const strange = Object.keys(read.body).find((key) => !fields.includes(key))
  if (strange) return rpcError(3, `unknown field "${strange}"`)
  if (eventType !== 'NEW_MESSAGE_ON_POST' && eventType !== 'POST_UPDATE') return rpcError(3, 'unknown event_type')
  if (typeof resource !== 'string') return rpcError(3, 'event_resource_id must be a string')
  if (resource && !ownsPost(world, grant?.userId ?? '', resource)) return rpcError(7, 'the post is not the user’s')
  if (swallow) return json(200, {})
  // Asked for twice with one token it is one; with two tokens there are two, and each event comes twice.
  const known = world.subscriptions.find(
    (one) => one.eventType === eventType && one.resourceId === resource && one.token === token,
  )
  if (known) known.metadata = metadata ?? null
  else world.subscriptions.push({ eventType, resourceId: resource, metadata: metadata ?? null, token })
  return json(200, {})
}
