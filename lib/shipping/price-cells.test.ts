import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, type PriceCells, readPriceCells } from './price-cells.ts'
import { sampleTariff } from './tariff.ts'
import { anyTariffs } from './testing-tariffs.ts'

const sample = cellsOf(sampleTariff)
const faults = (change: Record<string, PriceCells[string] | undefined>) => {
  const entries = Object.entries({ ...sample, ...change }).filter(([, value]) => value !== undefined)
  const read = readPriceCells(Object.fromEntries(entries) as PriceCells)
  return read.ok ? [] : read.cells
}

describe('the cells of a price list', () => {
  it('are read again as the same list, whatever list it is', () => {
    fc.assert(
      fc.property(anyTariffs, ({ version: _, area: _a, off: _o, ...list }) => {
        expect(readPriceCells(cellsOf(list))).toEqual({ ok: true, list })
      }),
    )
  })

  it.each<[string, PriceCells[string] | undefined]>([
    ['city_express.same_city.small', -1],
    ['city_express.same_city.small', 'ده هزار'],
    ['post_vijeh.same_province.stepPrice', 1_000_001],
    ['post_vijeh.same_province.stepGrams', undefined],
    ['post_vijeh.packing.small', 0.5],
    ['post_vijeh.limits.side2', 0],
    ['post_vijeh.limits.side3', undefined],
    ['post_vijeh.limits.maxWeightGrams', undefined],
    ['post_vijeh.limits.deliveryTime', undefined],
    ['post_vijeh.limits.deliveryTime', '\u200f \u200c'],
    ['post_vijeh.limits.deliveryTime', 'زود، ۰۹۱۲۱۲۳۴۵۶۷'],
    ['list.name', 'ارزان در badpa.ir'],
    ['list.name', undefined],
    ['list.taxPercent', 101],
    ['list.roundToToman', 0],
    ['list.validTo', '1405-12-31'],
    ['list.validTo', 'آخر سال'],
    ['list.validTo', 1405],
  ])('are refused by the cell that is wrong: %s as %j', (cell, value) => {
    expect(faults({ [cell]: value })).toEqual([cell])
  })

  it('have no way where a row is empty, no service where a table is, and are no list without any', () => {
    const without = (start: string) =>
      readPriceCells(Object.fromEntries(Object.entries(sample).filter(([cell]) => !cell.startsWith(start))))
    const noWay = without('post_pishtaz.same_city.')
    const of = (read: typeof noWay, name: string) =>
      read.ok && read.list.services.find(({ service }) => service === name)
    expect(of(noWay, 'post_pishtaz')).toMatchObject({ prices: { same_province: {} } })
    expect(of(noWay, 'post_pishtaz')).not.toMatchObject({ prices: { same_city: {} } })
    expect(of(without('post_pishtaz.'), 'post_pishtaz')).toBeUndefined()
    const bare = Object.fromEntries(Object.entries(sample).filter(([cell]) => cell.startsWith('list.')))
    expect(readPriceCells(bare)).toEqual({ ok: false, cells: ['list.services'] })
    expect(readPriceCells({ ...bare, 'balloon.same_city.small': 1 })).toEqual({ ok: false, cells: ['list.services'] })
  })
})
