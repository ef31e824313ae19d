import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isQuiet, tehranDayStart, tehranMinute } from './rules.ts'
import { parseSettings, parseWording } from './settings.ts'

describe("a seller's own sentence for the answer", () => {
  it.each([
    '',
    'بسته را خودم با احتیاط می‌پیچم.',
    'روزهای زوج می‌فرستم، معمولاً تا ۲ روز بعد می‌رسد.',
    'کد کالا ۱۲۳۴ را همراه داشته باشید.',
    'یکشنبه، دوشنبه، سه‌شنبه، چهارشنبه و پنجشنبه با پیک می‌فرستم، هزینه با شما.',
    'تا ۱۴۰۵/۰۹/۳۰ می‌فرستم',
    'ساخت ایتالیا است و در جعبهٔ اصلی می‌رود.',
  ])('is accepted when honest: %s', (text) => {
    expect(parseWording(text).ok).toBe(true)
  })

  it.each([
    ['تماس ۰۹۱۲۳۴۵۶۷۸۹', 'phone'],
    ['0912 345 67 89', 'phone'],
    ['۰۹۱۲-۳۴۵-۶۷۸۹', 'phone'],
    ['صفر نه یک دو سه چهار پنج شش', 'phone'],
    ['example.com را ببینید', 'link'],
    ['https://x.ir', 'link'],
    ['آیدی @shop', 'link'],
    ['۰ ۹ ۱ ۲ | ۷ ۶ ۵ | ۴ ۳ ۸ ۱', 'phone'],
    ['صفر نهصد و بیست، سی، بیست، ده بیست سی', 'phone'],
    ['اینستا: shop_ali', 'link'],
    ['bit.ly/abc', 'link'],
    ['تخفیف ویژه برای شما', 'promotion'],
    ['عضو کانال شوید', 'promotion'],
    ['کانالمون را ببینید', 'promotion'],
    ['تخفیف‌های ما', 'promotion'],
    ['ا'.repeat(201), 'too_long'],
    [`${'ا'.repeat(200)} و`, 'too_long'],
  ])('is refused: %s', (text, fault) => {
    expect(parseWording(text)).toMatchObject({ ok: false, fault })
  })

  it('is refused with every fault of the form at once', () => {
    const parsed = parseSettings({ wording: '09123456789', quietFrom: '24', quietTo: 'x', dailyCap: '0' })
    expect(parsed.ok ? [] : parsed.faults.map(({ field }) => field)).toEqual([
      'wording',
      'quietFrom',
      'quietTo',
      'dailyCap',
    ])
    expect(parseSettings({ wording: '', quietFrom: '۲۳', quietTo: '۸', dailyCap: '۵۰' })).toEqual({
      ok: true,
      settings: { wording: null, quietFrom: 1380, quietTo: 480, dailyCap: 50 },
    })
  })
})

describe('quiet hours and days in Tehran', () => {
  const moment = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })

  it('begin a day at 20:30 UTC', () => {
    expect(tehranDayStart(new Date('2026-11-22T21:00:00Z'))).toEqual(new Date('2026-11-22T20:30:00Z'))
    expect(tehranMinute(new Date('2026-11-22T20:30:00Z'))).toBe(0)
    fc.assert(fc.property(moment, (now) => now.getTime() - tehranDayStart(now).getTime() < 86_400_000))
  })

  it.each([
    [600, 720, [false, true, true, false]],
    [720, 600, [true, false, false, true]],
  ])('from %i to %i include their first minute and not their last', (quietFrom, quietTo, expected) => {
    // Minutes of Tehran's day: before and at ten, before and at twelve.
    const moments = [599, 600, 719, 720].map((minute) => new Date(Date.UTC(2026, 10, 22, 0, minute - 210)))
    expect(moments.map((now) => isQuiet({ quietFrom, quietTo }, now))).toEqual(expected)
  })

  it('are one span, also across midnight, and never in an empty one', () => {
    const minute = fc.integer({ min: 0, max: 1439 })
    fc.assert(
      fc.property(moment, minute, minute, (now, quietFrom, quietTo) => {
        const here = isQuiet({ quietFrom, quietTo }, now)
        const other = isQuiet({ quietFrom: quietTo, quietTo: quietFrom }, now)
        if (quietFrom === quietTo) expect([here, other]).toEqual([false, false])
        else expect(here).toBe(!other)
      }),
    )
  })
})
