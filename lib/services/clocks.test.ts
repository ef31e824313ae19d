import { describe, expect, it, vi } from 'vitest'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import { watchClocks } from './clocks.ts'

const noon = new Date('2026-11-23T12:00:00Z')
const at = (seconds: number) => new Date(noon.getTime() + seconds * 1000)

function world(askEveryMs?: number) {
  const machine = fixedClock(noon)
  const lines: object[] = []
  const log = { info: (line: object) => void lines.push(line), warn: (line: object) => void lines.push(line) }
  const clocks = watchClocks({ machine, clock: machine, log: log as never, ...(askEveryMs ? { askEveryMs } : {}) })
  return { machine, clocks, lines, now: () => clocks.clock().toISOString() }
}

describe('the clock of a process', () => {
  it("is the machine's by default", () => {
    const { clocks, lines } = world()
    expect([clocks.clock(), clocks.gaps(), lines]).toEqual([noon, { database: null, divar: null }, []])
  })

  it("follows a remote database's clock in both directions and reports the difference", async () => {
    for (const seconds of [300, -300]) {
      const { clocks, lines, now } = world()
      const end = await clocks.follow(async () => at(seconds))
      end()
      expect(now()).toBe(at(seconds).toISOString())
      expect(clocks.gaps().database).toBe(seconds)
      expect(lines).toEqual([{ event: 'clock_off', of: 'database', seconds }])
    }
  })

  it('adds the offset of a test', async () => {
    const machine = fixedClock(noon)
    const clock = () => new Date(machine().getTime() + 3_600_000)
    const clocks = watchClocks({ machine, clock, log: { info: vi.fn(), warn: vi.fn() } })
    const end = await clocks.follow(async () => at(300))
    end()
    expect([clocks.clock(), clocks.realTime()]).toEqual([at(3_900), at(300)])
  })

  it('measures at the middle of the round trip and ignores less than two seconds', async () => {
    const { machine, clocks, now } = world()
    const end = await clocks.follow(async () => {
      machine.advance(3)
      return at(3)
    })
    end()
    expect(clocks.gaps().database).toBe(1.5)
    expect(now()).toBe(at(3).toISOString())
  })

  it('continues measuring through a database outage until stopped', async () => {
    vi.useFakeTimers()
    try {
      const { clocks, now, lines } = world(1_000)
      const answers = [async () => at(0), async () => Promise.reject(new Error('away')), async () => at(90)]
      const asked = vi.fn(async () => await (answers.shift() ?? (async () => at(0)))())
      const end = await clocks.follow(asked)
      await vi.advanceTimersByTimeAsync(2_000)
      expect(now()).toBe(at(90).toISOString())
      await vi.advanceTimersByTimeAsync(1_000)
      expect(now()).toBe(noon.toISOString())
      expect(lines).toEqual([
        { event: 'clock_off', of: 'database', seconds: 90 },
        { event: 'clock_agrees', of: 'database' },
      ])
      end()
      await vi.advanceTimersByTimeAsync(5_000)
      expect(asked).toHaveBeenCalledTimes(4)
    } finally {
      vi.useRealTimers()
    }
  })

  it('reports a difference to Divar once without following it', () => {
    const { clocks, lines, now } = world()
    for (const seconds of [-300, -301, 0]) clocks.hearDivar(at(seconds))
    expect(now()).toBe(noon.toISOString())
    expect(lines).toEqual([
      { event: 'clock_off', of: 'divar', seconds: -300 },
      { event: 'clock_agrees', of: 'divar' },
    ])
  })
})
