import { type RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible'
import type { Log } from '#lib/kernel/log.ts'

const secondsOf = ({ msBeforeNext }: Pick<RateLimiterRes, 'msBeforeNext'>) =>
  Math.max(1, Math.ceil(msBeforeNext / 1000))

/** Counts one more for this key: null if it may, else the seconds to wait. Throws where the database does not count. */
export async function secondsToWait(limiter: Pick<RateLimiterDrizzle, 'consume'>, key: string): Promise<number | null> {
  try {
    await limiter.consume(key)
    return null
  } catch (error) {
    if (error instanceof RateLimiterRes) return secondsOf(error)
    throw error
  }
}

/** The same without counting: for what is counted only once it is done. */
export async function waitLeft(
  limiter: Pick<RateLimiterDrizzle, 'get' | 'points'>,
  key: string,
): Promise<number | null> {
  const counted = await limiter.get(key)
  return counted && counted.consumedPoints >= limiter.points ? secondsOf(counted) : null
}

/** What was counted, or null: a database that does not count must not shut anybody out. */
export async function unlessFailed(
  log: Log,
  limit: string,
  count: () => Promise<number | null>,
): Promise<number | null> {
  try {
    return await count()
  } catch (err) {
    log.warn({ event: 'rate_limit_failed', limit, err }, 'the rate limiter did not answer')
    return null
  }
}
