import { json, type Reply, type Request, rpcError } from '../http.ts'
import { newSecret, newUuid } from '../ids.ts'
import type { World } from '../world.ts'
import type { Context } from './endpoints.ts'

const endings: Record<string, string[]> = {
  image: ['png', 'jpeg', 'jpg'],
  file: ['pdf', 'doc', 'docx', 'xlsx', 'xls', 'pptx', 'ppt'],
  voice: ['m4a', '3gp'],
  video: ['mp4'],
}

/** Contract §10, step 1. */
export function uploadToken({ world }: Context): Reply {
  const token = newSecret('')
  world.uploadTokens.add(token)
  return json(200, { token })
}

/** Contract §10, step 2, at the chat's own host: one part named `file`, with a name that fits the kind. */
export function upload(world: World, request: Request): Reply {
  const kind = request.path.slice('/upload/'.length)
  const allowed = Object.hasOwn(endings, kind) ? endings[kind] : undefined
  if (request.method !== 'POST' || !allowed) return rpcError(5, 'Not Found')
  const token = /^bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
  if (!world.uploadTokens.has(token)) return rpcError(16, 'the upload token is not valid')
  if (!(request.headers['content-type'] ?? '').startsWith('multipart/form-data')) {
    return rpcError(3, 'the body must be multipart/form-data')
  }
  const name = /name="file"; filename="([^"]+)"/.exec(request.body)?.[1] ?? ''
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  if (!allowed.includes(ending)) return rpcError(3, `a part named file with one of ${allowed.join(', ')} is missing`)
  const id = newUuid()
  world.media.add(id)
  return json(200, { id, status: 'ok' })
}
