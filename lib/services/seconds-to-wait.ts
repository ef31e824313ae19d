import { type RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible'

/** Counts one more for this key: null if it may, else the seconds to wait. Throws where the database does not count. */
export async function secondsToWait(limiter: Pick<RateLimiterDrizzle, 'consume'>, key: string): Promise<number | null> {
  try {
    await limiter.consume(key)
    return null
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000))
    throw error
  }
}
