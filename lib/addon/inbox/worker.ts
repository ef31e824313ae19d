import { setTimeout as sleep } from 'node:timers/promises'
import { addSeconds, type Clock } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Log } from '#lib/kernel/log.ts'
import { withRequestId } from '#lib/kernel/request-id.ts'
import type { MessageHandler, MessageHandlers } from './handlers.ts'
import { type InboxStore, inboxSeconds, mostHeld, type Pending } from './pending.ts'
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
      const limit = mostHeld - lanes.held()
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

type LaneOptions = Pick<Options, 'handlers' | 'clock' | 'log'> & {
  take: InboxStore['take']
  /** A lane has come to its end. */
  onFree(): void
}

/** Messages in their lanes, each lane working by itself. */
function createLanes({ handlers, take, clock, log, onFree }: LaneOptions) {
  const lanes = new Map<string, Pending[]>()
  const working = new Set<Promise<void>>()
  let held = 0
  let stopped = false

  const handleAll = async (handler: MessageHandler, all: readonly Pending[]): Promise<void> =>
    await withRequestId(newId(), async () => {
      try {
        await handler.handle(all, take)
      } catch (err) {
        // One of them is at fault; the rest must not go with it.
        if (all.length > 1) for (const one of all) await handleAll(handler, [one])
        else log.error({ event: 'text_failed', kind: handler.kind, err }, 'a text')
      }
    })

  const work = async (handler: MessageHandler, lane: string, waiting: Pending[]) => {
    // After what was claimed with it has come to the same lane.
    await Promise.resolve()
    while (waiting.length > 0 && !stopped) {
      const taken = waiting.splice(0)
      // Its time may end while it waits behind others.
      const live = taken.filter(({ expiresAt }) => expiresAt > clock())
      if (live.length > 0) await handleAll(handler, live)
      held -= taken.length
    }
    lanes.delete(lane)
  }

  return {
    held: () => held,
    put(pending: Pending) {
      const handler = handlers.ofKind(pending.kind)
      if (!handler) return
      held += 1
      const lane = `${handler.kind} ${handler.laneOf(pending)}`
      const waiting = lanes.get(lane)
      if (waiting) {
        waiting.push(pending)
        return
      }
      const begun = [pending]
      lanes.set(lane, begun)
      const underWay: Promise<void> = work(handler, lane, begun).finally(() => {
        working.delete(underWay)
        onFree()
      })
      working.add(underWay)
    },
    async stop() {
      stopped = true
      await Promise.all(working)
    },
  }
}
