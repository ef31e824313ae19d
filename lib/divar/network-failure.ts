import { isObject } from './fields.ts'

export type NetworkFailure = { certainlyNotSent: boolean; reason: string }

/** Failures that can only happen before the first byte of a request leaves. */
const beforeSending = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'UND_ERR_CONNECT_TIMEOUT',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_TLS_HANDSHAKE_TIMEOUT',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_TLSV1_UNRECOGNIZED_NAME',
  'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
])

/** These may also befall an open connection; only while connecting do they prove that nothing was sent. */
const whileConnecting = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EADDRNOTAVAIL'])

const maxDepth = 5

/**
 * What a failed `fetch` tells about whether the request may have arrived. In doubt it may have: a reset, a closed
 * socket, a time-out of this client, headers or body that never ended.
 */
export function networkFailure(error: unknown): NetworkFailure {
  const codes = codesOf(error, 0)
  if (codes.length > 0) {
    const certainlyNotSent = codes.every(({ code, syscall }) => {
      if (beforeSending.has(code) || code.startsWith('CERT_')) return true
      return whileConnecting.has(code) && syscall === 'connect'
    })
    return { certainlyNotSent, reason: codes[0]?.code ?? 'unknown' }
  }
  const name = error instanceof Error ? error.name : ''
  if (name === 'TimeoutError') return { certainlyNotSent: false, reason: 'timeout' }
  return { certainlyNotSent: false, reason: name === 'AbortError' ? 'aborted' : 'unknown' }
}

type Code = { code: string; syscall: string | null }

/** The innermost codes: fetch wraps the cause, and a host with several addresses gives one error for each. */
function codesOf(error: unknown, depth: number): Code[] {
  if (!isObject(error) || depth > maxDepth) return []
  const { cause, errors, code, syscall } = error as {
    cause?: unknown
    errors?: unknown
    code?: unknown
    syscall?: unknown
  }
  const inner = [cause, ...(Array.isArray(errors) ? errors : [])].flatMap((one) => codesOf(one, depth + 1))
  if (inner.length > 0) return inner
  if (typeof code !== 'string' || !/^[A-Z][A-Z0-9_/]{2,60}$/.test(code)) return []
  return [{ code, syscall: typeof syscall === 'string' ? syscall : null }]
}
