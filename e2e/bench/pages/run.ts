import { setTimeout as wait } from 'node:timers/promises'
import { openStream, type Stream } from './stream.ts'

/** A page that watches: where its events come from. */
export type Watched = { eventsUrl: string; cookie: string }

export type Measured = {
  /** Milliseconds from each call to the event at the page it concerns. */
  toEvent: number[]
  /** Calls that were not taken, by what was answered. */
  refused: string[]
  /** Calls that were accepted but followed by no event. */
  lost: number
}

export type Run = {
  watched: Watched[]
  /** Moves the shipment of that page; throws when it was not taken. */
  move(index: number): Promise<void>
  moves: number
  perSecond: number
  /** After each event. */
  onEvent?(index: number, calledAt: number): void
  /** When all streams stand, and when the last event has come. */
  onOpen?(): void
  onEnd?(): void
}

const patienceMs = 60_000
/** So many streams are opened at the same time: a restart brings all of them, but not in one moment. */
const atOnce = 50

/** Opens a stream for each page, moves shipments at an even pace, one page after the other, and waits for the events. */
export async function measure({ watched, move, moves, perSecond, onEvent, onOpen, onEnd }: Run): Promise<Measured> {
  const called = new Map<number, number>()
  const versions = new Map<number, string>()
  const toEvent: number[] = []
  const refused: string[] = []
  const streams: Stream[] = []
  const heard = (index: number, data: string) => {
    const known = versions.get(index)
    versions.set(index, data)
    const calledAt = called.get(index)
    if (known === undefined || known === data || calledAt === undefined) return
    called.delete(index)
    toEvent.push(performance.now() - calledAt)
    onEvent?.(index, calledAt)
  }
  try {
    for (let from = 0; from < watched.length; from += atOnce) {
      const opening = watched.slice(from, from + atOnce).map(({ eventsUrl, cookie }, offset) => {
        const stream = openStream(eventsUrl, cookie, (name, data) => {
          if (name === 'changed') heard(from + offset, data)
        })
        streams.push(stream)
        return stream.opened
      })
      await Promise.all(opening)
    }
    await until(() => versions.size === watched.length)
    if (versions.size < watched.length) throw new Error('not every stream began with a version')
    onOpen?.()

    const begun = performance.now()
    const calls: Promise<void>[] = []
    const lastOf = new Map<number, Promise<void>>()
    for (let count = 0; count < moves; count += 1) {
      await wait(Math.max(0, begun + (count * 1000) / perSecond - performance.now()))
      const index = count % watched.length
      const call = (lastOf.get(index) ?? Promise.resolve()).then(async () => {
        called.set(index, performance.now())
        await move(index).catch((error: Error) => {
          called.delete(index)
          refused.push(error.message)
        })
      })
      lastOf.set(index, call)
      calls.push(call)
    }
    await Promise.all(calls)
    await until(() => called.size === 0)
    onEnd?.()
    return { toEvent, refused, lost: called.size }
  } finally {
    for (const stream of streams) stream.close()
  }
}

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + patienceMs
  while (!isSo() && performance.now() < end) await wait(20)
}
