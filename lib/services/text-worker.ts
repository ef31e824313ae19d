import type { EventText } from '../assistant/index.ts'
import { addSeconds, type Clock } from '../kernel/clock.ts'
import { newId } from '../kernel/ids.ts'
import type { Log } from '../kernel/log.ts'
import { withRequestId } from '../kernel/request-id.ts'

export type TextWorker = {
  /** A text has just been kept here: it is handled without waiting for the next look. */
  kick(): void
  stop(): Promise<void>
}

type Options = {
  store: {
    claimTexts(claim: { claimId: string; now: Date; until: Date }, limit: number): Promise<EventText[]>
    forgetTexts(now: Date): Promise<number>
  }
  handle(text: EventText): Promise<void>
  clock: Clock
  log: Log
  everyMs?: number
}

const batch = 20
/** A text lives no longer than that: whoever died with it leaves it in time for another. */
const leaseSeconds = 15

/**
 * Handles the texts of events: each waiting row is its own job, claimed by a lease, because the queue's engine would cost
 * more than the row itself. Looks when kicked and every two seconds, and takes away what is too old.
 */
export function startTextWorker({ store, handle, clock, log, everyMs = 2_000 }: Options): TextWorker {
  let running: Promise<void> | null = null
  let again = false
  let stopped = false

  const handleOne = async (text: EventText) =>
    await withRequestId(newId(), async () => {
      await handle(text).catch((err: unknown) => log.error({ event: 'text_failed', kind: text.kind, err }, 'a text'))
    })

  const inTurn = async (texts: EventText[]) => {
    for (const text of texts) await handleOne(text)
  }

  const drain = async () => {
    do {
      again = false
      await store.forgetTexts(clock())
      for (;;) {
        const now = clock()
        const claim = { claimId: newId(), now, until: addSeconds(now, leaseSeconds) }
        const texts = await store.claimTexts(claim, batch)
        // Each conversation in its order, but a Divar that is slow in one holds up no other.
        await Promise.all([...byConversation(texts)].map(async ([, own]) => await inTurn(own)))
        if (texts.length < batch || stopped) break
      }
    } while (again && !stopped)
  }

  const kick = () => {
    again = true
    if (stopped) return
    running ??= drain()
      .catch((err: unknown) => log.error({ event: 'texts_failed', err }, 'texts could not be handled'))
      .finally(() => {
        running = null
      })
  }

  const timer = setInterval(kick, everyMs)
  kick()
  return {
    kick,
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}

function byConversation(texts: EventText[]): Map<string, EventText[]> {
  const found = new Map<string, EventText[]>()
  for (const text of texts) found.set(text.conversationId, [...(found.get(text.conversationId) ?? []), text])
  return found
}
