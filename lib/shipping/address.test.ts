import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '#lib/kernel/testing-text.ts'
import { parseAddress } from './address.ts'
import type { FormFields } from './parsed.ts'

const cities = [
  { slug: 'tehran', display: 'تهران' },
  { slug: 'shiraz', display: 'شیراز' },
]
const districts = [{ slug: 'vanak', display: 'ونک' }]
const form = {
  name: 'مریم احمدی',
  mobile: '09121234567',
  city: 'tehran',
  district: 'vanak',
  line: 'خیابان ملاصدرا، پلاک ۱۲، واحد ۳',
  postalCode: '1991943317',
}
const parse = (change: FormFields = {}) => parseAddress({ ...form, ...change }, { cities, districts })
const faultsOf = (change: FormFields) => {
  const parsed = parse(change)
  return parsed.ok ? {} : parsed.faults
}

describe('parseAddress', () => {
  it('accepts a full address', () => {
    const { city, district, ...rest } = form
    expect(parse()).toEqual({ ok: true, value: { ...rest, place: { city, district } }, warnings: {} })
  })

  it.each([
    '09121234567',
    '9121234567',
    '+989121234567',
    '989121234567',
    '00989121234567',
    '۰۹۱۲۱۲۳۴۵۶۷',
    '٠٩١٢١٢٣٤٥٦٧',
    '0912 123 45 67',
    '+98 (0)912-1234567',
    '\u202a09121234567\u202c',
  ])('reads the mobile %s', (mobile) => {
    expect(parse({ mobile })).toMatchObject({ ok: true, value: { mobile: '09121234567' } })
  })

  it.each([
    ['1991943317', '1991943317'],
    ['۱۹۹۱۹-۴۳۳۱۷', '1991943317'],
    ['19919 43317', '1991943317'],
    ['', null],
    ['   ', null],
  ])('reads the postal code %s', (postalCode, expected) => {
    expect(parse({ postalCode })).toMatchObject({ ok: true, value: { postalCode: expected }, warnings: {} })
  })

  it.each(['199194331', '19919433170', '0991943317', '199194331x', '۰۹۹۱۹۴۳۳۱۷'])(
    'refuses the postal code %s',
    (code) => {
      expect(faultsOf({ postalCode: code })).toEqual({ postalCode: 'postal_invalid' })
    },
  )

  it.each(['1111143317', '1291943317', '1991543317'])('asks once about the unusual postal code %s', (postalCode) => {
    expect(parse({ postalCode })).toMatchObject({ ok: true, warnings: { postalCode: 'postal_unusual' } })
    expect(parse({ postalCode, postalConfirmed: '1' })).toMatchObject({ ok: true, value: { postalCode }, warnings: {} })
  })

  it('reports every fault at once', () => {
    expect(parseAddress({}, { cities, districts })).toEqual({
      ok: false,
      faults: {
        name: 'name_required',
        mobile: 'mobile_required',
        city: 'city_required',
        district: 'district_required',
        line: 'line_required',
      },
    })
  })

  it.each([
    [{ name: 'م' }, { name: 'name_too_short' }],
    [{ name: '۱۲۳۴' }, { name: 'name_too_short' }],
    [{ name: 'م'.repeat(81) }, { name: 'name_too_long' }],
    [{ line: 'کوچه ۳' }, { line: 'line_too_short' }],
    [{ line: 'خ'.repeat(301) }, { line: 'line_too_long' }],
    [{ city: 'atlantis' }, { city: 'city_unknown' }],
    [{ city: '__proto__' }, { city: 'city_unknown' }],
    [{ district: 'elsewhere' }, { district: 'district_unknown' }],
    [{ district: '' }, { district: 'district_required' }],
  ])('refuses %j', (change, faults) => {
    expect(faultsOf(change)).toEqual(faults)
  })

  it('asks for no district in a city without districts, and drops one that was sent', () => {
    const parsed = parseAddress({ ...form, city: 'shiraz' }, { cities, districts: [] })
    expect(parsed).toMatchObject({ ok: true, value: { place: { city: 'shiraz', district: null } } })
  })

  it('keeps Persian spelling and removes control marks', () => {
    expect(parse({ name: ' علي\u200f كريمى\u0000 ' })).toMatchObject({ value: { name: 'علی کریمی' } })
  })

  it('never throws and accepts its own result', () => {
    const field = (usual: string) =>
      fc.oneof(
        fc.constant(usual),
        fc.option(anyText(), { nil: undefined }),
        fc.array(fc.constantFrom(...'09۱٢ -+م\u200c'), { maxLength: 15 }).map((typed) => typed.join('')),
      )
    const forms = fc.record({
      name: field(form.name),
      mobile: field(form.mobile),
      city: field('tehran'),
      district: field('vanak'),
      line: field(form.line),
      postalCode: field(form.postalCode),
    })
    fc.assert(
      fc.property(forms, (input) => {
        const once = parseAddress(input, { cities, districts })
        if (!once.ok) return
        const { place, postalCode, ...rest } = once.value
        const again = parseAddress(
          { ...rest, city: place.city, district: place.district ?? '', postalCode: postalCode ?? '' },
          { cities, districts },
        )
        expect(again).toEqual(once)
      }),
      { numRuns: 500 },
    )
  })
})
