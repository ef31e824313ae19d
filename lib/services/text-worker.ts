import { setTimeout as sleep } from 'node:timers/promises'
import { type EventText, pieceSeconds } from '../assistant/index.ts'
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
    forgetPieces(before: Date): Promise<void>
  }
  /** Handles texts of one lane, oldest first. */
  handle(texts: EventText[]): Promise<void>
  /** Answers the questions whose time has come. */
  answerDue(): Promise<unknown>
  /** What shares a lane is handled in its order and together; lanes hold up one another in nothing. */
  laneOf(text: EventText): string
  clock: Clock
  log: Log
  everyMs?: number
}

/** So many texts are held at a time, over all lanes. */
const most = 200
/** A text lives no longer than that: whoever died with it leaves it in time for another. */
const leaseSeconds = 15
/** What arrives so closely together is claimed together. */
const gatherMs = 10
const forgetEveryMs = 1_000
const answerEveryMs = 5_000
/** What fails every time must not fill the log. */
const pauseAfterFaultMs = 60_000

/**
 * Handles the texts of events: each waiting row is its own job, claimed by a lease, because the queue's engine would cost
 * more than the row itself. Looks when kicked and every two seconds, and takes away what is too old. Every few seconds it
 * also answers what has waited long enough: whoever asked in pieces should not wait for the sweep of the next minute.
 */
export function startTextWorker(options: Options): TextWorker {
  const { store, handle, answerDue, laneOf, clock, log, everyMs = 2_000 } = options
  const lanes = new Map<string, EventText[]>()
  const working = new Set<Promise<void>>()
  let held = 0
  let claiming: Promise<void> | null = null
  let answering: Promise<void> | null = null
  let forgottenAt = 0
  let answeredAt = Number.NEGATIVE_INFINITY
  let again = false
  let stopped = false

  const handleAll = async (texts: EventText[]) =>
    await withRequestId(newId(), async () => {
      const [one, ...others] = texts
      await handle(texts).catch(async (err: unknown) => {
        if (others.length === 0) {
          log.error({ event: 'text_failed', kind: one?.kind, err }, 'a text')
          return
        }
        // One of them is at fault; the rest must not go with it.
        for (const text of texts) await handleAll([text])
      })
    })

  const workLane = async (lane: string, waiting: EventText[]) => {
    while (waiting.length > 0 && !stopped) {
      const texts = waiting.splice(0)
      await handleAll(texts)
      held -= texts.length
    }
    lanes.delete(lane)
  }

  const put = (text: EventText) => {
    const lane = laneOf(text)
    const waiting = lanes.get(lane)
    held += 1
    if (waiting) {
      waiting.push(text)
      return
    }
    const begun = [text]
    lanes.set(lane, begun)
    // After what was claimed with it has come to the same lane.
    const work: Promise<void> = Promise.resolve().then(async () => await workLane(lane, begun))
    working.add(work)
    void work.finally(() => {
      working.delete(work)
      kick()
    })
  }

  const claim = async () => {
    do {
      await sleep(gatherMs)
      again = false
      const room = most - held
      if (room <= 0 || stopped) return
      const now = clock()
      const texts = await store.claimTexts({ claimId: newId(), now, until: addSeconds(now, leaseSeconds) }, room)
      for (const text of texts) put(text)
      again ||= texts.length === room
    } while (again && !stopped)
  }

  const forget = async () => {
    const now = clock()
    // A clock that was set back must not hold it up.
    if (Math.abs(now.getTime() - forgottenAt) < forgetEveryMs) return
    forgottenAt = now.getTime()
    await store.forgetTexts(now)
    await store.forgetPieces(addSeconds(now, -pieceSeconds))
  }

  const kick = () => {
    again = true
    if (stopped) return
    const failed = (err: unknown) => log.error({ event: 'texts_failed', err }, 'texts could not be handled')
    claiming ??= forget()
      .catch(failed)
      .then(claim)
      .catch(failed)
      .finally(() => {
        claiming = null
      })
  }

  // Beside the texts: it may wait for Divar.
  const answer = () => {
    if (performance.now() - answeredAt < answerEveryMs) return
    answeredAt = performance.now()
    answering ??= answerDue()
      .then(() => undefined)
      .catch((err: unknown) => {
        answeredAt += pauseAfterFaultMs
        log.error({ event: 'answers_failed', err }, 'due answers could not be given')
      })
      .finally(() => {
        answering = null
      })
  }

  const look = () => {
    kick()
    answer()
  }

  const timer = setInterval(look, everyMs)
  look()
  return {
    kick,
    async stop() {
      stopped = true
      clearInterval(timer)
      await claiming
      await answering
      await Promise.all(working)
    },
  }
}
