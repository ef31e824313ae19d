import type { OrderOutcome, OrderReceiver } from '#lib/carrier/index.ts'
import type { Clock } from '#lib/kernel/clock.ts'

type Config = { url: string; fetch: typeof fetch; now: Clock; timeoutMs?: number }

const defaultTimeoutMs = 15_000

/**
 * The carrier's system over HTTP: one POST, redirects not followed (one would carry the addresses to whatever host it
 * names), the answer's body not read. Any 2xx is delivered, 410 gone, and everything else, or no answer, a retry.
 */
export function carrierWebhook({ url, fetch, now, timeoutMs = defaultTimeoutMs }: Config): OrderReceiver['send'] {
  return async ({ headers, body }) => {
    let response: Response
    try {
      response = await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      })
    } catch (error) {
      return { kind: 'retry', retryAfterSeconds: null, reason: `network_${failureOf(error)}` }
    }
    await response.body?.cancel().catch(() => undefined)
    return outcomeOf(response, now)
  }
}

function outcomeOf({ status, headers }: Response, now: Clock): OrderOutcome {
  if (status >= 200 && status < 300) return { kind: 'delivered' }
  if (status === 410) return { kind: 'gone' }
  return { kind: 'retry', retryAfterSeconds: readRetryAfter(headers.get('retry-after'), now), reason: `http_${status}` }
}

/** Seconds, or a date by the real time; what is neither says nothing, though a parser of dates finds one in it. */
function readRetryAfter(value: string | null, now: Clock): number | null {
  const text = value?.trim() ?? ''
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Math.ceil(Number(text))
  const seconds = /\d{1,2}:\d{2}/.test(text) ? (Date.parse(text) - now().getTime()) / 1000 : Number.NaN
  return Number.isNaN(seconds) ? null : Math.max(0, Math.ceil(seconds))
}

/** A code without anything of the request in it: fetch wraps the cause, and a host may have several addresses. */
function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.name === 'TimeoutError') return 'timeout'
  const causes: unknown[] = [error.cause, ...(error.cause instanceof AggregateError ? error.cause.errors : [])]
  const codes = causes.map((cause) => (cause as { code?: unknown } | undefined)?.code)
  return codes.find((code) => typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code))?.toString() ?? 'unknown'
}
