import { json, type Reply, type Request, rpcError } from '../http.ts'
import { newSecret, newUuid } from '../ids.ts'
import type { MediaKind, World } from '../world.ts'
import type { Context } from './endpoints.ts'
import { type Format, formats, sizeOf } from './media-formats.ts'

/** In bytes; the stricter reading of MB. Contract §10. */
const most: Record<MediaKind, number> = { image: 5_000_000, file: 5_000_000, voice: 1_500_000, video: 50_000_000 }

/** Contract §10, step 1. */
export function uploadToken({ world }: Context): Reply {
  const token = newSecret('')
  world.uploadTokens.add(token)
  return json(200, { token })
}

/**
 * Contract §10, step 2, at the chat's own host: one part named `file`; its name, first bytes and size fit the kind.
 * The token is used up by what was taken.
 */
export async function upload(world: World, request: Request): Promise<Reply> {
  const kind = request.path.slice('/upload/'.length)
  if (request.method !== 'POST' || !isKind(kind)) return rpcError(5, 'Not Found')
  const token = /^bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
  if (!world.uploadTokens.has(token)) return rpcError(16, 'the upload token is not valid')
  const file = await fileOf(request)
  if (typeof file === 'string') return rpcError(3, file)
  const format = formatOf(kind, file.name)
  if (!format) return rpcError(3, `the name of the file must end in one of ${endings(kind).join(', ')}`)
  const bytes = Buffer.from(await file.arrayBuffer())
  if (bytes.length > most[kind]) return rpcError(3, `the file is larger than ${most[kind]} bytes`)
  if (!format.fits(bytes)) return rpcError(3, 'the file is not what its name says')
  // Again: another upload with the same token may have been taken while this one was read.
  if (!world.uploadTokens.delete(token)) return rpcError(16, 'the upload token is not valid')
  const id = newUuid()
  world.media.set(id, { id, kind, name: file.name, contentType: format.contentType, bytes, ...sizeOf(bytes) })
  return json(200, { id, status: 'ok' })
}

const isKind = (text: string): text is MediaKind => Object.hasOwn(most, text)

const formatOf = (kind: MediaKind, name: string): Format | undefined =>
  formats[kind].find(({ endings }) => endings.includes(name.slice(name.lastIndexOf('.') + 1).toLowerCase()))

const endings = (kind: MediaKind): string[] => formats[kind].flatMap((format) => format.endings)

/** The only part, named `file` and with a file's name; or why there is none. */
async function fileOf(request: Request): Promise<File | string> {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return 'the body must be multipart/form-data'
  try {
    const form = await new Response(new Uint8Array(request.bytes), { headers: { 'content-type': type } }).formData()
    const parts = [...form.entries()]
    const file = form.get('file')
    if (parts.length !== 1 || file === null || typeof file === 'string') return 'one part named file is needed'
    return file
  } catch {
    return 'the body is not multipart/form-data'
  }
}

/** An uploaded file, for the page of the conversation and for the link in an event. */
export function media(world: World, id: string): Reply {
  const found = world.media.get(id)
  if (!found) return rpcError(5, 'Not Found')
  const headers = {
    'content-type': found.contentType,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  }
  return { status: 200, headers, body: found.bytes }
}
