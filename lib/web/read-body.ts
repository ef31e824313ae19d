import { type FormPart, parseForm } from './multipart.ts'

export type BodyFault = { ok: false; status: 400 | 413 | 415; reason: string }

/** A JSON body within a limit of bytes, read no further than that. */
export type Body = { ok: true; json: unknown } | BodyFault

export const maxBodyBytes = 64 * 1024

export async function readJson(request: Request, maxBytes = maxBodyBytes): Promise<Body> {
  const fault = jsonTypeFault(request.headers)
  if (fault) return fault
  const read = await readBytes(request, maxBytes)
  return read.ok ? parseJson(read.bytes) : read
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The JSON of a body that was read: bytes, or the text whose signature was checked; a mark before it is none of it. */
export function parseJson(body: Uint8Array | string): Body {
  try {
    const text = typeof body === 'string' ? body.replace(/^\uFEFF/, '') : utf8.decode(body)
    return { ok: true, json: JSON.parse(text) as unknown }
  } catch {
    return notJson
  }
}

/** The body as it was signed, to the byte, whatever type it says to be of. */
export async function readText(
  request: Request,
  maxBytes = maxBodyBytes,
): Promise<{ ok: true; text: string } | BodyFault> {
  const read = await readBytes(request, maxBytes)
  if (!read.ok) return read
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(read.bytes) }
  } catch {
    return notJson
  }
}

/** A form with files, within a limit of bytes, read no further than that. */
export async function readForm(
  request: Request,
  maxBytes: number,
): Promise<{ ok: true; parts: FormPart[] } | BodyFault> {
  const type = request.headers.get('content-type') ?? ''
  if (essenceOf(request.headers) !== 'multipart/form-data') return wrongType('multipart/form-data')
  const read = await readBytes(request, maxBytes)
  if (!read.ok) return read
  const parts = parseForm(type, read.bytes)
  return parts
    ? { ok: true, parts }
    : { ok: false, status: 400, reason: 'the body is not a form as multipart/form-data has it' }
}

const essenceOf = (headers: Headers) => headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''

/** JSON under any of its names: envelopes and vendors have their own. */
export function jsonTypeFault(headers: Headers): BodyFault | null {
  return /^(application|text)\/json$|^[\w.!#$&^-]+\/[\w.!#$&^+-]+\+json$/.test(essenceOf(headers))
    ? null
    : wrongType('application/json')
}

const wrongType = (wanted: string): BodyFault => ({
  ok: false,
  status: 415,
  reason: `the content type must be ${wanted}`,
})

/** What is packed would be refused as not JSON, which leads nobody to the reason. */
function encodingFault(headers: Headers): BodyFault | null {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? ''
  if (encoding === '' || encoding === 'identity') return null
  const named = /^[a-z0-9-]{1,20}$/.test(encoding) ? ` ${encoding}` : ''
  return { ok: false, status: 415, reason: `the content encoding${named} is not taken: send the body as it is` }
}

async function readBytes(request: Request, maxBytes: number): Promise<{ ok: true; bytes: Uint8Array } | BodyFault> {
  const fault = encodingFault(request.headers)
  if (fault) return fault
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return tooLarge(maxBytes)
  try {
    const bytes = await readUpTo(request, maxBytes)
    return bytes === null ? tooLarge(maxBytes) : { ok: true, bytes }
  } catch {
    return { ok: false, status: 400, reason: 'the body did not arrive' }
  }
}

/** Null as soon as there is more: the rest is not read. */
async function readUpTo(request: Request, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > maxBytes) {
      reader.cancel().catch(() => undefined)
      return null
    }
    chunks.push(value)
  }
  return Buffer.concat(chunks)
}

const notJson: BodyFault = { ok: false, status: 400, reason: 'the body is not JSON in UTF-8' }

const tooLarge = (maxBytes: number): BodyFault => ({
  ok: false,
  status: 413,
  reason: `the body is larger than ${maxBytes} bytes`,
})
