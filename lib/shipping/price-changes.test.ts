import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, type PriceCells, readPriceCells } from './price-cells.ts'
import { oddPrices, priceChanges } from './price-changes.ts'
import { sampleTariff } from './tariff.ts'
import { anyTariffs, risingTariffs } from './testing-tariffs.ts'

const listOf = (change: Record<string, PriceCells[string] | undefined>) => {
  const cells = Object.entries({ ...cellsOf(sampleTariff), ...change }).filter(([, value]) => value !== undefined)
  const read = readPriceCells(Object.fromEntries(cells) as PriceCells)
  if (!read.ok) throw new Error(read.cells.join())
  return read.list
}

describe('what differs between two price lists', () => {
  it('is nothing of the same list, and makes the one of the other', () => {
    fc.assert(
      fc.property(anyTariffs, anyTariffs, (one, other) => {
        expect(priceChanges(one, one)).toEqual([])
        const cells = { ...cellsOf(one) }
        for (const { cell, before, after } of priceChanges(one, other)) {
          expect(cells[cell] ?? null).toEqual(before)
          if (after === null) delete cells[cell]
          else cells[cell] = after
        }
        expect(cells).toEqual(cellsOf(other))
      }),
    )
  })

  it('has the share by which a number changed, and names a price that may be in rials', () => {
    const { 'city_express.same_city.small': small = 0 } = cellsOf(sampleTariff) as Record<string, number>
    const cells = {
      'city_express.same_city.small': small * 10,
      'city_express.same_city.medium': undefined,
      'city_express.limits.maxWeightGrams': 2_500,
      'list.taxPercent': 9,
    }
    const changes = priceChanges(sampleTariff, listOf(cells))
    expect(Object.fromEntries(changes.map(({ cell, percent, isLeap }) => [cell, [percent, isLeap]]))).toEqual({
      'city_express.same_city.small': [900, true],
      'city_express.same_city.medium': [null, false],
      'city_express.limits.maxWeightGrams': [-90, false],
      'list.taxPercent': [-10, false],
    })
  })
})

describe('what is odd in a price list', () => {
  it('is nothing in the sample, nor in a list that rises but for packing that is free', () => {
    expect(oddPrices(sampleTariff)).toEqual([])
    fc.assert(
      fc.property(risingTariffs, (list) => {
        expect(oddPrices(list).filter(({ why }) => why !== 'free_packing')).toEqual([])
      }),
    )
  })

  it.each([
    ['post_pishtaz.other_province.envelope', 1, 'farther_cheaper'],
    ['post_pishtaz.other_province.stepPrice', 1, 'farther_cheaper'],
    ['city_express.same_city.medium', 1, 'larger_cheaper'],
    ['city_express.packing.medium', 1, 'larger_cheaper'],
    ['post_pishtaz.other_province.stepGrams', 500, 'other_steps'],
    ['post_pishtaz.other_province.includedGrams', 1, 'other_steps'],
    ['post_pishtaz.packing.envelope', 0, 'free_packing'],
    ['post_pishtaz.packing.envelope', undefined, 'free_packing'],
  ])('is named by its cell: %s of %s is %s', (cell, value, why) => {
    expect(oddPrices(listOf({ [cell]: value }))).toEqual([{ cell, why }])
  })

  it('passes over a size that the nearer way does not carry', () => {
    expect(oddPrices(listOf({ 'post_pishtaz.same_province.envelope': undefined }))).toEqual([])
  })
})
