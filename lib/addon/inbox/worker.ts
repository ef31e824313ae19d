import { setTimeout as sleep } from 'node:timers/promises'
import { addSeconds, type Clock } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Log } from '#lib/kernel/log.ts'
import type { MessageHandlers } from './handlers.ts'
import { createLanes } from './lanes.ts'
import { type InboxStore, inboxSeconds, maxHeld } from './pending.ts'
import { periodicWork } from './periodic.ts'

type InboxWorker = {
  /** Something has just been kept here: it is handled without waiting for the next look. */
  wake(): void
  stop(): Promise<void>
}

type Options = {
  store: Pick<InboxStore, 'claim' | 'take' | 'deleteExpired'>
  handlers: MessageHandlers
  clock: Clock
  log: Log
  everyMs?: number
}

/** What arrives so closely together is claimed together. */
const gatherMs = 10
const deleteEveryMs = 1_000

/**
 * Handles what waits: each row is its own job, claimed by a lease, because the queue's engine would cost more than the row
 * itself. Looks when woken and every two seconds, and takes away what is too old before it claims; every two seconds it also
 * does what the handlers declared to be done again and again. It claims only kinds that it has a handler for: others are another
 * build's.
 */
export function startInboxWorker(options: Options): InboxWorker {
  const { store, handlers, clock, log, everyMs = inboxSeconds.look * 1000 } = options
  const lanes = createLanes({ handlers, take: async (id) => await store.take(id), clock, log, onFree: () => wake() })
  const periodic = periodicWork(handlers.periodic, log)
  let deletedAt = Number.NEGATIVE_INFINITY
  let claiming: Promise<void> | null = null
  let again = false
  let stopped = false

  const deleteExpired = async () => {
    const now = clock()
    // A clock that was set back must not hold it up.
    if (Math.abs(now.getTime() - deletedAt) < deleteEveryMs) return
    deletedAt = now.getTime()
    await store.deleteExpired(now)
  }

  const claim = async () => {
    do {
      await sleep(gatherMs)
      again = false
      const limit = maxHeld - lanes.held()
      if (limit <= 0 || stopped) return
      const now = clock()
      const until = addSeconds(now, inboxSeconds.lease)
      const claimed = await store.claim({ claimId: newId(), now, until, kinds: handlers.kinds, limit })
      for (const pending of claimed) lanes.put(pending)
      again ||= claimed.length === limit
    } while (again && !stopped)
  }

  const wake = () => {
    again = true
    if (stopped) return
    const failed = (err: unknown) => log.error({ event: 'texts_failed', err }, 'texts could not be handled')
    claiming ??= deleteExpired()
      .catch(failed)
      .then(claim)
      .catch(failed)
      .finally(() => {
        claiming = null
      })
  }

  const look = () => {
    wake()
    periodic.look()
  }

  const timer = setInterval(look, everyMs)
  look()
  return {
    wake,
    async stop() {
      stopped = true
      clearInterval(timer)
      await claiming
      await periodic.settled()
      await lanes.stop()
    },
  }
}
