import { describe, expect, it } from 'vitest'
import { plainCode, typedCount, typedDay, typedTime } from './typed.ts'

describe('what is typed into a field of one line', () => {
  it.each(['1234', '۱۲۳۴', '１２３４', '\u200e12\u200c34\u200f', '12 34', '۱۲-۳۴', '12ـ34', '12\u00ad34.', '«۱۲۳۴»'])(
    'is a code by its letters and digits alone: %j',
    (typed) => {
      expect(plainCode(typed)).toBe('1234')
    },
  )

  it.each([
    '1405-09-07',
    '۱۴۰۵/۹/۷',
    '1405.9.7',
    '۱۴۰۵ـ۰۹ـ۰۷',
    '۱۴۰۵ / ۰۹ / ۰۷',
    '\u200f۱۴۰۵/۰۹/۰۷\u200e',
    '1405–09–07',
    '１４０５／０９／０７',
  ])('is a day, whatever parts it: %j', (typed) => {
    expect(typedDay(typed)).toBe('1405-09-07')
  })

  it.each(['', '1405', '9-7', '14050907', '۱۴۰۵/۹/۷ صبح', '1405/9/7/1'])('is no day: %j', (typed) => {
    expect(typedDay(typed)).toBeNull()
  })

  it.each(['9', '09:00', '۹:۰۰', ' ۰۹ : ۰۰ ', '\u200f9:00', '９：００', '9∶00'])('is a time: %j', (typed) => {
    expect(typedTime(typed)).toBe('09:00')
  })

  it.each(['', '9:0', '9:00:00', '۹ صبح', '1\u200c9', '900'])('is no time: %j', (typed) => {
    expect(typedTime(typed)).toBeNull()
  })

  it.each(['12500', '12,500', '۱۲٬۵۰۰', '١٢،٥٠٠', '12 500', '12\u00a0500', '12\u200c500', '\u200e12500'])(
    'is a number: %j',
    (typed) => {
      expect(typedCount(typed)).toBe(12_500)
    },
  )

  it.each(['', '2,5', '1 2', '1\u200c2', '12ـ5', '۱۲٬۵', '-5', '1.5', 'ده'])('is no number: %j', (typed) => {
    expect(typedCount(typed)).toBeNull()
  })
})
