import { type Content, textContent } from '../talk/content.ts'
import type { Media, World } from '../world.ts'

type Read = { ok: true; value: Content } | { ok: false; reason: string }
const bad = (reason: string): Read => ({ ok: false, reason })

/** A text under `key`, or the token of what was uploaded, and never both. Contract §14 row 46. */
export function readContent(world: World, body: Record<string, unknown>, key: string): Read {
  if ((body.type ?? 'TEXT') !== 'TEXT') return bad('type must be TEXT')
  const text = body[key] ?? ''
  const token = body.media_token ?? ''
  if (typeof text !== 'string' || typeof token !== 'string') return bad(`${key} and media_token must be strings`)
  if ((text.trim() === '') === (token === '')) return bad(`send either ${key} or media_token`)
  if ([...text].length > world.settings.messageMax) return bad(`${key} is too long`)
  if (token === '') return { ok: true, value: textContent(text) }
  const media = world.media.get(token)
  return media ? { ok: true, value: mediaContent(world, media) } : bad('media_token is unknown')
}

/** The data object that events carry. Contract §11.3. */
function mediaContent(world: World, media: Media): Content {
  const link = `${world.url}/media/${media.id}`
  const size_bytes = media.bytes.length
  const of = (type: Content['type'], more: Record<string, unknown> = {}): Content => ({
    type,
    text: '',
    data: { link, size_bytes, ...more },
    mediaToken: media.id,
  })
  if (media.kind === 'image') return of('IMAGE', { height_px: media.height, width_px: media.width })
  if (media.kind === 'file') return of('FILE', { name: media.name })
  return media.kind === 'voice' ? of('VOICE') : of('VIDEO', { thumbnail_link: `${world.url}/images/camera.svg` })
}
