import { RateLimiterDrizzle } from 'rate-limiter-flexible'
import type { Limit } from '#lib/addon/index.ts'
import type { Db } from '#lib/db/client.ts'
import { rateLimits } from '#lib/db/schema/access.ts'

export type Limits<Name extends string> = Record<Name, RateLimiterDrizzle>

/**
 * What an add-on declares, counted in the database, so that replicas share it. Anyone who is over a limit is remembered in
 * memory until it ends: what is refused costs no row and no write.
 */
export function createLimits<const Name extends string>(db: Db, declared: Readonly<Record<Name, Limit>>): Limits<Name> {
  const limiter = ({ key, points, seconds }: Limit) =>
    new RateLimiterDrizzle({
      storeClient: db,
      schema: rateLimits,
      tableName: 'rate_limits',
      keyPrefix: key,
      points,
      duration: seconds,
      inMemoryBlockOnConsumed: points,
      // The job that erases what is over does it each minute.
      clearExpiredByTimeout: false,
    })
  const made = Object.entries<Limit>(declared).map(([name, limit]) => [name, limiter(limit)])
  return Object.fromEntries(made) as Limits<Name>
}
