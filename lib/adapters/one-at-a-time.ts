/** Runs what it is given one after the other, in the order of asking. Null: too many wait already, and it was not begun. */
export function oneAtATime(maxWaiting: number) {
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  return async <T>(work: () => Promise<T>): Promise<T | null> => {
    if (waiting > maxWaiting) return null
    waiting += 1
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    try {
      return await mine
    } finally {
      waiting -= 1
    }
  }
}
