import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAddress } from './address.ts'
import type { FormFields } from './parsed.ts'

const lists = { cities: [{ slug: 'tehran', display: 'تهران' }], districts: [] }
const form = {
  name: 'مریم احمدی',
  mobile: '09121234567',
  city: 'tehran',
  line: 'خیابان ملاصدرا، پلاک ۱۲',
  postalCode: '',
}
const parse = (change: FormFields) => parseAddress({ ...form, ...change }, lists)
const faultsOf = (change: FormFields) => {
  const parsed = parse(change)
  return parsed.ok ? {} : parsed.faults
}
const mobileOf = (mobile: string) => {
  const parsed = parse({ mobile })
  return parsed.ok ? parsed.value.mobile : parsed.faults.mobile
}
const postalOf = (postalCode: string) => {
  const parsed = parse({ postalCode, postalConfirmed: '1' })
  return parsed.ok ? parsed.value.postalCode : parsed.faults.postalCode
}
const lineOf = (line: string) => {
  const parsed = parse({ line })
  return parsed.ok ? 'taken' : parsed.faults.line
}

describe('parsing a mobile number', () => {
  it.each([
    '989127654381+',
    '۹۸۹۱۲۷۶۵۴۳۸۱+',
    '+989127654381',
    '0989127654381',
    '098 9127654381',
    '+0989127654381',
    '+09127654381',
    '00989127654381',
    '00 98 (0) 912 765 4381',
    '0912/7654381',
    '0912*7654381',
    '0912٫765٫4381',
    '0912،7654381',
    '0912٬765٬4381',
    '09127654381،',
    '09127654381/',
    '09127654381.',
    "'09127654381",
    '’09127654381',
    '[+98] 912 7654381',
    '{0912} 765 4381',
    'tel:+989127654381',
    'موبایل: ۰۹۱۲۷۶۵۴۳۸۱',
    'شماره من ۰۹۱۲ ۷۶۵ ۴۳۸۱ است',
    'موبایل ۱: ۰۹۱۲۷۶۵۴۳۸۱',
    '０９１２７６５４３８１',
    '𝟎𝟗𝟏𝟐𝟕𝟔𝟓𝟒𝟑𝟖𝟏',
    '⁰⁹¹²⁷⁶⁵⁴³⁸¹',
    '०९१२७६५४३८१',
    '٠٩١٢٧٦٥٤٣٨١',
    '0912ـ765ـ4381',
    '0912\u200c765\u200b4381',
    '\u202a09127654381\u202c',
    '0️⃣9️⃣1️⃣2️⃣7️⃣6️⃣5️⃣4️⃣3️⃣8️⃣1️⃣',
    '0912–765—4381',
    '۰۹۱۲۷۶۵۴۳۸۱ - 09127654381',
    '9127654381',
  ])('accepts %s', (typed) => {
    expect(mobileOf(typed)).toBe('09127654381')
  })

  it('accepts any decoration and any digits', () => {
    const scripts = ['0123456789', '۰۱۲۳۴۵۶۷۸۹', '٠١٢٣٤٥٦٧٨٩', '０１２３４５６７８９'].map((all) => [...all])
    const gap = fc.constantFrom('', ' ', '-', '.', '/', '*', '(', ')', '[', ']', '٫', '٬', '،', '_', '‐', '–', '\u200c')
    const more = fc.constantFrom(
      '',
      '\u200f',
      '\u2066',
      '\u00ad',
      'ـ',
      '\u00a0',
      '\t',
      "'",
      '’',
      '`',
      '"',
      '«',
      '·',
      '|',
      ':',
    )
    const around = fc.constantFrom('', ' ', 'موبایل: ', 'tel:', 'شماره ', "'", '\u202a', ' است.', '/', '،', '\n')
    const number = fc.stringMatching(/^9[0-9]{9}$/)
    const prefix = fc.constantFrom('0', '', '98', '+98', '0098', '098', '+098', '00980', '+980')
    const digit = (script: number, text: string) => scripts[script]?.[Number(text)] ?? text
    fc.assert(
      fc.property(
        fc.tuple(prefix, number, fc.nat({ max: 3 }), fc.array(fc.oneof(gap, more), { maxLength: 20 }), around, around),
        ([start, rest, script, gaps, before, after]) => {
          const parts = [...`${start}${rest}`].map(
            (one, i) => (/\d/.test(one) ? digit(script, one) : one) + (gaps[i] ?? ''),
          )
          expect(mobileOf(`${before}${parts.join('')}${after}`)).toBe(`0${rest}`)
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('refuses two different numbers', () => {
    const number = fc.stringMatching(/^09[0-9]{9}$/)
    const between = fc.constantFrom(' ', '', '/', ' و ', ' یا ', '-', '، ', '\u200c', '\n', ' tel:', 'ـ', '+')
    fc.assert(
      fc.property(number, number, between, (one, other, gap) => {
        fc.pre(one !== other)
        expect(mobileOf(`${one}${gap}${other}`)).toBe('mobile_two')
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['', 'mobile_required'],
    ['  ', 'mobile_required'],
    ['ندارم', 'mobile_invalid'],
    ['0912765438', 'mobile_short'],
    ['0912 765', 'mobile_short'],
    ['98912765438', 'mobile_short'],
    ['0098', 'mobile_short'],
    ['091276543811', 'mobile_long'],
    ['9891276543811', 'mobile_long'],
    ['02188776655', 'mobile_landline'],
    ['+98 21 8877 6655', 'mobile_landline'],
    ['88776655', 'mobile_landline'],
    ['08121234567', 'mobile_landline'],
    ['+4479112345678', 'mobile_foreign'],
    ['4479112345678+', 'mobile_foreign'],
    ['+9613123456', 'mobile_foreign'],
    ['+95 9 1234567', 'mobile_foreign'],
    ['+93701234567', 'mobile_foreign'],
    ['00 90 532 123 4567', 'mobile_foreign'],
    ['09121234567 و 09127654381', 'mobile_two'],
    ['09121234567 02188776655', 'mobile_two'],
  ])('refuses «%s» by its fault: %s', (typed, fault) => {
    expect(mobileOf(typed)).toBe(fault)
  })
})

describe('parsing a postal code', () => {
  it.each([
    '1991943317',
    '۱۹۹۱۹-۴۳۳۱۷',
    '19919ـ43317',
    '19919\u200c43317',
    '１９９１９４３３１７',
    'کد پستی: ۱۹۹۱۹۴۳۳۱۷',
    '19919/43317.',
    "'1991943317",
    '(19919) 43317،',
    '1991943317 / 1991943317',
  ])('accepts %s', (typed) => {
    expect(postalOf(typed)).toBe('1991943317')
  })

  it.each(['199194331', '19919433170', '0991943317', '199194331x', 'ندارم', '1991943317 1991943318'])(
    'refuses %s',
    (typed) => {
      expect(postalOf(typed)).toBe('postal_invalid')
    },
  )

  it.each(['', '-', ' ـ ', '\u200c'])('finds none in «%s»', (typed) => {
    expect(postalOf(typed)).toBeNull()
  })
})

describe('parsing the address line', () => {
  it.each([
    '..........',
    '1111111111',
    '----------',
    '😀😀😀😀😀😀😀😀😀😀',
    '؟؟؟؟؟؟؟؟؟؟؟',
    'خخخخخخخخخخخخخ',
    'aaaaaaaaaaaaaa',
    '۱۲، ۳، ۴۵، ۶۷، ۸',
    '35.7575, 51.4100',
    'ـــــــــــــــ',
    'abababababab',
    '\u3164'.repeat(12),
    'پ ۱۲ و ۳ ط ۴ ز ۵',
  ])('refuses «%s»', (typed) => {
    expect(['line_no_words', 'line_required', 'line_too_short']).toContain(lineOf(typed))
  })

  it.each([
    'https://maps.app.goo.gl/abcdefg',
    'maps.app.goo.gl/abcdefg',
    'www.google.com/maps',
    'neshan.org/maps/places/abc',
    'balad.ir/p/5Yx',
    'HTTPS://WAZE.COM/UL/x',
    'geo:35.7575,51.4100?q=x',
    'خیابان ملاصدرا https://goo.gl/maps/xyz پلاک ۱۲',
    'خیابان ملاصدرا، پلاک ۱۲ (nshn.ir/sbv)',
    'bit.ly/mylocation',
    'ｂｉｔ．ｌｙ／ｍｙｌｏｃ',
    'b\u200bit.ly/mylocation',
    'comgooglemaps://?q=35,51',
    'google.com خیابان',
    'maps.app.goo.gl',
    'goo。gl/maps/xyz پلاک ۱۲',
    'maps[.]app[.]goo[.]gl پلاک ۱۲',
    'neshan (.) org پلاک ۱۲',
    'نشانی در neshan . org',
    'maps:?q=35.75,51.41',
    'google.navigation:q=35.75,51.41',
    'someone@example.com',
    '@my_shop_ali خیابان',
    'mailto:someone@example.com',
  ])('refuses a link, e-mail address or handle: %s', (typed) => {
    expect(lineOf(typed)).toBe('line_link')
  })

  it.each([
    'خیابان ملاصدرا، پلاک ۱۲، واحد ۳',
    'خ.ملاصدرا،ک.یاس،پ.۱۲.واحد.۳',
    'کوچه ۱۲/۳ پلاک ۵',
    'بلوک A.B پلاک ۱۲/۱ ط.۲',
    'No. 12, Yas St., Vanak',
    'Valiasr St.No.12/3',
    'ده بالا کوچه اول',
    'شهرک غرب، فاز ۲: کوچهٔ ۵',
    'מרחוב הרצל 12',
    'улица Ленина 5',
    '朝阳区建国路八十八号院',
  ])('accepts: %s', (typed) => {
    expect(lineOf(typed)).toBe('taken')
  })

  it('refuses a line that is too short or too long', () => {
    expect(lineOf('خیابان '.repeat(60))).toBe('line_too_long')
    expect(lineOf('کوچه ۳')).toBe('line_too_short')
  })
})

describe('parsing a name', () => {
  it.each([
    ['https://example.com/ali', 'name_link'],
    ['ali@example.com', 'name_link'],
    ['@shop_ali', 'name_link'],
    ['😀😀', 'name_too_short'],
    ['۱۲', 'name_too_short'],
  ])('refuses %s', (name, fault) => {
    expect(faultsOf({ name })).toEqual({ name: fault })
  })

  it.each(['علی', 'Dr. A.B. Smith', 'م.احمدی', "O'Neil", 'بابا'])('accepts %s', (name) => {
    expect(faultsOf({ name })).toEqual({})
  })
})
