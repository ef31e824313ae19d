export type BodyFault = { ok: false; status: 400 | 413 | 415; reason: string }

/** A JSON body within a limit of bytes, read no further than that. */
export type Body = { ok: true; json: unknown } | BodyFault

export const maxBodyBytes = 64 * 1024

export async function readJson(request: Request, maxBytes = maxBodyBytes): Promise<Body> {
  const read = await readBytes(request, maxBytes)
  return read.ok ? parseJson(read.bytes) : read
}

/** The JSON of a body that was read: bytes, or the text whose signature was checked. */
export function parseJson(body: Uint8Array | string): Body {
  try {
    const text = typeof body === 'string' ? body : new TextDecoder('utf-8', { fatal: true }).decode(body)
    return { ok: true, json: JSON.parse(text) as unknown }
  } catch {
    return notJson
  }
}

/** The body as it was signed, to the byte. */
export async function readRawJson(
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
export async function readForm(request: Request, maxBytes: number): Promise<{ ok: true; form: FormData } | BodyFault> {
  const read = await readBytes(request, maxBytes, 'multipart/form-data')
  if (!read.ok) return read
  try {
    const headers = { 'content-type': request.headers.get('content-type') ?? '' }
    return { ok: true, form: await new Response(new Uint8Array(read.bytes), { headers }).formData() }
  } catch {
    return { ok: false, status: 400, reason: 'the body is not a form as multipart/form-data has it' }
  }
}

async function readBytes(
  request: Request,
  maxBytes: number,
  wanted = 'application/json',
): Promise<{ ok: true; bytes: Uint8Array } | BodyFault> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== wanted) return { ok: false, status: 415, reason: `the content type must be ${wanted}` }
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
