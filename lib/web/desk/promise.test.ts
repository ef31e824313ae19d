import { describe, expect, it } from 'vitest'
import { deskFormTexts } from '#lib/fa/desk-texts.ts'
import { readPromise } from './promise.ts'

/** 1405-09-01 in Tehran, 12:30. */
const now = new Date('2026-11-22T09:00:00Z')
const read = (fields: Record<string, string>) => readPromise({ delay: 'traffic', ...fields }, now)

describe('the form that moves a promise', () => {
  it('is read in Tehran time, in digits of any script', () => {
    expect(read({ eta_day: '1405-09-02', eta_time: '۱۸:۳۰' })).toEqual({
      kind: 'promise',
      eta: new Date('2026-11-23T15:00:00Z'),
      window: null,
      reason: 'traffic',
    })
    expect(read({ window_day: '1405-09-01', window_from: '14', window_to: '16:00' })).toMatchObject({
      eta: null,
      window: { from: new Date('2026-11-22T10:30:00Z'), to: new Date('2026-11-22T12:30:00Z') },
    })
  })

  it.each([
    { eta_day: '۱۴۰۵/۹/۲', eta_time: '۱۸:۳۰' },
    { eta_day: '\u20671405-09-02\u2069', eta_time: '\u200e18:30' },
    { eta_day: '۱۴۰۵ـ۰۹ـ۰۲', eta_time: '１８：３０' },
  ])('is read as people write and paste it: %j', (fields) => {
    expect(read(fields)).toMatchObject({ eta: new Date('2026-11-23T15:00:00Z') })
  })

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['says nothing', {}, { eta_time: deskFormTexts.noPromise }],
    ['has no reason', { eta_day: '1405-09-02', eta_time: '10:00', delay: '' }, { delay: deskFormTexts.noReason }],
    ['has a day alone', { eta_day: '1405-09-02' }, { eta_time: deskFormTexts.wholeTime }],
    ['has a time alone', { eta_time: '10:00' }, { eta_time: deskFormTexts.wholeTime }],
    ['has no time of day', { eta_day: '1405-09-02', eta_time: '25:00' }, { eta_time: deskFormTexts.wholeTime }],
    ['has words for a time', { eta_day: '1405-09-02', eta_time: 'ظهر' }, { eta_time: deskFormTexts.wholeTime }],
    ['promises the past', { eta_day: '1405-09-01', eta_time: '12:00' }, { eta_time: deskFormTexts.pastTime }],
    ['promises too far ahead', { eta_day: '1406-09-01', eta_time: '12:00' }, { eta_time: deskFormTexts.pastTime }],
    [
      'has a window without its end',
      { window_day: '1405-09-01', window_from: '14:00' },
      { window_to: deskFormTexts.wholeTime },
    ],
    [
      'has a window that ends before it begins',
      { window_day: '1405-09-02', window_from: '16:00', window_to: '14:00' },
      { window_to: deskFormTexts.wrongWindow },
    ],
    [
      'has a good promise beside a window that is over',
      { eta_day: '1405-09-02', eta_time: '10:00', window_day: '1405-09-01', window_from: '8:00', window_to: '9:00' },
      { window_to: deskFormTexts.wrongWindow },
    ],
  ])('is refused where it %s', (_, fields, fault) => {
    expect(read(fields)).toEqual({ fault })
  })
})
