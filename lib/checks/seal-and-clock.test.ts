import { describe, expect, it } from 'vitest'
import { createSealer } from '#lib/kernel/seal.ts'
import { checkClock, checkClockGap } from './clock-checks.ts'
import { checkSeal, sealedBeginnings } from './seal-checks.ts'

const [first, second] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]

describe('checkSeal', () => {
  it('seals and opens with every key', async () => {
    expect(await checkSeal([first])).toMatchObject({ state: 'good', sentence: 'The key seals and opens.' })
    expect(await checkSeal([first, second])).toMatchObject({ state: 'good', sentence: 'All 2 keys seal and open.' })
  })

  it('finds a duplicated key', async () => {
    const check = await checkSeal([first, second, first])
    expect(check).toMatchObject({ state: 'wrong', sentence: 'SEAL_KEYS names one key twice.' })
    expect(check.remedy).toContain('Take the repeated one out')
  })

  it('recognises sealed values by their prefix', async () => {
    const sealed = await createSealer([second]).seal({ line: 'somewhere' })
    expect((await sealedBeginnings([first, second])).has(sealed.split('.')[0] ?? '')).toBe(true)
    expect((await sealedBeginnings([first])).has(sealed.split('.')[0] ?? '')).toBe(false)
  })
})

describe('checkClock', () => {
  const released = new Date('2026-11-01T00:00:00Z')

  it('accepts a time after the release', () => {
    expect(checkClock(new Date('2027-05-01T00:00:00Z'), released)).toMatchObject({ state: 'good', remedy: null })
  })

  it.each([
    ['1970-01-01T00:00:10Z', 'before this version was written'],
    ['2060-01-01T00:00:00Z', 'more than ten years after'],
  ])('refuses the time %s', (now, sentence) => {
    const check = checkClock(new Date(now), released)
    expect(check.state).toBe('wrong')
    expect(check.sentence).toContain(sentence)
    expect(check.remedy).toContain('NTP')
  })

  it("compares the clock with the database's", () => {
    expect(checkClockGap(released, new Date('2026-11-01T00:00:09Z')).state).toBe('good')
    expect(checkClockGap(released, new Date('2026-10-31T23:58:00Z'))).toMatchObject({
      state: 'wrong',
      sentence: "The database's clock is 120 seconds away from this one's.",
    })
  })
})
