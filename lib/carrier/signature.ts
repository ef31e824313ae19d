import { timingSafeEqual } from 'node:crypto'
import { Webhook } from 'standardwebhooks'

/** The headers of Standard Webhooks 1.0. */
export type SignedHeaders = { 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string }

/** `stamp`: seconds since 1970, as signed. */
export type VerifiedCall = { ok: true; id: string; stamp: number } | { ok: false; reason: string }

const toleranceSeconds = 5 * 60
/** Without a full stop: it divides id, stamp and body in what is signed. */
const callId = /^[\x21-\x2d\x2f-\x7e]{1,255}$/
/**
 * What stands between two signatures: spaces, or the comma by which two lines of one header become one. A signature may
 * itself begin like a version («v1,v2Ab…»), but no comma follows in it.
 */
const betweenSignatures = /[\s,]+(?=v\d+a?,|$)/

/** Signs a body with every key (`whsec_…`), so that a receiver may know an old one or a new one. Throws on no key. */
export function signOrder(keys: readonly string[], id: string, at: Date, body: string): SignedHeaders {
  if (keys.length === 0) throw new Error('no key to sign with')
  const signatures = keys.map((key) => new Webhook(key).sign(id, at, body))
  const stamp = Math.floor(at.getTime() / 1000)
  return { 'webhook-id': id, 'webhook-timestamp': String(stamp), 'webhook-signature': signatures.join(' ') }
}

/**
 * Whether a call was signed with one of `keys`, not more than five minutes before or after `now`; the reason is a
 * sentence for anyone who connects the carrier's system. An empty list of keys refuses everything. Never throws.
 */
export function verifyCall(
  keys: readonly string[],
  headers: { get(name: string): string | null },
  rawBody: string,
  now: Date,
): VerifiedCall {
  if (keys.length === 0) return { ok: false, reason: 'no carrier keys are configured here' }
  const id = once(headers.get('webhook-id'))
  const stamp = once(headers.get('webhook-timestamp'))
  const signature = headers.get('webhook-signature') ?? ''
  if (!id || !stamp || !signature) {
    return { ok: false, reason: 'webhook-id, webhook-timestamp and webhook-signature are needed' }
  }
  if (!callId.test(id))
    return { ok: false, reason: 'webhook-id must be 1 to 255 visible characters without a full stop' }
  if (!/^\d{1,12}$/.test(stamp)) return { ok: false, reason: 'webhook-timestamp must be seconds since 1970' }
  if (Math.abs(now.getTime() / 1000 - Number(stamp)) > toleranceSeconds) {
    return { ok: false, reason: 'webhook-timestamp is more than 5 minutes off' }
  }
  const given = { 'webhook-id': id, 'webhook-timestamp': stamp, 'webhook-signature': signature }
  const matches = keys.map((key) => isSignedWith(key, given, rawBody)).includes(true)
  return matches
    ? { ok: true, id, stamp: Number(stamp) }
    : { ok: false, reason: 'no signature in webhook-signature fits id, stamp and body' }
}

/** Two lines of a header that say the same are one. */
function once(value: string | null): string {
  const lines = new Set((value ?? '').split(/, +/))
  return lines.size === 1 ? [...lines].join('') : (value ?? '')
}

function isSignedWith(key: string, headers: SignedHeaders, rawBody: string): boolean {
  try {
    // The library's own check goes by the machine's clock.
    const signedAt = new Date(Number(headers['webhook-timestamp']) * 1000)
    const expected = Buffer.from(new Webhook(key).sign(headers['webhook-id'], signedAt, rawBody))
    const given = headers['webhook-signature']
      .trim()
      .split(betweenSignatures)
      .map((one) => Buffer.from(one))
    return given.some((one) => one.length === expected.length && timingSafeEqual(one, expected))
  } catch {
    return false
  }
}
