import { minuteOf } from '../availability.ts'
import type { FiguresDeps } from '../ports.ts'

type Deps = FiguresDeps & {
  /** Whether this process answers, asked again each time. */
  isHealthy(): Promise<boolean>
}

/**
 * Gives what a process does several times in each minute: it writes down the minute in which it was healthy, once. The minute is the
 * one in which it was asked, so that an answer that took long counts for no other.
 */
export function minuteKeeper({ store, clock, isHealthy }: Deps): () => Promise<void> {
  let noted: number | null = null
  return async () => {
    const minute = minuteOf(clock())
    if (noted === minute.getTime() || !(await isHealthy())) return
    await store.noteMinute(minute)
    noted = minute.getTime()
  }
}
