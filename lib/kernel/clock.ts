import { readFileSync } from 'node:fs'

/** The time as an argument: rules never read it themselves. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/**
 * A clock that a test or the demo moves: the file holds an offset in seconds. A missing or unreadable file is no offset.
 */
export function fileClock(path: string): Clock {
  return () => {
    let offsetSeconds = 0
    try {
      const read = Number(readFileSync(path, 'utf8').trim())
      offsetSeconds = Number.isFinite(read) ? read : 0
    } catch {
      offsetSeconds = 0
    }
    return new Date(Date.now() + offsetSeconds * 1000)
  }
}

export const daySeconds = 24 * 60 * 60

export function addSeconds(date: Date, seconds: number): Date {
  return new Date(date.getTime() + seconds * 1000)
}

/** Tickets live two minutes, and the carrier's stamps may be five minutes off: from so many seconds on somebody should know. */
export const isOff = (gap: number | null): boolean => gap !== null && Math.abs(gap) >= 60
