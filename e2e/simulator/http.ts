import type { IncomingMessage } from 'node:http'

export type Headers = Record<string, string>

export type Request = {
  method: string
  path: string
  /** The path as it came, undecoded. */
  rawPath: string
  /** Everything after the question mark, undecoded. */
  rawQuery: string
  query: URLSearchParams
  headers: Headers
  cookies: Map<string, string>
  body: string
  /** The body as it came. */
  bytes: Buffer
}

export type Reply = { status: number; headers: Record<string, string | string[]>; body: string | Buffer }

const bodyLimit = 1024 * 1024
const uploadLimit = 51 * bodyLimit

/** Null: the body is larger than Divar would take. */
export async function readRequest(incoming: IncomingMessage): Promise<Request | null> {
  const target = incoming.url ?? '/'
  const mark = target.indexOf('?')
  const rawPath = mark < 0 ? target : target.slice(0, mark)
  const rawQuery = mark < 0 ? '' : target.slice(mark + 1)
  const limit = rawPath.startsWith('/upload/') ? uploadLimit : bodyLimit
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
  }
  if (size > limit) return null
  const bytes = Buffer.concat(chunks)
  const headers: Headers = {}
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return {
    method: incoming.method ?? 'GET',
    path: decoded(rawPath),
    rawPath,
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers,
    cookies: readCookies(headers.cookie ?? ''),
    body: bytes.toString('utf8'),
    bytes,
  }
}

export function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function readCookies(header: string): Map<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of header.split(';')) {
    const sign = pair.indexOf('=')
    if (sign > 0) cookies.set(pair.slice(0, sign).trim(), decoded(pair.slice(sign + 1).trim()))
  }
  return cookies
}

export function cookie(name: string, value: string): string {
  return `${name}=${encodeURIComponent(value)}; Path=/; HttpOnly; SameSite=Lax`
}

export function json(status: number, value: unknown, headers: Headers = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(value),
  }
}

export function page(status: number, markup: string, cookies: string[] = []): Reply {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'set-cookie': cookies },
    body: markup,
  }
}

/** 303: a form that was posted here is followed by a plain GET. */
export function redirect(location: string, cookies: string[] = []): Reply {
  return { status: 303, headers: { location, 'cache-control': 'no-store', 'set-cookie': cookies }, body: '' }
}

const httpStatusOf: Record<number, number> = {
  3: 400,
  5: 404,
  7: 403,
  8: 429,
  9: 412,
  12: 501,
  13: 500,
  14: 503,
  16: 401,
}

/** The error body of every call, `googleRpcStatus`. Contract §12. */
export function rpcError(code: number, message: string): Reply {
  return json(httpStatusOf[code] ?? 500, { code, message, details: [] })
}

/** Undefined: the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
