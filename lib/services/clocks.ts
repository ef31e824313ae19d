import { addSeconds, type Clock, isOff } from '#lib/kernel/clock.ts'
import type { Log } from '#lib/kernel/log.ts'

/** Seconds by which another clock is ahead of this machine's, below zero behind it; null: nobody has said yet. */
export type ClockGaps = { database: number | null; divar: number | null }

export type Clocks = {
  /** The time for everything: where several processes share a database, that one's. */
  clock: Clock
  /** The same for what outsiders stamp and read, who know of no time that a test moves. */
  realTime: Clock
  gaps(): ClockGaps
  /** Divar's clock, with an answer that just came. */
  hearDivar(divarNow: Date): void
  /** Goes by this clock from now on, asked again and again; resolves when it was asked once. Gives the end of that. */
  follow(databaseNow: () => Promise<Date>): Promise<() => void>
}

type Options = {
  /** The machine's own clock, and the one that is corrected: the same, but where a test moves the time. */
  machine: Clock
  clock: Clock
  log: Pick<Log, 'info' | 'warn'>
  askEveryMs?: number
}

/** Below that the way of the question may be all of it. */
const followFromSeconds = 2

/**
 * Keeps processes of one database together in time, whatever their machines say: a ticket of one is redeemed by another,
 * and a lease of one is over for all at the same moment. A gap of a minute is told once, and once more when it has gone.
 */
export function watchClocks({ machine, clock, log, askEveryMs = 30_000 }: Options): Clocks {
  const gaps: ClockGaps = { database: null, divar: null }
  const followed = () => (Math.abs(gaps.database ?? 0) < followFromSeconds ? 0 : (gaps.database ?? 0))

  const note = (of: keyof ClockGaps, seconds: number) => {
    const wasOff = isOff(gaps[of])
    gaps[of] = seconds
    if (isOff(seconds) && !wasOff) {
      log.warn({ event: 'clock_off', of, seconds: Math.round(seconds) }, "this machine's clock is off")
    }
    if (!isOff(seconds) && wasOff) log.info({ event: 'clock_agrees', of }, "this machine's clock is right again")
  }

  const corrected: Clock = () => addSeconds(clock(), followed())
  return {
    clock: corrected,
    realTime: () => addSeconds(machine(), followed()),
    gaps: () => ({ ...gaps }),
    hearDivar: (divarNow) => note('divar', secondsBetween(corrected(), divarNow)),
    async follow(databaseNow) {
      const ask = async () => {
        const before = machine()
        const answer = await databaseNow()
        const after = machine()
        note('database', secondsBetween(new Date((before.getTime() + after.getTime()) / 2), answer))
      }
      await ask()
      // A database that does not answer says nothing of clocks, and says so elsewhere.
      const asking = setInterval(() => void ask().catch(() => undefined), askEveryMs)
      asking.unref()
      return () => clearInterval(asking)
    },
  }
}

const secondsBetween = (here: Date, there: Date): number => (there.getTime() - here.getTime()) / 1000
