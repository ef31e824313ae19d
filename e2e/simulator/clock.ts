import { readFileSync, renameSync, writeFileSync } from 'node:fs'

export type MovableClock = { now(): Date; offsetSeconds(): number; move(offsetSeconds: number): void }

/** With a file, the offset lives there, shared with the app; without one it lives here. */
export function movableClock(file: string | undefined): MovableClock {
  let own = 0
  const offsetSeconds = () => {
    if (!file) return own
    try {
      return Number(readFileSync(file, 'utf8').trim()) || 0
    } catch {
      return 0
    }
  }
  return {
    offsetSeconds,
    now: () => new Date(Date.now() + offsetSeconds() * 1000),
    move(seconds) {
      own = seconds
      if (!file) return
      writeFileSync(`${file}.new`, `${seconds}\n`)
      renameSync(`${file}.new`, file)
    },
  }
}
