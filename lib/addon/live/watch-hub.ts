export type Unlisten = () => Promise<void>

/**
 * Calls `onPayload` for every NOTIFY on `channel` from when this resolves, and `onGap` when some may have been lost
 * because the connection was not there for a while. It resolves without a connection too: the first one then ends a gap.
 */
export type Listen = (channel: string, onPayload: (payload: string) => void, onGap: () => void) => Promise<Unlisten>

export type Watched =
  | { ok: true; unwatch(): void }
  /** `full`: this process has no room for more; `session`: this session watches enough already. */
  | { ok: false; reason: 'full' | 'session' }

export type WatchHub = {
  /** Calls `onChange` when something of it may have changed, with the id of what came new if the word names one, until `unwatch`. */
  watch(who: { id: string; sessionId: string }, onChange: (fresh: string | null) => void): Promise<Watched>
  /** How many watch now. */
  watchers(): number
}

/** Watched in the place of an id: whatever changes. */
export const anything = '*'

type Options = {
  listen: Listen
  channel: string
  maxWatchers?: number
  /** A browser has six connections to a server without HTTP/2; pages must be left some. */
  maxPerSession?: number
}

/** Who in this process watches what, by its id. It listens from the first watcher on. */
export function createWatchHub({ listen, channel, maxWatchers = 5_000, maxPerSession = 4 }: Options): WatchHub {
  const watched = new Map<string, Set<(fresh: string | null) => void>>()
  const sessions = new Map<string, number>()
  let count = 0
  let listening: Promise<Unlisten> | null = null

  const start = () => {
    const wake = (word: string) => {
      const [id = '', fresh = null] = word.split(' ')
      for (const watchers of [watched.get(id), watched.get(anything)])
        for (const onChange of watchers ?? []) onChange(fresh)
    }
    const wakeAll = () => {
      for (const watchers of watched.values()) for (const onChange of watchers) onChange(null)
    }
    return listen(channel, wake, wakeAll).catch((error: unknown) => {
      listening = null
      throw error
    })
  }

  return {
    async watch({ id, sessionId }, onChange) {
      if (count >= maxWatchers) return { ok: false, reason: 'full' }
      const ofSession = sessions.get(sessionId) ?? 0
      if (ofSession >= maxPerSession) return { ok: false, reason: 'session' }
      // A function of its own, so that the same one may be given twice.
      const watcher = (fresh: string | null) => onChange(fresh)
      count += 1
      sessions.set(sessionId, ofSession + 1)
      watched.set(id, (watched.get(id) ?? new Set()).add(watcher))
      const unwatch = () => {
        const watchers = watched.get(id)
        if (!watchers?.delete(watcher)) return
        count -= 1
        if (watchers.size === 0) watched.delete(id)
        const left = (sessions.get(sessionId) ?? 0) - 1
        if (left > 0) sessions.set(sessionId, left)
        else sessions.delete(sessionId)
      }
      try {
        listening ??= start()
        await listening
      } catch (error) {
        unwatch()
        throw error
      }
      return { ok: true, unwatch }
    },
    watchers: () => count,
  }
}
