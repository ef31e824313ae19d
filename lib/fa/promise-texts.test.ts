import { describe, expect, it } from 'vitest'
import { noAppointment } from '#lib/shipping/index.ts'
import { appointmentRows, promiseDate, promiseText, windowDate, windowText } from './promise-texts.ts'

// Sunday 1 Azar 1405, 15:30 in Tehran.
const now = new Date('2026-11-22T12:00:00Z')
const tomorrow = new Date('2026-11-23T17:30:00Z')
const window = { from: new Date('2026-11-23T13:30:00Z'), to: new Date('2026-11-23T15:30:00Z') }

describe('an appointment', () => {
  it('is said from today where it is read now, and as a date where it is read again', () => {
    expect(windowText(window, now)).toBe('فردا، ساعت ۱۷:۰۰ تا ۱۹:۰۰')
    expect(windowDate(window, now)).toBe('دوشنبه ۲ آذر، ساعت ۱۷:۰۰ تا ۱۹:۰۰')
    expect(promiseText(tomorrow, now)).toBe('تا فردا، ساعت ۲۱:۰۰')
    expect(promiseDate(tomorrow, now)).toBe('تا دوشنبه ۲ آذر، ساعت ۲۱:۰۰')
  })

  it('that has passed is not said as one to come', () => {
    expect(promiseText(new Date('2026-11-22T11:30:00Z'), now)).toBe('قرار بود تا امروز، ساعت ۱۵:۰۰ برسد')
  })

  it('is listed with what is still to come of it, and not at all without', () => {
    const rows = appointmentRows({ pickupWindow: window, promisedAt: tomorrow, delayReason: 'weather' }, now)
    expect(rows.map(({ label }) => label)).toEqual(['گرفتن کالا', 'تحویل', 'دلیل تغییر زمان'])
    expect(appointmentRows(noAppointment, now)).toEqual([])
  })
})
