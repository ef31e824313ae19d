import { minuteKeeper } from '#lib/figures/index.ts'
import type { Services } from '#lib/services.ts'
import { faultOf } from '#lib/web/health.ts'

/** Often enough that a minute which begins badly may still end well. */
const lookEveryMs = 20_000

/** Writes down the minutes in which this process could answer: what a page of the desk calls available. */
export function keepMinutes(app: Services): NodeJS.Timeout {
  const note = minuteKeeper({ ...app.figures, isHealthy: async () => (await faultOf(app)) === null })
  const look = () =>
    void note().catch((err: unknown) => {
      app.log.warn({ event: 'minute_unwritten', err }, 'nobody will know that this process answered in this minute')
    })
  look()
  return setInterval(look, lookEveryMs).unref()
}
