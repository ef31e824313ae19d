import { type Check, good, wrong } from './check.ts'

const day = 24 * 60 * 60 * 1000
const longestLife = 10 * 365 * day
const largestGapSeconds = 10

const remedy = "Set the machine's clock by NTP: tokens, links and sessions end by it."

/** The clock is neither before the newest migration was written nor years after it. */
export function checkClock(now: Date, newestMigration: Date): Check {
  if (now.getTime() < newestMigration.getTime() - day) {
    return wrong('clock', `The clock says ${now.toISOString()}, which is before this version was written.`, remedy)
  }
  if (now.getTime() > newestMigration.getTime() + longestLife) {
    return wrong('clock', `The clock says ${now.toISOString()}, more than ten years after this version.`, remedy)
  }
  return good('clock', `The clock says ${now.toISOString()}.`)
}

/** Several machines share a database: their clocks must agree with its own. */
export function checkClockGap(now: Date, databaseNow: Date): Check {
  const seconds = Math.abs(now.getTime() - databaseNow.getTime()) / 1000
  if (seconds <= largestGapSeconds) return good('clock.database', "The database's clock agrees with this machine's.")
  return wrong('clock.database', `The database's clock is ${Math.round(seconds)} seconds away from this one's.`, remedy)
}
