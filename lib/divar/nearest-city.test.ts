import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import cities from './data/cities.json' with { type: 'json' }
import table from './data/city-coordinates.json' with { type: 'json' }
import { nearestCity } from './nearest-city.ts'

const entries = Object.entries(table).map(([slug, [latitude = 0, longitude = 0]]) => ({ slug, latitude, longitude }))

describe('the coordinates of cities', () => {
  it('are those of every bundled city, inside Iran, with two decimals at most', () => {
    expect(entries.map(({ slug }) => slug).toSorted()).toEqual(cities.map(({ slug }) => slug).toSorted())
    for (const { slug, latitude, longitude } of entries) {
      expect(latitude, slug).toBeGreaterThan(25)
      expect(latitude, slug).toBeLessThan(40)
      expect(longitude, slug).toBeGreaterThan(44)
      expect(longitude, slug).toBeLessThan(63.4)
      for (const degrees of [latitude, longitude]) expect(degrees, slug).toBe(Math.round(degrees * 100) / 100)
    }
  })
})

describe('the nearest city', () => {
  it.each([
    ['the middle of Tehran', 35.69, 51.39, 'tehran'],
    ['the west of Tehran, nearer to the middle of Qods', 35.73, 51.25, 'tehran'],
    ['Qods', 35.72, 51.12, 'qods'],
    ['the north of Tehran', 35.8, 51.43, 'tehran'],
    ['a village near Shiraz', 29.7, 52.4, 'shiraz'],
    ['the desert', 32.5, 56.5, null],
    ['the Persian Gulf', 27.8, 51.0, null],
    ['Istanbul', 41.01, 28.98, null],
    ['nowhere: both are zero', 0, 0, null],
    ['the date line', 35.7, -180, null],
  ])('to %s', (_, latitude, longitude, city) => {
    expect(nearestCity({ latitude, longitude })).toBe(city)
  })

  it('to a kilometre around the middle of a city is that city', () => {
    const step = fc.double({ min: -0.009, max: 0.009, noNaN: true })
    fc.assert(
      fc.property(fc.constantFrom(...entries), step, step, ({ slug, latitude, longitude }, north, east) => {
        expect(nearestCity({ latitude: latitude + north, longitude: longitude + east })).toBe(slug)
      }),
    )
  })

  it('to any place on earth is one of the table or none, and none outside Iran', () => {
    const latitude = fc.double({ min: -90, max: 90, noNaN: true })
    const longitude = fc.double({ min: -180, max: 180, noNaN: true })
    fc.assert(
      fc.property(latitude, longitude, (north, east) => {
        const city = nearestCity({ latitude: north, longitude: east })
        const isFar = north < 24.8 || north > 40.2 || east < 43.5 || east > 63.8
        expect(isFar ? [null] : [null, ...Object.keys(table)]).toContain(city)
      }),
    )
  })
})
