import { hashSecret, type RandomBytes } from '#lib/kernel/ids.ts'
import { plainCode } from '#lib/kernel/typed.ts'
import { recoveryCodeCount } from './limits.ts'

/** No letter that looks like another or like a digit. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz2345679'
const length = 16

/** Ten codes of 16 characters in groups of four: 78 bits each, so that a plain hash of one hides it. */
export function newRecoveryCodes(random: RandomBytes): string[] {
  return Array.from({ length: recoveryCodeCount }, () => {
    let code = ''
    while (code.length < length) {
      for (const byte of random(32)) {
        // What is above the last whole multiple would make some letters likelier.
        if (byte < 240 && code.length < length) code += alphabet[byte % 30]
      }
    }
    return (code.match(/.{4}/g) ?? []).join('-')
  })
}

/** What is stored of a code, however it was typed; null for what cannot be one. */
export function recoveryCodeHash(typed: string): string | null {
  const bare = plainCode(typed).toLowerCase()
  return bare.length === length ? hashSecret(bare) : null
}
