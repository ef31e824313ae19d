type Metric = { name: string; value: number }
type Listen = (report: (metric: Metric) => void) => void

/** What is used of the library `web-vitals`, of the document and of the browser. */
type Around = {
  webVitals: { onLCP: Listen; onINP: Listen; onCLS: Listen; onTTFB: Listen }
  document: Pick<Document, 'visibilityState' | 'addEventListener'>
  navigator: Pick<Navigator, 'sendBeacon'>
}

/**
 * Says once how fast this page was: when it is first put out of sight, which is the last that it surely hears of itself. Runs in
 * people's browsers, as text: it may use nothing from outside.
 */
export function sendFigures({ webVitals, document, navigator }: Around, page: string): void {
  const figures: Record<string, number> = {}
  let isSent = false
  const note = ({ name, value }: Metric) => {
    figures[name] = Math.round(value * 1000) / 1000
  }
  webVitals.onTTFB(note)
  webVitals.onLCP(note)
  webVitals.onCLS(note)
  webVitals.onINP(note)
  // Later than the library's own listeners, which end their measuring at that moment.
  document.addEventListener('visibilitychange', () => {
    if (isSent || document.visibilityState !== 'hidden' || Object.keys(figures).length === 0) return
    isSent = true
    const body = JSON.stringify({ page, figures })
    navigator.sendBeacon('/api/figures', new Blob([body], { type: 'application/json' }))
  })
}
