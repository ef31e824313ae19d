import type { Clock } from './clock.ts'

/** A clock that stands still until told. */
export function fixedClock(start: Date | string): Clock & { advance(seconds: number): void } {
  let now = new Date(start).getTime()
  const clock = () => new Date(now)
  return Object.assign(clock, {
    advance(seconds: number) {
      now += seconds * 1000
    },
  })
}
