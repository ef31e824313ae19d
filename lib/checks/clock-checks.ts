import { isOff } from '#lib/kernel/clock.ts'
import { type Check, good, wrong } from './check.ts'

const day = 24 * 60 * 60 * 1000
const maxAge = 10 * 365 * day

const remedy = "Set the machine's clock by NTP: tokens, links and sessions end by it."

/** The clock is neither before the newest migration was written nor years after it. */
export function checkClock(now: Date, newestMigration: Date): Check {
  if (now.getTime() < newestMigration.getTime() - day) {
    return wrong('clock', `The clock says ${now.toISOString()}, which is before this version was written.`, remedy)
  }
  if (now.getTime() > newestMigration.getTime() + maxAge) {
    return wrong('clock', `The clock says ${now.toISOString()}, more than ten years after this version.`, remedy)
  }
  return good('clock', `The clock says ${now.toISOString()}.`)
}

/** Several machines share a database: their clocks must agree with its own. */
export const checkClockGap = (now: Date, databaseNow: Date): Check =>
  checkGap('clock.database', "The database's clock", now, databaseNow)

/** Divar says its time in the header of every answer, to the second. */
export const checkDivarClock = (now: Date, divarNow: Date): Check =>
  checkGap('clock.divar', "Divar's clock", now, divarNow)

function checkGap(name: string, whose: string, now: Date, other: Date): Check {
  const gap = (now.getTime() - other.getTime()) / 1000
  if (!isOff(gap)) return good(name, `${whose} agrees with this machine's.`)
  return wrong(name, `${whose} is ${Math.round(Math.abs(gap))} seconds away from this one's.`, remedy)
}
