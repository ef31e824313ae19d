import 'server-only'
import { secondsToWait } from '#lib/services/seconds-to-wait.ts'
import type { Services } from '#lib/services.ts'

/** Seconds to wait if over the limit, else null. A database that does not count must not shut anybody out. */
export async function overLimit(app: Services, limit: keyof Services['limits'], key: string): Promise<number | null> {
  try {
    return await secondsToWait(app.limits[limit], key)
  } catch (error) {
    app.log.warn({ event: 'rate_limit_failed', limit, err: error }, 'the rate limiter did not answer')
    return null
  }
}
