import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '#lib/kernel/testing-text.ts'
import { newTrackingCode, parseTrackingCode } from './tracking-code.ts'

const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Codes from bytes that fast-check chooses, followed by ones that always do. */
const codes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => {
  let given = 0
  return newTrackingCode((size) => {
    const chosen = Uint8Array.from(bytes.slice(given, given + size), (byte) => byte)
    given += size
    return chosen.length === size ? chosen : new Uint8Array(size)
  })
})

describe('tracking codes', () => {
  it('have 9 unambiguous characters and never repeat', () => {
    const many = Array.from({ length: 2_000 }, () => newTrackingCode())
    for (const code of many) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{9}$/)
    expect(new Set(many).size).toBe(many.length)
  })

  it('use every character equally often', () => {
    const bytes = Array.from({ length: 256 }, (_, byte) => byte)
    const seen = bytes.map((byte) =>
      newTrackingCode((size) => new Uint8Array(size).fill(byte < 248 ? byte : 0)).charAt(0),
    )
    for (const character of alphabet.slice(1)) expect(seen.filter((one) => one === character)).toHaveLength(8)
    let call = 0
    const refusedFirst = (size: number) => new Uint8Array(size).fill(call++ === 0 ? 248 : 1)
    expect(newTrackingCode(refusedFirst)).toMatch(/^3{8}/)
  })

  it('are read back in any typed form', () => {
    const persian = (text: string) => text.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit)))
    const grouped = (code: string, mark: string) => [code.slice(0, 4), code.slice(4, 8), code.slice(8)].join(mark)
    fc.assert(
      fc.property(
        codes,
        fc.constantFrom('-', ' ', '', '–', ' - ', '\u200c', '.', '/', '·', '\u0301'),
        fc.boolean(),
        (code, mark, lower) => {
          const typed = ` \u2066${persian(grouped(lower ? code.toLowerCase() : code, mark))}\u2069 `
          expect(parseTrackingCode(typed)).toBe(code)
        },
      ),
    )
  })

  it('detect every wrong character', () => {
    fc.assert(
      fc.property(codes, fc.nat({ max: 8 }), fc.constantFrom(...alphabet), (code, index, other) => {
        fc.pre(code.charAt(index) !== other)
        expect(parseTrackingCode(code.slice(0, index) + other + code.slice(index + 1))).toBeNull()
      }),
      { numRuns: 1_000 },
    )
  })

  it('detect every swap of two characters, adjacent or not', () => {
    fc.assert(
      fc.property(codes, fc.nat({ max: 8 }), fc.nat({ max: 8 }), (code, one, two) => {
        fc.pre(code.charAt(one) !== code.charAt(two))
        const swapped = [...code]
        swapped[one] = code.charAt(two)
        swapped[two] = code.charAt(one)
        expect(parseTrackingCode(swapped.join(''))).toBeNull()
      }),
      { numRuns: 1_000 },
    )
  })

  it('are never parsed from other text, which does not throw', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const code = parseTrackingCode(text)
        if (code !== null) expect(parseTrackingCode(code)).toBe(code)
      }),
    )
    for (const text of ['', 'XK4M', 'XK4M-7P2Q-00', 'OOOO-IIII-L', 'ß'.repeat(9), '2'.repeat(1_000)]) {
      expect(parseTrackingCode(text)).toBeNull()
    }
  })
})
