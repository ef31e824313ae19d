import type { Listen, Unlisten } from '../db/listen.ts'

/** Where the database tells of shipments, by their ids (`lib/db/migrations/0003_wake_watchers.sql`). */
const channel = 'peyk_shipments'

export type Watched =
  | { ok: true; unwatch(): void }
  /** `full`: this process has no room for more; `session`: this session watches enough already. */
  | { ok: false; reason: 'full' | 'session' }

export type WatchHub = {
  /** Calls `onChange` when something of the shipment may have changed, until `unwatch`. */
  watch(who: { shipmentId: string; sessionId: string }, onChange: () => void): Promise<Watched>
  /** How many watch now. */
  watchers(): number
}

type Options = {
  listen: Listen
  mostWatchers?: number
  /** A browser has six connections to a server without HTTP/2; pages must be left some. */
  mostOfSession?: number
}

/** Who in this process watches which shipment. It listens from the first watcher on. */
export function createWatchHub({ listen, mostWatchers = 5_000, mostOfSession = 4 }: Options): WatchHub {
  const shipments = new Map<string, Set<() => void>>()
  const sessions = new Map<string, number>()
  let count = 0
  let listening: Promise<Unlisten> | null = null

  const start = () => {
    const wake = (shipmentId: string) => {
      for (const onChange of shipments.get(shipmentId) ?? []) onChange()
    }
    const wakeAll = () => {
      for (const shipmentId of shipments.keys()) wake(shipmentId)
    }
    return listen(channel, wake, wakeAll).catch((error: unknown) => {
      listening = null
      throw error
    })
  }

  return {
    async watch({ shipmentId, sessionId }, onChange) {
      if (count >= mostWatchers) return { ok: false, reason: 'full' }
      const ofSession = sessions.get(sessionId) ?? 0
      if (ofSession >= mostOfSession) return { ok: false, reason: 'session' }
      // A function of its own, so that the same one may be given twice.
      const watcher = () => onChange()
      count += 1
      sessions.set(sessionId, ofSession + 1)
      shipments.set(shipmentId, (shipments.get(shipmentId) ?? new Set()).add(watcher))
      const unwatch = () => {
        const watchers = shipments.get(shipmentId)
        if (!watchers?.delete(watcher)) return
        count -= 1
        if (watchers.size === 0) shipments.delete(shipmentId)
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
