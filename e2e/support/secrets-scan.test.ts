import { describe, expect, it } from 'vitest'
import { findCodes, findLeaks } from './secrets-scan.ts'

const secrets = [
  { name: 'phone', text: '09121234567' },
  { name: 'address', text: 'خیابان آزادی، پلاک ۱۲' },
]

const found = (text: string) => findLeaks([{ name: 'log', text }], secrets).map(({ what }) => what)

describe('findLeaks', () => {
  it('finds a value as typed, in Persian digits, percent-encoded, escaped and in base64', () => {
    expect(found('tel=09121234567')).toEqual(['phone'])
    expect(found('۰۹۱۲۱۲۳۴۵۶۷')).toEqual(['phone'])
    expect(found(`a=${encodeURIComponent('خیابان آزادی، پلاک ۱۲')}`)).toEqual(['address'])
    expect(
      found(
        '\\u062e\\u06cc\\u0627\\u0628\\u0627\\u0646 \\u0622\\u0632\\u0627\\u062f\\u06cc\\u060c \\u067e\\u0644\\u0627\\u06a9 \\u06f1\\u06f2',
      ),
    ).toEqual(['address'])
    expect(found(Buffer.from('09121234567').toString('base64'))).toEqual(['phone'])
  })

  it('names the place and reports nothing for a clean text', () => {
    expect(findLeaks([{ name: 'log', text: 'x 09121234567' }], secrets)).toEqual([{ where: 'log', what: 'phone' }])
    expect(found('0912')).toEqual([])
  })
})

describe('findCodes', () => {
  const codes = [{ name: 'pickup', text: '0482' }]
  const found = (text: string, before = '') =>
    findCodes([{ name: 'page', text }], codes, [{ name: 'before', text: before }]).map(({ what }) => what)

  it.each(['?code=0482', '"0482"', '\\"۰۴۸۲\\"', 'کد: \u2066۰۴۸۲\u2069', '/0482/', '>۰۴۸۲<'])(
    'finds a code in %j',
    (text) => {
      expect(found(text)).toEqual(['pickup'])
    },
  )

  it.each(['10482', '04821', 'a0482f', '0482-11', '2026-11-22T09:00:00.0482Z', '۱۰۴۸۲'])('finds none in %j', (text) => {
    expect(found(text)).toEqual([])
  })

  it('leaves out a number that stood there before there was a code', () => {
    expect(found('0482', 'port 0482')).toEqual([])
  })
})
