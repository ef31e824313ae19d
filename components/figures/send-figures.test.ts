import { describe, expect, it } from 'vitest'
import { sendFigures } from './send-figures.ts'

type Report = (metric: { name: string; value: number }) => void

/** A page whose browser measures what the test says, and hides it. */
function page() {
  const sent: { address: string; body: Promise<string>; type: string }[] = []
  const listeners: (() => void)[] = []
  let report: Report = () => undefined
  let visibilityState: DocumentVisibilityState = 'visible'
  const on = (given: Report) => {
    report = given
  }
  const around = {
    webVitals: { onLCP: on, onINP: on, onCLS: on, onTTFB: on },
    document: {
      get visibilityState() {
        return visibilityState
      },
      addEventListener: (_: string, listen: () => void) => void listeners.push(listen),
    },
    navigator: {
      sendBeacon(address: string, body: Blob) {
        sent.push({ address, body: body.text(), type: body.type })
        return true
      },
    },
  }
  sendFigures(around as never, '/price')
  return {
    sent,
    measures: (name: string, value: number) => report({ name, value }),
    turns(to: DocumentVisibilityState) {
      visibilityState = to
      for (const listen of listeners) listen()
    },
  }
}

describe('the figures of a page', () => {
  it('are sent once, when it is first hidden, as they stand then', async () => {
    const { sent, measures, turns } = page()
    measures('LCP', 1234.56789)
    measures('CLS', 0.01)
    measures('CLS', 0.0299999)
    turns('visible')
    expect(sent).toEqual([])
    turns('hidden')
    measures('CLS', 0.5)
    turns('visible')
    turns('hidden')
    expect(sent.map(({ address, type }) => [address, type])).toEqual([['/api/figures', 'application/json']])
    expect(JSON.parse((await sent[0]?.body) ?? '')).toEqual({ page: '/price', figures: { LCP: 1234.568, CLS: 0.03 } })
  })

  it('are not sent where nothing was measured', () => {
    const { sent, turns } = page()
    turns('hidden')
    expect(sent).toEqual([])
  })
})
