import 'server-only'
import { RateLimiterRes } from 'rate-limiter-flexible'
import type { Services } from '#lib/services.ts'

/** Seconds to wait if over the limit, else null. A database that does not count must not shut anybody out. */
export async function overLimit(app: Services, limit: keyof Services['limits'], key: string): Promise<number | null> {
  try {
    await app.limits[limit].consume(key)
    return null
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000))
    app.log.warn({ event: 'rate_limit_failed', limit, err: error }, 'the rate limiter did not answer')
    return null
  }
}
