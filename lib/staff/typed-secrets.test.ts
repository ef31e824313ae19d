import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { Secret, TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { newAuthenticator, stepOfCode } from './authenticator.ts'
import { loginKey } from './login.ts'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts'

/** What a keyboard, a chat or a copied page puts between, before and after. */
const between = fc.array(fc.constantFrom(' ', '-', '–', '\u00a0', '\u200c', '\u200f', '\u2066', '\u2069', '.', ''), {
  maxLength: 3,
})

const fullWidth = (text: string) =>
  text.replace(/[0-9a-z]/gi, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))

const digits = fc.constantFrom<(text: string) => string>(String, toPersianDigits, fullWidth)

const typedAs = (plain: string, write: (text: string) => string, gaps: readonly string[][]) =>
  [...plain].map((character, index) => `${(gaps[index] ?? []).join('')}${write(character)}`).join('')

const gapsOf = (count: number) => fc.array(between, { minLength: count, maxLength: count })

describe('however somebody types it,', () => {
  it("an authenticator's code is the code", () => {
    const secret = newAuthenticator(() => Buffer.alloc(20, 7))
    const now = new Date('2026-12-01T10:00:00Z')
    const token = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() })
    const right = stepOfCode(secret, token, now)
    expect(right).not.toBeNull()
    fc.assert(
      fc.property(digits, gapsOf(6), (write, gaps) => {
        expect(stepOfCode(secret, typedAs(token, write, gaps), now)).toBe(right)
      }),
    )
    const other = token.replace(/^./, (first) => String((Number(first) + 1) % 10))
    for (const wrong of ['', token.slice(1), `${token}1`, `${token}ا`, other]) {
      expect(stepOfCode(secret, wrong, now)).toBeNull()
    }
  })

  it('a recovery code is the code', () => {
    const [code = ''] = newRecoveryCodes(randomBytes)
    const bare = code.replaceAll('-', '')
    fc.assert(
      fc.property(digits, fc.boolean(), gapsOf(16), (write, isLarge, gaps) => {
        const typed = typedAs(isLarge ? bare.toUpperCase() : bare, write, gaps)
        expect(recoveryCodeHash(typed)).toBe(recoveryCodeHash(code))
      }),
    )
    expect(recoveryCodeHash(code)).not.toBeNull()
    for (const wrong of ['', bare.slice(1), `${bare}a`]) expect(recoveryCodeHash(wrong)).toBeNull()
  })

  it('a login name is the name', () => {
    for (const typed of [
      'mina.r5',
      ' Mina.R5 ',
      'mina.r۵',
      'ｍｉｎａ.ｒ５',
      'mi\u200cna.r\u200f5',
      '\u2068mina.r٥\u2069',
    ]) {
      expect(loginKey(typed), JSON.stringify(typed)).toBe('mina.r5')
    }
    expect(loginKey('mina-r5')).not.toBe('mina.r5')
  })
})
