import { describe, expect, it } from 'vitest'
import { formatDate, formatDateTime, formatDeadline, formatRelative, formatStamp, formatTime } from './date.ts'

const at = (text: string) => new Date(text)

describe('formatted dates', () => {
  it('are Jalali, in Tehran time and in Persian word order', () => {
    const newYear = at('2026-03-20T21:00:00Z')
    expect(formatDate(newYear)).toBe('شنبه ۱ فروردین ۱۴۰۵')
    expect(formatTime(newYear)).toBe('۰:۳۰')
    expect(formatDateTime(newYear)).toBe('شنبه ۱ فروردین ۱۴۰۵، ساعت ۰:۳۰')
    expect(formatDateTime(at('2026-03-20T20:29:59Z'))).toBe('جمعه ۲۹ اسفند ۱۴۰۴، ساعت ۲۳:۵۹')
  })
})

describe('formatRelative', () => {
  const now = at('2026-11-22T12:00:00Z')

  it.each([
    ['2026-11-22T12:00:00Z', 'همین حالا'],
    ['2026-11-22T11:59:01Z', 'همین حالا'],
    ['2026-11-22T12:00:30Z', 'همین حالا'],
    ['2026-11-22T11:59:00Z', '۱ دقیقه پیش'],
    ['2026-11-22T11:55:00Z', '۵ دقیقه پیش'],
    ['2026-11-22T11:00:01Z', '۵۹ دقیقه پیش'],
    ['2026-11-22T10:00:00Z', '۲ ساعت پیش'],
    ['2026-11-20T11:00:00Z', '۲ روز پیش'],
    ['2026-11-22T12:05:00Z', '۵ دقیقهٔ دیگر'],
    ['2026-11-22T15:00:00Z', '۳ ساعت دیگر'],
    ['2026-11-24T12:00:00Z', '۲ روز دیگر'],
  ])('%s is %s', (date, text) => {
    expect(formatRelative(at(date), now)).toBe(text)
  })
})

describe('formatStamp', () => {
  const now = at('2026-11-22T12:00:00Z')

  it.each([
    ['2026-11-21T20:30:00Z', 'امروز، ۰:۰۰'],
    ['2026-11-21T20:29:59Z', 'دیروز، ۲۳:۵۹'],
    ['2026-11-19T12:00:00Z', 'پنجشنبه ۲۸ آبان، ۱۵:۳۰'],
    ['2026-03-19T12:00:00Z', 'پنجشنبه ۲۸ اسفند ۱۴۰۴، ۱۵:۳۰'],
  ])('%s is %s', (date, text) => {
    expect(formatStamp(at(date), now)).toBe(text)
  })
})

describe('formatDeadline', () => {
  const now = at('2026-11-22T12:00:00Z')

  it.each([
    ['2026-11-22T15:00:00Z', 'تا امروز، ساعت ۱۸:۳۰'],
    ['2026-11-22T20:30:00Z', 'تا فردا، ساعت ۰:۰۰'],
    ['2026-11-23T12:00:00Z', 'تا فردا، ساعت ۱۵:۳۰'],
    ['2026-11-24T12:00:00Z', 'تا سه‌شنبه ۳ آذر، ساعت ۱۵:۳۰'],
    ['2027-03-21T12:00:00Z', 'تا یکشنبه ۱ فروردین ۱۴۰۶، ساعت ۱۵:۳۰'],
    ['2026-11-22T12:00:00Z', 'مهلت تمام شده است'],
  ])('%s is %s', (due, text) => {
    expect(formatDeadline(at(due), now)).toBe(text)
  })
})
