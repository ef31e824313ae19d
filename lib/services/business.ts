import {
  type BusinessStore,
  currentVersion,
  isUnset,
  offeredAt,
  pickupsFrom,
  readVersion,
  type Standing,
  standingOf,
  takesBookings,
  tariffOf,
  unsetVersion,
  type Version,
} from '#lib/business/index.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { Offers } from '#lib/shipping/index.ts'

/** So soon is an edit by another process seen. */
const freshMs = 2000

/** As many pickup windows as a person chooses from. */
const offeredWindows = 6

type Deps = {
  store: Pick<BusinessStore, 'newest' | 'written'>
  clock: Clock
  /** Milliseconds that no clock's setting moves. */
  elapsed?: () => number
}

/** Null while nobody has written one. */
export const nameOf = (version: Version): string | null => (isUnset(version) ? null : version.business.name)

export type BusinessDesk = {
  /** The version in force, at most two seconds old. */
  current(): Promise<Version>
  /** The same for the frame of a page: never fails and never waits for more than the first look. */
  shown(): Promise<Version>
  /** Its name; null while nobody has written one. */
  name(): Promise<string | null>
  /** What the chatbot says of it; null while nobody has written one. */
  said(): Promise<{ name: string; phone: string | null; standing: Standing; now: Date } | null>
  /** What shipping asks of it. */
  offers: Offers
}

/** The business as this process knows it. Versions never change, so that each is read once. */
export function businessDesk({ store, clock, elapsed = () => performance.now() }: Deps): BusinessDesk {
  let known: { version: Version; at: number } | null = null
  let looking: Promise<Version> | null = null
  const earlier = new Map<number, Version>([[unsetVersion.number, unsetVersion]])

  const look = async () => {
    const at = elapsed()
    const version = await currentVersion(store)
    earlier.set(version.number, version)
    known = { version, at }
    return version
  }
  const current = async () => {
    if (known && elapsed() - known.at < freshMs) return known.version
    looking ??= look().finally(() => {
      looking = null
    })
    return await looking
  }
  const earlierOne = async (number: number): Promise<Version | null> => {
    const found = earlier.get(number)
    if (found) return found
    const row = await store.written(number)
    const version = row && readVersion(row)
    if (version) earlier.set(number, version)
    return version
  }
  return {
    current,
    async shown() {
      const last = known?.version
      const next = current().catch(() => last ?? unsetVersion)
      return last ?? (await next)
    },
    name: async () => nameOf(await current()),
    async said() {
      const version = await current()
      if (isUnset(version)) return null
      const { name, phone } = version.business
      const now = clock()
      return { name, phone, standing: standingOf(version.business, now), now }
    },
    offers: {
      current: async () => offeredAt(tariffOf(await current()), clock()),
      promised: async (version) => tariffOf(await current(), await earlierOne(version)),
      takesBookings: async () => takesBookings((await current()).business, clock()),
      demandsCodes: async () => (await current()).business.handoverCode === 'required',
      pickups: async (service) => pickupsFrom((await current()).business, service, clock(), offeredWindows),
    },
  }
}
