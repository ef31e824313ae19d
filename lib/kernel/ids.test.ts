import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashSecret, matchesOneKey, newId, randomSecret, secretMark } from './ids.ts'

describe('matchesOneKey', () => {
  it('accepts each listed key and nothing else', () => {
    const keys = ['first-key', 'کلید دوم', 'x']
    for (const key of keys) expect(matchesOneKey(key, keys)).toBe(true)
    for (const given of ['first-ke', 'first-key ', ' first-key', 'FIRST-KEY', 'first-key,x', 'first-keyx', '']) {
      expect(matchesOneKey(given, keys)).toBe(false)
    }
  })

  it('refuses everything with an empty list, and always an empty value', () => {
    for (const given of ['', 'undefined', 'null', null, undefined]) {
      expect(matchesOneKey(given, [])).toBe(false)
      expect(matchesOneKey(given, [''])).toBe(false)
      expect(matchesOneKey(given, ['', 'key'])).toBe(false)
    }
  })

  it('never accepts another text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.array(fc.string({ minLength: 1 })), (given, keys) => {
        expect(matchesOneKey(given, keys)).toBe(keys.includes(given))
      }),
    )
  })
})

describe('secrets and ids', () => {
  it('have 192 random bits in characters allowed in an address', () => {
    const secret = randomSecret()
    expect(secret).toMatch(/^[A-Za-z0-9_-]{32}$/)
    expect(randomSecret()).not.toBe(secret)
    expect(randomSecret(() => new Uint8Array(24).fill(255))).toBe('_'.repeat(32))
    expect(newId()).not.toBe(newId())
  })

  it('are stored as a hash that exists for any text', () => {
    expect(hashSecret('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0')
    expect(hashSecret('\0')).toMatch(/^[A-Za-z0-9_-]{43}$/)
  })

  it('have a log fingerprint too short to reveal them', () => {
    expect(secretMark('abc')).toBe('ungWv48Bz-pB')
    expect(secretMark('abd')).not.toBe(secretMark('abc'))
  })
})
