import { setTimeout as sleep } from 'node:timers/promises'
import type { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import type { Listen } from '#lib/addon/index.ts'
import { endClient, newClient, type Patience, usualPatience } from './connections.ts'

/** PGlite lives in this process: nothing gets lost. */
export function listenEmbedded(pglite: PGlite): Listen {
  return async (channel, onPayload) => {
    const unlisten = await pglite.listen(pg.escapeIdentifier(channel), onPayload)
    return async () => await unlisten()
  }
}

type Listener = { onPayload: (payload: string) => void; onGap: () => void }

type Options = {
  databaseUrl: string
  onConnectionError?: ((error: Error) => void) | undefined
  /** Before the first try to connect again, in milliseconds; doubled for each further one. */
  firstWaitMs?: number
  patience?: Patience
}

const maxWaitMs = 30_000

/** One connection for all channels of the process, opened on first use, and again whenever it breaks. */
export function listenPostgres({
  databaseUrl,
  onConnectionError,
  firstWaitMs = 250,
  patience = usualPatience,
}: Options): { listen: Listen; close(): Promise<void> } {
  const channels = new Map<string, Set<Listener>>()
  const closing = new AbortController()
  const tried = Promise.withResolvers<void>()
  let client: pg.Client | null = null
  let running: Promise<void> | null = null

  const say = async (command: 'listen' | 'unlisten', channel: string) => {
    // A failure means a broken connection, which the next one makes good.
    await client?.query(`${command} ${pg.escapeIdentifier(channel)}`).catch(() => undefined)
  }

  const connected = async (fresh: pg.Client) => {
    await fresh.connect()
    for (const channel of channels.keys()) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`)
    client = fresh
  }

  const keepConnected = async () => {
    let waitMs = firstWaitMs
    let missed = false
    while (!closing.signal.aborted) {
      const fresh = newClient(databaseUrl, 'peyk listening', patience)
      const broken = watchConnection(fresh, patience.lookEveryMs, closing.signal)
      fresh.on('notification', ({ channel, payload = '' }) => {
        for (const { onPayload } of channels.get(channel) ?? []) onPayload(payload)
      })
      try {
        await connected(fresh)
        tried.resolve()
        waitMs = firstWaitMs
        if (missed) for (const { onGap } of [...channels.values()].flatMap((all) => [...all])) onGap()
        await broken
      } catch (error) {
        onConnectionError?.(error as Error)
      }
      client = null
      missed = true
      tried.resolve()
      const ended = endClient(fresh)
      if (closing.signal.aborted) await ended
      await sleep(waitMs * (0.5 + Math.random()), undefined, { signal: closing.signal }).catch(() => undefined)
      waitMs = Math.min(2 * waitMs, maxWaitMs)
    }
  }

  return {
    async listen(channel, onPayload, onGap) {
      const listener = { onPayload, onGap }
      const known = channels.get(channel)
      if (known) known.add(listener)
      else channels.set(channel, new Set([listener]))
      running ??= keepConnected()
      await tried.promise
      await say('listen', channel)
      return async () => {
        const left = channels.get(channel)
        if (!left?.delete(listener) || left.size > 0) return
        channels.delete(channel)
        await say('unlisten', channel)
      }
    },
    async close() {
      closing.abort()
      await running
    },
  }
}

/**
 * Rejects when the connection breaks; resolves when it ends, or is to end. Of one whose other end vanished without a word
 * a look has no answer by the next.
 */
function watchConnection(client: pg.Client, lookEveryMs: number, closing: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let isAnswered = true
  const look = setInterval(() => {
    if (!isAnswered) return reject(new Error('The listening connection is silent.'))
    isAnswered = false
    client.query('select 1').then(() => {
      isAnswered = true
    }, reject)
  }, lookEveryMs)
  client.on('error', reject)
  client.on('end', resolve)
  const stop = () => resolve()
  closing.addEventListener('abort', stop)
  // A connection that never came about breaks too, with nobody waiting for this.
  void promise
    .catch(() => undefined)
    .finally(() => {
      clearInterval(look)
      closing.removeEventListener('abort', stop)
    })
  return promise
}
