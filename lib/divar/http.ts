import { answerTime } from './answer-time.ts'
import { type Clock, stopwatch } from './clock.ts'
import {
  DivarApiError,
  DivarConnectionError,
  DivarResponseError,
  isDivarApiError,
  isDivarResponseError,
} from './errors.ts'
import { fieldsOf, isObject, readNumber, readOptionalText } from './fields.ts'
import { type NetworkFailure, networkFailure } from './network-failure.ts'
import type { DivarOperation } from './operations.ts'

/** One call to Divar that has ended: nothing of what was asked or answered but the status. */
export type EndedCall = {
  operation: DivarOperation
  outcome: 'answered' | 'refused' | 'unavailable' | 'malformed'
  /** Null where no answer came. */
  httpStatus: number | null
  seconds: number
  /** What a 429 said of itself. */
  tooMany?: { limit: 'minute' | 'quota' | null; retryAfterSeconds: number | null }
}

export type HttpConfig = {
  fetch: typeof fetch
  clock: Clock
  apiKey: string
  /** Told of each call when it has ended, whatever came of it. */
  onCall?: ((call: EndedCall) => void) | undefined
  /** Told what Divar's clock said when it answered. */
  onTime?: ((divarNow: Date) => void) | undefined
}

/** Of one call. Without `timeoutMs` the client's own for that kind of call holds. An aborted call may have arrived. */
export type CallOptions = { signal?: AbortSignal | undefined; timeoutMs?: number | undefined }

export type DivarCall = {
  operation: DivarOperation
  method: 'GET' | 'POST'
  url: string
  timeoutMs: number
  /** The caller's: ends the call as its time-out does. */
  signal?: AbortSignal | undefined
  /** The key of the app; the token address wants none. */
  withApiKey: boolean
  bearer?: string
  json?: unknown
  form?: Record<string, string>
  /** Goes alone, as the part `file` of a multipart body. Contract §10. */
  file?: { name: string; kind: string; bytes: Uint8Array }
}

const maxAnswerBytes = 2 * 1024 * 1024
const maxRetryAfterSeconds = 24 * 60 * 60

/**
 * Calls Divar once and gives the parsed JSON of a 2xx answer. Throws `DivarConnectionError`, `DivarApiError` or
 * `DivarResponseError`; nothing else. Contract, "Headers for every call" and §12.
 */
export async function callForJson(config: HttpConfig, call: DivarCall): Promise<unknown> {
  return await watched(config, call, async (response) => {
    const text = await readCapped(call, response)
    try {
      return JSON.parse(text) as unknown
    } catch {
      throw new DivarResponseError(call.operation, 'not JSON')
    }
  })
}

/**
 * Calls Divar once where a 2xx means that it is done, whatever its body holds: gives the parsed JSON, or null for a
 * body that is none or never ends. Throws as `callForJson`, but never `DivarResponseError`.
 */
export async function callForDone(config: HttpConfig, call: DivarCall): Promise<unknown> {
  return await watched(config, call, async (response) => {
    try {
      return JSON.parse(await readCapped(call, response)) as unknown
    } catch {
      return null
    }
  })
}

/** Calls Divar once where the status says everything: the body of a 2xx answer is not even read. Throws as `callForJson`. */
export async function callForStatus(config: HttpConfig, call: DivarCall): Promise<void> {
  await watched(config, call, async (response) => await response.body?.cancel().catch(() => undefined))
}

/** Calls, has `read` take what it needs of a 2xx answer, and says how it went. */
async function watched<T>(config: HttpConfig, call: DivarCall, read: (response: Response) => Promise<T>): Promise<T> {
  const seconds = stopwatch()
  let outcome: EndedCall['outcome'] = 'unavailable'
  let httpStatus: number | null = null
  let tooMany: EndedCall['tooMany']
  try {
    const response = await call2xx(config, call)
    httpStatus = response.status
    const answer = await read(response)
    outcome = 'answered'
    return answer
  } catch (error) {
    if (isDivarResponseError(error)) outcome = 'malformed'
    if (isDivarApiError(error)) {
      outcome = 'refused'
      httpStatus = error.httpStatus
      const { limit, retryAfterSeconds } = error
      if (httpStatus === 429) tooMany = { limit, retryAfterSeconds }
    }
    throw error
  } finally {
    config.onCall?.({ operation: call.operation, outcome, httpStatus, seconds: seconds(), ...(tooMany && { tooMany }) })
  }
}

