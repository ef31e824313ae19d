'use client'

import { tapTexts } from '#lib/fa/stop-texts.ts'
import { sendTap } from './send-tap.ts'
import { type Ended, type NewTap, putAside, sendWaiting, type TapShelf, type WaitingTap } from './tap-queue.ts'
import { openShelf } from './tap-shelf.ts'

/** What a page shows of the taps of its courier. */
export type TapsShown = {
  /** In their order. */
  taps: readonly WaitingTap[]
  /** Why they wait; null: they do not, or are being sent. */
  why: Exclude<Ended['kind'], 'done'> | null
  /** Whether they outlive this page. */
  isKept: boolean
  /** How many answers came, for who draws the page again. */
  answered: number
}

export const noTaps: TapsShown = { taps: [], why: null, isKept: true, answered: 0 }

const [firstPauseMs, maxPauseMs] = [5_000, 30_000]

export type Taps = ReturnType<typeof openTaps>

/** The taps of one courier on this phone: kept first, then sent as soon as that goes, one after the other. */
export function openTaps(owner: string) {
  let shown = noTaps
  let isRunning = false
  let isAskedAgain = false
  let pauseMs = firstPauseMs
  let timer: ReturnType<typeof setTimeout> | undefined
  const listeners = new Set<() => void>()
  const opened = openShelf().then(async ({ shelf, isKept }) => {
    await putAside(shelf, owner, Date.now(), tapTexts.too_old)
    await show(shelf, { isKept })
    return shelf
  })

  async function show(shelf: TapShelf, change: Partial<TapsShown> = {}) {
    const taps = (await shelf.all()).filter((tap) => tap.owner === owner)
    shown = { ...shown, ...change, taps }
    for (const listener of listeners) listener()
  }

  /** In one page only one at a time; two pages may send the same, which counts once. */
  async function run() {
    const shelf = await opened
    do {
      isAskedAgain = false
      const { kind, answered } = await sendWaiting(shelf, owner, async (tap) => {
        const answer = await sendTap(tap)
        if (answer.kind === 'taken') pauseMs = firstPauseMs
        return answer
      })
      await show(shelf, { why: kind === 'done' ? null : kind, answered: shown.answered + answered })
    } while (isAskedAgain)
    isRunning = false
    clearTimeout(timer)
    if (shown.why === 'offline' || shown.why === 'busy') timer = setTimeout(sendNow, pauseMs)
    pauseMs = Math.min(pauseMs * 2, maxPauseMs)
  }

  function sendNow() {
    isAskedAgain = true
    if (isRunning) return
    isRunning = true
    run().catch(() => {
      isRunning = false
    })
  }

  async function changed(deed: (shelf: TapShelf) => Promise<void>) {
    const shelf = await opened
    await deed(shelf)
    await show(shelf)
    sendNow()
  }

  return {
    read: () => shown,
    listen(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    sendNow,
    /** In the place of one that was refused, where there is one. */
    add: async (tap: NewTap, instead: WaitingTap | null) =>
      await changed((shelf) => (instead ? shelf.put({ ...tap, seq: instead.seq }) : shelf.add(tap))),
    drop: async (seq: number) => await changed((shelf) => shelf.drop(seq)),
  }
}

let current: { owner: string; taps: Taps } | null = null

/** The one of this page. */
export function tapsOf(owner: string): Taps {
  if (current?.owner !== owner) current = { owner, taps: openTaps(owner) }
  return current.taps
}

/** For a tap; a browser without `randomUUID`, or a page without https, has this. */
export function newTapId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
