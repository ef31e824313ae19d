/** The time as an argument: for waiting times given as dates, and for how old a list is. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/** Starts a stopwatch: called again and again, it gives the seconds since. No clock that anybody moves. */
export function stopwatch(): () => number {
  const start = performance.now()
  return () => (performance.now() - start) / 1000
}
