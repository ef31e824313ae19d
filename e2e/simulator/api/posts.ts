import { json, type Reply, rpcError } from '../http.ts'
import type { Post, World } from '../world.ts'
import type { Context } from './endpoints.ts'

/** Of every post. */
export const lastModifiedAt = '2026-10-30T09:00:00Z'

export const imagesOf = (world: World, post: Post): string[] => [`${world.url}/images/${post.art}.svg`]

export const priceOf = ({ priceToman }: Post) =>
  priceToman === null ? { mode: 'توافقی' } : { mode: 'مقطوع', value: priceToman }

/** Contract §7.3: a field with its zero value is left out. */
export function post({ world, params }: Context): Reply {
  const found = world.posts.get(params[0] ?? '')
  if (!found || found.deleted) return rpcError(5, 'post not found')
  return json(200, {
    token: found.token,
    category: found.category,
    city: found.city,
    ...(found.district ? { district: found.district } : {}),
    state: found.state,
    ...(found.chatEnabled ? { chat_enabled: true } : {}),
    first_published_at: '2026-10-29T15:51:28.071Z',
    last_modified_at: lastModifiedAt,
    data: {
      title: found.title,
      ...(found.description ? { description: found.description } : {}),
      images: imagesOf(world, found),
      price: priceOf(found),
    },
  })
}
