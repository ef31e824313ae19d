import { json, type Reply, rpcError } from '../http.ts'
import type { Context } from './endpoints.ts'

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
    last_modified_at: '2026-10-30T09:00:00Z',
    data: {
      title: found.title,
      ...(found.description ? { description: found.description } : {}),
      images: [`${world.url}/images/${found.art}.svg`],
      price: found.priceToman === null ? { mode: 'توافقی' } : { mode: 'مقطوع', value: found.priceToman },
    },
  })
}
