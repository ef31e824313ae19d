import { Secret, TOTP } from 'otpauth'
import type { RandomBytes } from '#lib/kernel/ids.ts'
import { plainCode } from '#lib/kernel/typed.ts'

const period = 30
const totp = (secret: string, names: { issuer?: string; label?: string } = {}) =>
  new TOTP({ ...names, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period })

/** A new authenticator's secret, in base32 as apps take it. */
export function newAuthenticator(random: RandomBytes): string {
  const bytes = Uint8Array.from(random(20))
  return new Secret({ buffer: bytes.buffer }).base32
}

/** What an authenticator app reads out of the QR code. */
export function authenticatorUri(secret: string, names: { issuer: string; label: string }): string {
  return totp(secret, names).toString()
}

/**
 * The half minute whose code this is: this one, or the one before or after, for a phone whose clock is a little off.
 * Null: none of the three.
 */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const token = plainCode(code)
  if (!/^\d{6}$/.test(token)) return null
  const delta = totp(secret).validate({ token, timestamp: now.getTime(), window: 1 })
  return delta === null ? null : Math.floor(now.getTime() / 1000 / period) + delta
}
