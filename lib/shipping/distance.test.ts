import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceClass, iranZones, provinceOf } from './distance.ts'

const place = (city: string, district: string | null = null) => ({ city, district })
const all = iranZones.flatMap(({ cities }) => cities)

describe('distanceClass', () => {
  it.each([
    ['tehran', 'tehran', 'same_city'],
    ['tehran', 'eslamshahr', 'same_province'],
    ['tehran', 'karaj', 'other_province'],
    ['nowhere', 'nowhere', 'same_city'],
    ['nowhere', 'elsewhere', 'other_province'],
    ['nowhere', 'tehran', 'other_province'],
  ])('from %s to %s is %s', (from, to, expected) => {
    expect(distanceClass(place(from), place(to))).toBe(expected)
  })

  it('ignores districts', () => {
    expect(distanceClass(place('tehran', 'vanak'), place('tehran', 'tajrish'))).toBe('same_city')
  })

  it('is unknown while an end is unknown', () => {
    expect(distanceClass(null, place('tehran'))).toBeNull()
    expect(distanceClass(place('tehran'), null)).toBeNull()
  })

  it('is the same in both directions', () => {
    const places = fc.constantFrom(...all).map((city) => place(city))
    fc.assert(
      fc.property(places, places, (a, b) => {
        expect(distanceClass(a, b)).toBe(distanceClass(b, a))
      }),
    )
  })
})

describe('iranZones', () => {
  it('has 31 provinces and each city once, by slug', () => {
    expect(iranZones).toHaveLength(31)
    expect(new Set(all).size).toBe(all.length)
    expect(all.filter((slug) => !/^[a-z]+(-[a-z]+)*$/.test(slug))).toEqual([])
    expect(all.length).toBeGreaterThan(300)
  })

  it('does not treat an inherited property as a city or a province', () => {
    expect(provinceOf('constructor')).toBeNull()
    expect(provinceOf('__proto__')).toBeNull()
    expect(provinceOf('')).toBeNull()
  })
})
