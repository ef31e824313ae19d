import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mask } from './mask.ts'

describe('what the desk shows of a person', () => {
  it.each([
    [
      { name: 'مریم رستمی', mobile: '09121234567' },
      { initials: 'م ر', lastFour: '4567' },
    ],
    [
      { name: 'سید علی‌اکبر حسینی نژاد', mobile: '09121234567' },
      { initials: 'س ع ا', lastFour: '4567' },
    ],
    [
      { name: '09121234567', mobile: '4567' },
      { initials: '', lastFour: null },
    ],
    [
      { name: '(ع) زهرا', mobile: '' },
      { initials: 'ع ز', lastFour: null },
    ],
  ])('is made of initials and four digits', (contact, expected) => {
    expect(mask(contact)).toEqual(expected)
  })

  it('never holds more than three letters and four digits, whatever was typed and wherever', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 120 }), fc.stringMatching(/^09\d{9}$/))
    const contacts = fc.record({ name: text, mobile: text, line: text, postalCode: fc.option(text) })
    fc.assert(
      fc.property(contacts, (contact) => {
        const masked = mask(contact)
        expect(Object.keys(masked)).toEqual(['initials', 'lastFour'])
        expect(masked.initials).toMatch(/^(\p{L}( \p{L}){0,2})?$/u)
        expect(masked.lastFour ?? '0000').toMatch(/^\d{4}$/)
      }),
    )
  })
})
