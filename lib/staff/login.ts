import { anyDigitsToLatin } from '#lib/kernel/digits.ts'
import { withoutSilence } from '#lib/kernel/silent.ts'

/** A login name as it is compared: however it is written, in small letters and Latin digits. */
export function loginKey(typed: string): string {
  return anyDigitsToLatin(withoutSilence(typed)).trim().toLowerCase()
}

/** What a new login name may be: it is typed on any keyboard. */
export function isLogin(typed: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{2,31}$/.test(loginKey(typed))
}
