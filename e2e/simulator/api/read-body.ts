import { isObject, parseJson, type Reply, type Request, rpcError } from '../http.ts'

/** The JSON object of a body, or the answer that refuses it. */
export function readBody(request: Request): { ok: true; body: Record<string, unknown> } | { ok: false; reply: Reply } {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') return { ok: false, reply: rpcError(3, 'the content type must be application/json') }
  const body = parseJson(request.body)
  if (!isObject(body)) return { ok: false, reply: rpcError(3, 'the body must be a JSON object') }
  return { ok: true, body }
}
