import type { NamedSlug } from './api/assets.ts'
import type { DivarClient } from './client.ts'
import { type Clock, systemClock } from './clock.ts'
import bundled from './data/cities.json' with { type: 'json' }
import bundledDistricts from './data/districts.json' with { type: 'json' }
import { isDivarConnectionError } from './errors.ts'

/** Divar's cities as they were when this version was made: shown while Divar's own list cannot be read. Contract §7.5. */
export const bundledCities: NamedSlug[] = bundled

export type Places = {
  cities(): Promise<NamedSlug[]>
  districts(citySlug: string): Promise<NamedSlug[]>
}

type Entry = { list: NamedSlug[] | null; fetchedAt: number; failedAt: number; running: Promise<void> | null }

const failureSeconds = 30

const newEntry = (): Entry => ({
  list: null,
  fetchedAt: Number.NEGATIVE_INFINITY,
  failedAt: Number.NEGATIVE_INFINITY,
  running: null,
})

const fallbackDistricts = new Map<string, NamedSlug[]>(Object.entries(bundledDistricts))

/**
 * Divar's cities and districts, kept for `ttlSeconds` (a day). Never throws and never makes a page wait twice: an old
 * list is given at once and renewed behind, a failure is remembered for 30 seconds, one request runs for each list, and
 * without an answer there is the last good list or the bundled one. Only known cities are asked for, so that their number
 * is Divar's. Contract §7.5.
 */
export function createPlaces(
  client: Pick<DivarClient, 'getCities' | 'getDistricts'>,
  { clock = systemClock, ttlSeconds = 24 * 60 * 60 }: { clock?: Clock; ttlSeconds?: number } = {},
): Places {
  const cityEntry = newEntry()
  const districtEntries = new Map<string, Entry>()
  let unavailableAt = Number.NEGATIVE_INFINITY
  // Absolute, because the clock of the demo may be turned back.
  const secondsSince = (then: number) => Math.abs(clock().getTime() - then) / 1000
  const now = () => clock().getTime()

  async function fetchInto(entry: Entry, load: () => Promise<NamedSlug[]>): Promise<void> {
    try {
      entry.list = await load()
      entry.fetchedAt = now()
    } catch (error) {
      entry.failedAt = now()
      if (isDivarConnectionError(error)) unavailableAt = now()
    }
  }

  async function read(entry: Entry, load: () => Promise<NamedSlug[]>, bundled: NamedSlug[]): Promise<NamedSlug[]> {
    const isFresh = secondsSince(entry.fetchedAt) < ttlSeconds
    const mayAsk = secondsSince(Math.max(entry.failedAt, unavailableAt)) >= failureSeconds
    if (!isFresh && mayAsk)
      entry.running ??= fetchInto(entry, load).finally(() => {
        entry.running = null
      })
    if (entry.list === null && entry.running) await entry.running
    return entry.list ?? bundled
  }

  const cities = () => read(cityEntry, () => client.getCities(), bundledCities)
  return {
    cities,
    async districts(citySlug) {
      const known = await cities()
      if (!known.some((city) => city.slug === citySlug)) return []
      const entry = districtEntries.get(citySlug) ?? newEntry()
      districtEntries.set(citySlug, entry)
      return await read(entry, () => client.getDistricts({ citySlug }), fallbackDistricts.get(citySlug) ?? [])
    },
  }
}