async function call2xx(config: HttpConfig, call: DivarCall): Promise<Response> {
  if (call.signal?.aborted)
    throw new DivarConnectionError(call.operation, { certainlyNotSent: true, reason: 'aborted' })
  let response: Response
  try {
    response = await config.fetch(call.url, {
      method: call.method,
      headers: headersOf(config, call),
      body: bodyOf(call),
      // Followed, a redirect would carry the API key to whatever host it names.
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(call.timeoutMs), ...(call.signal ? [call.signal] : [])]),
    })
  } catch (error) {
    throw new DivarConnectionError(call.operation, failureOf(call, error))
  }
  const divarNow = answerTime(response)
  if (divarNow) config.onTime?.(divarNow)
  if (response.status >= 200 && response.status < 300) return response
  throw await refusalOf(config, call, response)
}

/** The caller's own reason for an abort may be any error, one of another connection too: it tells nothing of this one. */
function failureOf({ signal }: DivarCall, error: unknown): NetworkFailure {
  return signal?.aborted ? { certainlyNotSent: false, reason: 'aborted' } : networkFailure(error)
}

function bodyOf({ form, file, json }: DivarCall): string | FormData | null {
  if (form) return new URLSearchParams(form).toString()
  if (file) {
    const parts = new FormData()
    parts.append('file', new File([new Uint8Array(file.bytes)], file.name, { type: file.kind }))
    return parts
  }
  return json === undefined ? null : JSON.stringify(json)
}

/** The type of a multipart body is left to `fetch`, which alone knows its boundary. */
function headersOf(config: HttpConfig, call: DivarCall): Record<string, string> {
  return {
    accept: call.file ? '*/*' : 'application/json',
    ...(call.withApiKey ? { 'x-api-key': config.apiKey } : {}),
    ...(call.bearer === undefined ? {} : { authorization: `Bearer ${call.bearer}` }),
    ...(call.json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(call.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
  }
}

async function refusalOf(config: HttpConfig, call: DivarCall, response: Response): Promise<DivarApiError> {
  const body = await readCapped(call, response)
    .then((text) => JSON.parse(text) as unknown)
    .catch(() => null)
  const fields = fieldsOf(isObject(body) ? body : null, '')
  const divarMessage = readOptionalText(fields, 'message', { max: 500 })
  const retryAfterSeconds = readRetryAfter(response.headers.get('retry-after'), config.clock)
  return new DivarApiError(call.operation, {
    httpStatus: response.status,
    grpcCode: readNumber(fields, 'code'),
    oauthError: readOptionalText(fields, 'error', { max: 64, pattern: /^[a-z_]+$/ }),
    divarMessage,
    limit: response.status === 429 ? limitOf(divarMessage) : null,
    requestId: readRequestId(response.headers.get('x-request-id')),
    retryAfterSeconds,
  })
}

/** The body of a 429 tells which of the two limits it was, in words that Divar does not fix. Contract §12. */
function limitOf(message: string | null): 'minute' | 'quota' | null {
  if (message === null) return null
  if (/quota|daily|روز/i.test(message)) return 'quota'
  return /minute|rate|دقیقه/i.test(message) ? 'minute' : null
}

/** Undocumented, like every other header of its answers: what is no id is none. */
const readRequestId = (value: string | null): string | null =>
  value !== null && /^[A-Za-z0-9._:-]{1,128}$/.test(value) ? value : null

/** Seconds or a date, at most a day; Divar promises neither. */
function readRetryAfter(value: string | null, clock: Clock): number | null {
  if (value === null) return null
  const seconds = /^\d{1,9}$/.test(value.trim()) ? Number(value) : (Date.parse(value) - clock().getTime()) / 1000
  if (Number.isNaN(seconds)) return null
  return Math.min(maxRetryAfterSeconds, Math.max(0, Math.ceil(seconds)))
}

async function readCapped(call: DivarCall, response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = response.body?.getReader()
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      size += part.value.byteLength
      if (size > maxAnswerBytes) break
      chunks.push(part.value)
    }
  } catch (error) {
    throw new DivarConnectionError(call.operation, { ...failureOf(call, error), certainlyNotSent: false })
  } finally {
    await reader?.cancel().catch(() => undefined)
  }
  if (size > maxAnswerBytes) throw new DivarResponseError(call.operation, `longer than ${maxAnswerBytes} bytes`)
  return new TextDecoder().decode(Buffer.concat(chunks))
}
