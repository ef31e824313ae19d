import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { addSeconds, fileClock, systemClock } from './clock.ts'
import { fixedClock } from './testing-clock.ts'

describe('clocks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'peyk-clock-'))
  const file = join(folder, 'clock')
  const start = new Date('2026-11-22T09:00:00Z')

  beforeEach(() => {
    vi.useFakeTimers({ now: start, toFake: ['Date'] })
  })
  afterEach(() => {
    vi.useRealTimers()
    rmSync(file, { force: true })
  })

  it("return the machine's time, newly read each time, in a Date of its own", () => {
    const first = systemClock()
    expect(first).toEqual(start)
    first.setTime(0)
    vi.setSystemTime(addSeconds(start, 90))
    expect(systemClock()).toEqual(addSeconds(start, 90))
    vi.setSystemTime(addSeconds(start, -90))
    expect(systemClock()).toEqual(addSeconds(start, -90))
  })

  it('add the offset in a file, read each time', () => {
    const clock = fileClock(file)
    expect(clock()).toEqual(start)
    for (const [text, seconds] of [
      ['60\n', 60],
      [' -3600 ', -3600],
      ['0.5', 0.5],
    ] as const) {
      writeFileSync(file, text)
      expect(clock()).toEqual(addSeconds(start, seconds))
    }
  })

  it.each(['', 'tomorrow', 'Infinity', '1e999', 'NaN'])('read %j in the file as no offset', (text) => {
    writeFileSync(file, text)
    expect(fileClock(file)()).toEqual(start)
  })

  it('stand still in tests until advanced', () => {
    const clock = fixedClock(start)
    const first = clock()
    clock.advance(90)
    expect([first, clock()]).toEqual([start, addSeconds(start, 90)])
  })
})
