import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseBusiness } from '#lib/business/index.ts'
import { businessFault, partsOf } from '#lib/fa/business-form-texts.ts'
import { dataOf, fieldOfFault, fieldsOf } from './business-form.ts'

const example = JSON.parse(readFileSync(join(import.meta.dirname, '../../business/example.json'), 'utf8'))
const cities = [
  { slug: 'tehran', display: 'تهران' },
  { slug: 'karaj', display: 'کرج' },
]
const filled = fieldsOf(example, cities)
const written = (change: Record<string, string>) => dataOf({ ...filled, ...change }, example, cities)
const faultsOf = (change: Record<string, string>) => {
  const parsed = parseBusiness(written(change))
  return parsed.ok ? [] : parsed.faults.map(fieldOfFault)
}

describe('the form of the business', () => {
  it('sent as it was shown changes nothing', () => {
    const paused = { ...example, pause: { reason: 'برف', until: '1405-12-01 09:00', booking: true } }
    for (const one of [example, paused]) {
      const again = dataOf(fieldsOf(one, cities), one, cities)
      expect(again).toEqual({ ...one, handoverCode: 'optional', measurePages: false })
      expect(fieldsOf(again, cities)).toEqual(fieldsOf(one, cities))
    }
  })

  it('takes cities by their names, digits of any script and spans as people write them', () => {
    expect(written({ area_pickup: 'تهران, كرج\nqom', hours_friday: '۹ تا ۱۳، ۱۷:۳۰ - ۲۱' })).toMatchObject({
      area: { pickup: ['tehran', 'karaj', 'qom'], dropoff: 'all' },
      hours: { friday: ['09:00-13:00', '17:30-21:00'] },
    })
    expect(written({ maximum_liability: '۲۰٬۰۰۰٬۰۰۰' }).maximumLiability).toBe(20_000_000)
  })

  it('takes days, hours and numbers as they are pasted, and none that would be another one', () => {
    const pasted = { hours_friday: '\u200f۹ـ۱۳؛ ９：００ تا ۱۳', closed_days: '۱۴۰۵/۱/۱، \u20671405-09-02\u2069' }
    expect(written({ ...pasted, pause_reason: 'برف', pause_until: '۱۴۰۵/۱۲/۱ ۹:۰۰' })).toMatchObject({
      hours: { friday: ['09:00-13:00', '09:00-13:00'] },
      closedDays: ['1405-01-01', '1405-09-02'],
      pause: { until: '1405-12-01 09:00' },
    })
    expect(written({ maximum_liability: '\u200e20 000 000' }).maximumLiability).toBe(20_000_000)
    expect(faultsOf({ maximum_liability: '20,5' })).toEqual(['maximum_liability'])
  })

  it('takes other companies a line each, and tells none from nothing said', () => {
    const line = 'میزبان نمونه | همه چیز، رمزشده | سرور آنجاست'
    const one = { name: 'میزبان نمونه', receives: 'همه چیز، رمزشده', why: 'سرور آنجاست' }
    expect(written({ processors: line })).toMatchObject({ processors: [one] })
    expect(written({ processors: `${line}\r\n\n${line}`, no_processors: '1' })).toMatchObject({
      processors: [one, one],
    })
    expect(written({ processors: '', no_processors: '1' })).toMatchObject({ processors: [] })
    expect(written({ processors: ' \n', no_processors: '' })).toMatchObject({ processors: null })
    expect(faultsOf({ processors: 'میزبان نمونه' })).toEqual(['processors', 'processors'])
  })

  it('measures pages only where that is ticked', () => {
    expect(parseBusiness(written({}))).toMatchObject({ business: { measurePages: false } })
    const measuring = written({ measure_pages: '1' })
    expect(parseBusiness(measuring)).toMatchObject({ business: { measurePages: true } })
    expect(fieldsOf(measuring, cities).measure_pages).toBe('1')
    expect(partsOf(['measure_pages'])).toEqual(['شمارش سرعت صفحه‌ها'])
  })

  it('keeps the prices and what it does not know', () => {
    const later = { ...example, tariff: { name: 'x' }, comingNext: true }
    expect(dataOf(filled, later, cities)).toMatchObject({ tariff: { name: 'x' }, comingNext: true })
  })

  it.each<[string, Record<string, string>]>([
    ['name', { name: '۰۲۱۹۱۰۰۱۲۳۴' }],
    ['phone', { phone: '12' }],
    ['support', { support: 'http://x' }],
    ['area_pickup', { area_pickup: 'تهرون' }],
    ['hours_friday', { hours_friday: '9-12, 11-13' }],
    ['closed_days', { closed_days: '1405-13-01' }],
    ['pause_reason', { pause_until: '1405-12-01 09:00' }],
    ['pause_until', { pause_reason: 'برف', pause_until: 'فردا' }],
    ['windows_city_express', { windows_city_express: '10-25' }],
    ['windows_city_express', { windows_city_express: '' }],
    ['cutoff_city_express', { cutoff_city_express: 'یک ساعت' }],
    [
      'open_hours_city_express',
      { open_hours_city_express: '3', working_days_city_express: '1', by_city_express: '20:00' },
    ],
    ['open_hours_city_express', { open_hours_city_express: '' }],
    ['maximum_liability', { maximum_liability: 'ده' }],
    ['liability', { liability: 'ا'.repeat(301) }],
  ])('has each fault beside its field: %s', (field, change) => {
    expect(faultsOf(change)).toContain(field)
    expect(businessFault(field)).not.toBe('این بخش درست نیست')
  })

  it('has no service that is on beside its first', () => {
    const off = Object.fromEntries(
      Object.keys(filled)
        .filter((name) => name.startsWith('on_'))
        .map((name) => [name, '']),
    )
    expect(faultsOf(off)).toEqual(['on_city_express'])
  })

  it('may say nothing where there is nothing to say', () => {
    const bare = { phone: '', support: '', liability: '', maximum_liability: '', closed_days: '', hours_friday: '' }
    expect(parseBusiness(written(bare)).ok).toBe(true)
  })
})
