/** Reads what `key` stands for; `read` must give the same for all who name that key. */
type ReadTogether = <T>(key: string, read: () => Promise<T>) => Promise<T>

type Entry = { startedAt: number; next: Promise<unknown> | null }

/**
 * One reading for all open pages that show the same: those who ask get the next one that begins, and none begins sooner than
 * `paceMs` milliseconds after the one before, however much moves and how many look.
 */
export function sharedReadings(paceMs: number, entries: Map<string, Entry> = new Map()): ReadTogether {
  const begin = async <T>(key: string, entry: Entry, read: () => Promise<T>): Promise<T> => {
    // At least one turn of the event loop, in which the other pages ask that the same change has woken.
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, entry.startedAt + paceMs - performance.now())))
    const startedAt = performance.now()
    Object.assign(entry, { startedAt, next: null })
    setTimeout(() => {
      if (entry.next === null && entry.startedAt === startedAt) entries.delete(key)
    }, paceMs).unref()
    return await read()
  }

  return async <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const entry = entries.get(key) ?? { startedAt: Number.NEGATIVE_INFINITY, next: null }
    entries.set(key, entry)
    const asked = (entry.next as Promise<T> | null) ?? begin(key, entry, read)
    entry.next = asked
    return await asked
  }
}
