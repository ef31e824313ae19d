import type { IncomingMessage } from 'node:http'

/** What is held of bodies that have not all arrived, of all requests together. */
const maxHeld = 32 * 1024 * 1024
let held = 0

export type Held =
  | { kind: 'whole'; body: Uint8Array<ArrayBuffer>; release(): void }
  | { kind: 'too_large' }
  /** Too much is held already. */
  | { kind: 'busy' }
  /** Anyone who sent it went away. */
  | { kind: 'gone' }

/**
 * Keeps a request's body back until all of it is there, at most `most` bytes, so that nothing in the app waits for a slow
 * one. `release` then lets it go on as if it had just come. The parser's own way of handing a body over is taken: a
 * listener would have used the body up.
 */
export async function holdBody(request: IncomingMessage, most: number): Promise<Held> {
  const chunks: Uint8Array[] = []
  let size = 0
  const { promise, resolve } = Promise.withResolvers<Held>()
  const settle = (outcome: Held) => {
    held -= size
    size = 0
    request.off('close', gone)
    Reflect.deleteProperty(request, 'push')
    resolve(outcome)
  }
  const gone = () => settle({ kind: 'gone' })
  const take = (chunk: Uint8Array | null): boolean => {
    if (chunk === null) {
      const body = new Uint8Array(Buffer.concat(chunks))
      const release = () => {
        for (const one of chunks) request.push(one)
        request.push(null)
      }
      settle({ kind: 'whole', body, release })
      return true
    }
    size += chunk.byteLength
    held += chunk.byteLength
    if (size > most) settle({ kind: 'too_large' })
    else if (held > maxHeld) settle({ kind: 'busy' })
    else chunks.push(chunk)
    return true
  }
  request.once('close', gone)
  Object.assign(request, { push: take })
  return await promise
}
