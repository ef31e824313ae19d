import { describe, expect, it } from 'vitest'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import { availabilityIn, lastMinutes, percentOf } from './availability.ts'
import { minuteKeeper } from './use-cases/note-minute.ts'

const at = (time: string) => new Date(`2026-11-22T${time}Z`)

describe('availability', () => {
  it('is of whole minutes that are over', () => {
    expect(lastMinutes(at('09:00:59.999'), 60)).toEqual({ from: at('08:00:00'), to: at('09:00:00') })
  })

  it('begins with the first minute that is known', () => {
    const span = { from: at('08:00:00'), to: at('09:00:00') }
    expect(availabilityIn(span, { first: null, answered: 0 })).toBeNull()
    expect(availabilityIn(span, { first: at('09:00:00'), answered: 0 })).toBeNull()
    expect(availabilityIn(span, { first: at('08:50:00'), answered: 9 })).toEqual({
      since: at('08:50:00'),
      minutes: 10,
      answered: 9,
    })
    expect(availabilityIn(span, { first: at('01:00:00'), answered: 59 })?.minutes).toBe(60)
  })

  it('is a hundred percent only where no minute is missing', () => {
    const since = at('08:00:00')
    expect(percentOf({ since, minutes: 10_080, answered: 10_080 })).toBe(100)
    expect(percentOf({ since, minutes: 100_000, answered: 99_999 })).toBe(99.99)
    expect(percentOf({ since, minutes: 1440, answered: 1433 })).toBe(99.51)
    expect(percentOf({ since, minutes: 1440, answered: 0 })).toBe(0)
  })
})

describe('a process that notes its minutes', () => {
  function keeper() {
    const clock = fixedClock(at('09:00:10'))
    const noted: string[] = []
    const own = { isHealthy: true, isStored: true, asked: 0 }
    const store = {
      async noteMinute(minute: Date) {
        if (!own.isStored) throw new Error('the database is gone')
        noted.push(minute.toISOString().slice(11, 19))
      },
    }
    const note = minuteKeeper({
      store: store as never,
      clock,
      async isHealthy() {
        own.asked += 1
        return own.isHealthy
      },
    })
    return { clock, noted, own, note }
  }

  it('notes each minute once, however often it looks', async () => {
    const { clock, noted, own, note } = keeper()
    for (let look = 0; look < 7; look += 1) {
      await note()
      clock.advance(20)
    }
    expect([noted, own.asked]).toEqual([['09:00:00', '09:01:00', '09:02:00'], 3])
  })

  it('leaves out a minute in which it was not healthy, and takes one in which it became so', async () => {
    const { clock, noted, own, note } = keeper()
    own.isHealthy = false
    for (let look = 0; look < 4; look += 1) {
      await note()
      clock.advance(20)
    }
    own.isHealthy = true
    await note()
    expect(noted).toEqual(['09:01:00'])
  })

  it('tries again in the same minute where the database did not take it', async () => {
    const { noted, own, note } = keeper()
    own.isStored = false
    await expect(note()).rejects.toThrow('the database is gone')
    own.isStored = true
    await note()
    expect(noted).toEqual(['09:00:00'])
  })

  it('notes the minute of the question where the answer came in a later one', async () => {
    const { clock, noted } = keeper()
    const slow = minuteKeeper({
      store: { noteMinute: async (minute: Date) => void noted.push(minute.toISOString().slice(11, 19)) } as never,
      clock,
      async isHealthy() {
        clock.advance(60)
        return true
      },
    })
    await slow()
    expect(noted).toEqual(['09:00:00'])
  })
})
