import type { Log } from '#lib/kernel/log.ts'
import type { PeriodicWork } from './handlers.ts'

export type Periodic = {
  /** Begins what is due. */
  look(): void
  /** What is under way has ended. */
  settled(): Promise<void>
}

/** Work that comes due by the time that has passed here, so that no clock that is set back holds it up. */
export function periodicWork(all: readonly PeriodicWork[], log: Log): Periodic {
  const running = new Map<PeriodicWork, Promise<void>>()
  const dueAt = new Map<PeriodicWork, number>()
  const begin = async (work: PeriodicWork) => {
    dueAt.set(work, performance.now() + work.everySeconds * 1000)
    try {
      await work.run()
    } catch (err) {
      dueAt.set(work, performance.now() + Math.max(work.everySeconds, work.pauseAfterFaultSeconds) * 1000)
      log.error({ event: 'periodic_work_failed', work: work.name, err }, 'work that is done again and again failed')
    }
    running.delete(work)
  }
  return {
    look() {
      for (const work of all) {
        if (running.has(work) || performance.now() < (dueAt.get(work) ?? 0)) continue
        running.set(work, begin(work))
      }
    },
    async settled() {
      await Promise.all(running.values())
    },
  }
}
