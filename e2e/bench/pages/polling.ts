import { setTimeout as wait } from 'node:timers/promises'
import { type Redraw, redrawOf } from './redraw.ts'
import type { Shipment } from './shipments.ts'

/** As often as the page does while it hears the server's events. */
const everyMs = 300_000

export type Asked = {
  /** Milliseconds from the carrier's call until a page has what it is to draw. */
  toPage: number[]
  /** Milliseconds that each answer took. */
  answers: number[]
  failed: string[]
}

/** What open pages ask besides listening: every five minutes, each from a moment of its own, and the page itself on news. */
export function startPolling(shipments: Shipment[]) {
  const asked: Asked = { toPage: [], answers: [], failed: [] }
  const ending = new AbortController()
  const drawing: Promise<void>[] = []

  const ask = async ({ url, headers }: Redraw, cookie: string) => {
    const begun = performance.now()
    const answer = await fetch(url, { headers: { cookie, ...headers }, redirect: 'error' })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`status ${answer.status}`)
    asked.answers.push(performance.now() - begun)
  }
  const failed = (error: Error) => void asked.failed.push(error.message)

  const poll = async ({ pageUrl, cookie }: Shipment) => {
    await wait(Math.random() * everyMs, undefined, { signal: ending.signal })
    for (;;) {
      await ask({ url: `${pageUrl}/state`, headers: { 'sec-fetch-mode': 'cors' } }, cookie).catch(failed)
      await wait(everyMs, undefined, { signal: ending.signal })
    }
  }
  const polls = shipments.map((shipment) => poll(shipment).catch(() => undefined))

  const draw = async ({ pageUrl, cookie }: Shipment, calledAt: number) => {
    await ask(await redrawOf(pageUrl), cookie)
    asked.toPage.push(performance.now() - calledAt)
  }

  return {
    drawAnew(index: number, calledAt: number) {
      const shipment = shipments[index]
      if (shipment) drawing.push(draw(shipment, calledAt).catch(failed))
    },
    async stop(): Promise<Asked> {
      ending.abort()
      await Promise.all([...polls, ...drawing])
      return asked
    },
  }
}
