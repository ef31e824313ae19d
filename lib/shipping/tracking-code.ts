import { randomBytes } from 'node:crypto'
import type { RandomBytes } from '#lib/kernel/ids.ts'
import { plainCode } from '#lib/kernel/typed.ts'

// 31 characters without look-alikes (no 0 O 1 I L). 31 is a prime, so the weighted sum below catches every single wrong
// character and every swap of two.
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const bodyLength = 8

/**
 * A new code: 8 random characters (about 39 bits) and a check character, upper case, ungrouped. Not a secret. For how it
 * is shown, see `lib/fa/tracking-code.ts`.
 */
export function newTrackingCode(random: RandomBytes = randomBytes): string {
  let body = ''
  while (body.length < bodyLength) {
    for (const byte of random(bodyLength * 2)) {
      // 248 = 8 × 31: bytes above it would favour the first characters.
      if (byte < 248 && body.length < bodyLength) body += alphabet.charAt(byte % alphabet.length)
    }
  }
  return body + checkCharacter(body)
}

/** Reads a code as people type it: any case, any digits, whatever signs part or enclose it. Null when it is not one of Peyk's. */
export function parseTrackingCode(text: string): string | null {
  if (text.length > 100) return null
  const code = plainCode(text).toUpperCase()
  if (code.length !== bodyLength + 1 || [...code].some((character) => !alphabet.includes(character))) return null
  return checkCharacter(code.slice(0, bodyLength)) === code.charAt(bodyLength) ? code : null
}

function checkCharacter(body: string): string {
  const sum = [...body].reduce((total, character, index) => total + alphabet.indexOf(character) * (index + 2), 0)
  return alphabet.charAt((alphabet.length - (sum % alphabet.length)) % alphabet.length)
}
