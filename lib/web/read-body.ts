/** A JSON body within a limit of bytes, read no further than that. */
export type Body = { ok: true; json: unknown } | { ok: false; status: 400 | 413 | 415; reason: string }

export const maxBodyBytes = 64 * 1024

export async function readJson(request: Request, maxBytes = maxBodyBytes): Promise<Body> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json')
    return { ok: false, status: 415, reason: 'the content type must be application/json' }
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return tooLarge(maxBytes)
  let bytes: Uint8Array | null
  try {
    bytes = await readUpTo(request, maxBytes)
  } catch {
    return { ok: false, status: 400, reason: 'the body did not arrive' }
  }
  if (bytes === null) return tooLarge(maxBytes)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { ok: true, json: JSON.parse(text) as unknown }
  } catch {
    return { ok: false, status: 400, reason: 'the body is not JSON in UTF-8' }
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

const tooLarge = (maxBytes: number): Body => ({
  ok: false,
  status: 413,
  reason: `the body is larger than ${maxBytes} bytes`,
})
