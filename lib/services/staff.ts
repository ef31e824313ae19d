import { randomBytes } from 'node:crypto'
import type { Db } from '#lib/db/client.ts'
import { staffStore, staffTransaction } from '#lib/db/stores/staff.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { Sealer } from '#lib/kernel/seal.ts'
import type { StaffDeps, Tried, Tries } from '#lib/staff/index.ts'
import type { Limits } from './limits.ts'
import { secondsToWait } from './seconds-to-wait.ts'

type TryLimits = Limits<'deskLogins' | 'deskAccounts' | 'deskAddresses' | 'deskPasskeys'>

/**
 * Tries to sign in, counted in the database before they are made: of many at once none is uncounted, and every process sees the
 * others'. Where the database does not count, nobody signs in.
 */
export function staffTries(limits: TryLimits): Tries {
  const address = (tried: Tried) => tried.address ?? 'any'
  const counted = (tried: Tried) => {
    if (tried.way === 'passkey') return [[limits.deskPasskeys, address(tried)] as const]
    const ofAddress = [limits.deskAddresses, address(tried)] as const
    if (tried.login === null) return [ofAddress]
    const ofLogin = [limits.deskLogins, `${tried.login} ${address(tried)}`] as const
    return [ofLogin, ofAddress, [limits.deskAccounts, tried.login] as const]
  }
  return {
    async begin(tried) {
      for (const [limiter, key] of counted(tried)) {
        const seconds = await secondsToWait(limiter, key)
        if (seconds !== null) return seconds
      }
      return null
    },
    async succeed(tried) {
      const [[first, key] = [], ...others] = counted(tried)
      if (first && key !== undefined) await first.delete(key)
      for (const [limiter, other] of others) await limiter.reward(other, 1)
    },
  }
}

type Deps = { db: Db; clock: Clock; sealer: Sealer; appUrl: string; tries: Tries }

/** What the staff's use cases need, over the database. */
export function createStaff({ db, clock, sealer, appUrl, tries }: Deps): StaffDeps {
  return {
    store: staffStore(db),
    transaction: async (work) => await db.transaction(async (tx) => await work(staffTransaction(tx))),
    clock,
    random: randomBytes,
    sealer,
    tries,
    site: { origin: appUrl, id: new URL(appUrl).hostname, name: 'پیک' },
  }
}
