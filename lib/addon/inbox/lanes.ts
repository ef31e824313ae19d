import type { Clock } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Log } from '#lib/kernel/log.ts'
import { withRequestId } from '#lib/kernel/request-id.ts'
import type { MessageHandler, MessageHandlers } from './handlers.ts'
import type { InboxStore, Pending } from './pending.ts'

type LaneOptions = {
  handlers: MessageHandlers
  clock: Clock
  log: Log
  take: InboxStore['take']
  /** A lane has come to its end. */
  onFree(): void
}

/** Messages in their lanes, each lane working by itself. */
export function createLanes({ handlers, take, clock, log, onFree }: LaneOptions) {
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
