import { describe, expect, it } from 'vitest'
import { distanceClass, distanceClasses } from './distance.ts'
import { checkSavedParcels, placesApart, readSavedParcels } from './saved-parcels.ts'
import { sampleTariff } from './tariff.ts'

const saved = {
  service: 'post_pishtaz',
  distance: 'other_province',
  size: 'small',
  weightGrams: 2_000,
  fragile: true,
  expectedToman: 117_000,
} as const

const read = (change: object) => {
  const result = readSavedParcels([{ ...saved, ...change }])
  return result.ok ? result.parcels : result.faults
}
const checked = (change: object) => {
  const result = readSavedParcels([{ ...saved, ...change }])
  return result.ok ? checkSavedParcels(sampleTariff, result.parcels) : []
}

describe('a saved parcel', () => {
  it('lies between places that are as far apart as it says', () => {
    for (const distance of distanceClasses) {
      const { pickup, dropoff } = placesApart(distance)
      expect(distanceClass(pickup, dropoff)).toBe(distance)
    }
  })

  it('holds at exactly the total that a sender would be told, and neither above nor below it', () => {
    expect(checked({})).toMatchObject([{ total: 117_000, holds: true }])
    expect(checked({ expectedToman: 116_000 })).toMatchObject([{ total: 117_000, holds: false }])
    expect(checked({ fragile: false })).toMatchObject([{ holds: false }])
  })

  it('does not hold where it is not carried, not even for nothing', () => {
    expect(checked({ service: 'city_express', expectedToman: 0 })).toMatchObject([{ total: null, holds: false }])
  })

  it.each([
    ['weightGrams', 5_001],
    ['weightGrams', 0],
    ['weightGrams', '2'],
    ['expectedToman', -1],
    ['expectedToman', 0.5],
    ['service', 'balloon'],
    ['distance', ''],
  ])('is refused by its field: %s of %j', (field, value) => {
    expect(read({ [field]: value })).toEqual([{ row: 0, field }])
  })

  it('is one of ten at most', () => {
    expect(readSavedParcels(Array.from({ length: 10 }, () => saved)).ok).toBe(true)
    expect(readSavedParcels(Array.from({ length: 11 }, () => saved)).ok).toBe(false)
  })
})
