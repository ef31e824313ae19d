import { describe, expect, it } from 'vitest'
import type { NamedSlug } from './api/assets.ts'
import bundledCities from './data/cities.json' with { type: 'json' }
import bundledDistricts from './data/districts.json' with { type: 'json' }
import { DivarConnectionError, DivarResponseError } from './errors.ts'
import { movingClock } from './fixtures/moving-clock.ts'
import { createPlaces } from './places.ts'

const unavailable = new DivarConnectionError('get_cities', { certainlyNotSent: true, reason: 'ECONNREFUSED' })
const city = (slug: string): NamedSlug => ({ slug, display: slug })
const day = 24 * 60 * 60

/** A Divar whose answers a test changes, and what it was asked for. */
function setUp() {
  const clock = movingClock('2026-11-22T09:00:00Z')
  const asked: string[] = []
  const divar = {
    cities: async (): Promise<NamedSlug[]> => [city('tehran'), city('new-city')],
    districts: async (slug: string): Promise<NamedSlug[]> => [city(`${slug}-north`)],
  }
  const client = {
    getCities: () => {
      asked.push('cities')
      return divar.cities()
    },
    getDistricts: ({ citySlug }: { citySlug: string }) => {
      asked.push(citySlug)
      return divar.districts(citySlug)
    },
  }
  return { clock, asked, divar, places: createPlaces(client, { clock, ttlSeconds: day }) }
}

const settled = () => new Promise((done) => setImmediate(done))

describe('createPlaces', () => {
  it('asks Divar once a day', async () => {
    const { clock, asked, places } = setUp()
    expect(await places.cities()).toEqual([city('tehran'), city('new-city')])
    clock.advance(day - 1)
    await places.cities()
    expect(asked).toEqual(['cities'])
    clock.advance(1)
    await places.cities()
    expect(asked).toEqual(['cities', 'cities'])
  })

  it('returns the old list at once while it loads the new one', async () => {
    const { clock, divar, places } = setUp()
    await places.cities()
    clock.advance(day)
    divar.cities = async () => [city('tehran')]
    expect(await places.cities()).toHaveLength(2)
    await settled()
    expect(await places.cities()).toEqual([city('tehran')])
  })

  it('sends one request for concurrent readers', async () => {
    const { asked, places } = setUp()
    const [first, second] = await Promise.all([places.cities(), places.cities()])
    expect(first).toBe(second)
    expect(asked).toEqual(['cities'])
  })

  it('falls back to the bundled lists and does not ask again for 30 seconds', async () => {
    const { clock, asked, divar, places } = setUp()
    divar.cities = () => Promise.reject(unavailable)
    expect(await places.cities()).toEqual(bundledCities)
    expect(await places.districts('tehran')).toEqual(bundledDistricts.tehran)
    expect(await places.districts('yazd')).toEqual([])
    expect(asked).toEqual(['cities'])
    clock.advance(30)
    divar.cities = async () => [city('tehran')]
    expect(await places.cities()).toEqual([city('tehran')])
  })

  it('keeps the last valid list when Divar fails later', async () => {
    const { clock, divar, places } = setUp()
    await places.cities()
    clock.advance(day)
    divar.cities = () => Promise.reject(new DivarResponseError('get_cities', 'cities'))
    await places.cities()
    await settled()
    expect(await places.cities()).toEqual([city('tehran'), city('new-city')])
  })

  it('asks for another city after a malformed answer for one', async () => {
    const { asked, divar, places } = setUp()
    divar.districts = async (slug) => {
      if (slug === 'tehran') throw new DivarResponseError('get_districts', 'districts')
      return [city('north')]
    }
    expect(await places.districts('tehran')).toEqual(bundledDistricts.tehran)
    expect(await places.districts('new-city')).toEqual([city('north')])
    expect(asked).toEqual(['cities', 'tehran', 'new-city'])
  })

  it('never asks for an unknown city', async () => {
    const { asked, places } = setUp()
    expect(await places.districts('../users')).toEqual([])
    expect(await places.districts('__proto__')).toEqual([])
    expect(asked).toEqual(['cities'])
  })

  it('handles a client that throws synchronously and a clock that is set back', async () => {
    const { clock, divar, places } = setUp()
    divar.cities = () => {
      throw unavailable
    }
    expect(await places.cities()).toEqual(bundledCities)
    divar.cities = async () => [city('tehran')]
    clock.advance(-3600)
    expect(await places.cities()).toEqual([city('tehran')])
  })
})

describe('the bundled lists of places', () => {
  const lists = Object.entries({ cities: bundledCities, ...bundledDistricts })

  it.each(lists)("have for %s slugs of Divar's alphabet, Persian names and no duplicates", (_, list) => {
    for (const { slug, display } of list) {
      expect(slug).toMatch(/^[a-z0-9-]+$/)
      expect(display).toMatch(/^[\u0600-\u06ff\u200c ]+$/)
      expect(display).not.toMatch(/[يكى]/)
    }
    expect(new Set(list.map((one) => one.slug)).size).toBe(list.length)
    expect(new Set(list.map((one) => one.display)).size).toBe(list.length)
  })

  it('contain the capitals of all 31 provinces and the districts of the largest cities', () => {
    const slugs = bundledCities.map((one) => one.slug)
    const capitals =
      'tehran mashhad isfahan shiraz tabriz karaj qom ahvaz kermanshah urmia rasht zahedan hamadan kerman yazd ardabil ' +
      'bandar-abbas arak zanjan sanandaj qazvin khorramabad gorgan sari shahrekord bojnurd bushehr birjand ilam semnan yasuj'
    expect(slugs).toEqual(expect.arrayContaining(capitals.split(' ')))
    expect(slugs).toEqual(expect.arrayContaining(Object.keys(bundledDistricts)))
    expect(bundledDistricts.tehran.map((one) => one.slug)).toContain('nazi-abad')
  })
})
