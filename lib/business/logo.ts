import { createHash } from 'node:crypto'
import { z } from 'zod'

/** As it stands in a version: it goes with every one of them, and with the copy that each process has. */
export const maxLogoBytes = 9_000

/** Kinds that every supported browser shows, by how their files begin, in base64. A drawing that could hold scripts is none. */
const beginnings: Record<string, RegExp> = {
  'image/png': /^iVBORw0KGgo/,
  'image/jpeg': /^\/9j\//,
  // `RIFF`, a length of four bytes, `WEBP`.
  'image/webp': /^UklGR[\w+/]{6}XRUJQ/,
}

/** A logo as a file of its own; `id` names its contents. */
export type Logo = { id: string; kind: string; bytes: Uint8Array<ArrayBuffer> }

/** Reads `data:image/png;base64,…`; null: it is no picture of a kind that is shown, or too large. */
export function readLogo(text: string): Logo | null {
  const [, kind = '', coded = ''] = /^data:(image\/[a-z]+);base64,([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? []
  const bytes = Uint8Array.from(Buffer.from(coded, 'base64'))
  if (bytes.length > maxLogoBytes || !beginnings[kind]?.test(coded)) return null
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 16), kind, bytes }
}

/** The other way round. */
export const writeLogo = (kind: string, bytes: Uint8Array): string =>
  `data:${kind};base64,${Buffer.from(bytes).toString('base64')}`

export const logoSchema = z
  .string()
  .refine(
    (text) => readLogo(text) !== null,
    `write a PNG, JPEG or WebP of at most ${maxLogoBytes} bytes as "data:image/png;base64,…", or set it on the desk`,
  )
