import { describe, expect, it } from 'vitest'
import { networkFailure } from './network-failure.ts'

const withCode = (code: string, syscall?: string) => Object.assign(new Error(code), { code, syscall })
const fetchFailed = (cause: unknown) => new TypeError('fetch failed', { cause })

describe('networkFailure', () => {
  it.each([
    ['ECONNREFUSED', 'connect'],
    ['EHOSTUNREACH', 'connect'],
    ['ETIMEDOUT', 'connect'],
    ['ENOTFOUND', 'getaddrinfo'],
    ['EAI_AGAIN', 'getaddrinfo'],
    ['UND_ERR_CONNECT_TIMEOUT', undefined],
    ['CERT_HAS_EXPIRED', undefined],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', undefined],
    ['ERR_TLS_CERT_ALTNAME_INVALID', undefined],
  ])('reads %s while %s as certainly not sent', (code, syscall) => {
    expect(networkFailure(fetchFailed(withCode(code, syscall)))).toEqual({ certainlyNotSent: true, reason: code })
  })

  it.each([
    ['ECONNRESET', 'read'],
    ['EPIPE', 'write'],
    ['ETIMEDOUT', 'read'],
    ['EHOSTUNREACH', 'read'],
    ['UND_ERR_SOCKET', undefined],
    ['UND_ERR_HEADERS_TIMEOUT', undefined],
    ['UND_ERR_BODY_TIMEOUT', undefined],
    ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', undefined],
    ['SOMETHING_NEW', undefined],
  ])('reads %s while %s as possibly sent', (code, syscall) => {
    expect(networkFailure(fetchFailed(withCode(code, syscall)))).toEqual({ certainlyNotSent: false, reason: code })
  })

  it('is certain about a host with several addresses only when all of them failed in time', () => {
    const refused = withCode('ECONNREFUSED', 'connect')
    const all = Object.assign(new AggregateError([refused, refused]), { code: 'ECONNREFUSED' })
    const some = Object.assign(new AggregateError([refused, withCode('ECONNRESET', 'read')]), { code: 'ECONNREFUSED' })
    expect(networkFailure(fetchFailed(all)).certainlyNotSent).toBe(true)
    expect(networkFailure(fetchFailed(some)).certainlyNotSent).toBe(false)
  })

  it("is never certain after the client's own time-out or abort or for an unknown error", () => {
    expect(networkFailure(new DOMException('', 'TimeoutError'))).toEqual({ certainlyNotSent: false, reason: 'timeout' })
    expect(networkFailure(new DOMException('', 'AbortError'))).toEqual({ certainlyNotSent: false, reason: 'aborted' })
    for (const riddle of [null, 'x', {}, new Error('x'), fetchFailed(withCode('ory_at_secret'))]) {
      expect(networkFailure(riddle)).toEqual({ certainlyNotSent: false, reason: 'unknown' })
    }
  })

  it('stops at a cyclic chain of causes', () => {
    const first = new Error('a')
    first.cause = new Error('b', { cause: first })
    expect(networkFailure(first)).toEqual({ certainlyNotSent: false, reason: 'unknown' })
  })
})
