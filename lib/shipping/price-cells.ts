import { z } from 'zod'
import { findContact } from '#lib/kernel/contacts.ts'
import { cleanText } from '#lib/kernel/text.ts'
import { distanceClasses } from './distance.ts'
import { parcelSizes } from './parcel.ts'
import { services } from './service.ts'
import { type PriceList, priceListSchema } from './tariff.ts'

/** The rows of a service's table. */
export const priceRows = [...distanceClasses, 'packing', 'limits'] as const
export type PriceRow = (typeof priceRows)[number]

/** How a row of a distance goes on behind its prices by size. */
export const stepColumns = ['includedGrams', 'stepGrams', 'stepPrice'] as const
const limitColumns = ['maxWeightGrams', 'side1', 'side2', 'side3', 'deliveryTime'] as const
export type PriceColumn = (typeof parcelSizes)[number] | (typeof stepColumns)[number] | (typeof limitColumns)[number]

/** What a row has cells for. */
export function priceColumns(row: PriceRow): readonly PriceColumn[] {
  if (row === 'packing') return parcelSizes
  return row === 'limits' ? limitColumns : [...parcelSizes, ...stepColumns]
}

/** What is said once for the whole list. */
export const listColumns = ['name', 'validTo', 'sample', 'taxPercent', 'roundToToman'] as const

export type PriceValue = number | string | boolean

/**
 * A price list as cells: `post_vijeh.same_city.small`, `post_vijeh.packing.small`, `post_vijeh.limits.side1`, `list.taxPercent`.
 * What has no price has no cell. The order of the services is that of their first cells.
 */
export type PriceCells = Readonly<Record<string, PriceValue>>

export const priceCell = (service: string, row: PriceRow, column: PriceColumn): string => `${service}.${row}.${column}`

/** Service, row and column of a cell; of what is said once the service is `list`. */
export function partsOfCell(cell: string): { service: string; row: string; column: string } {
  const [service = '', row = '', column = ''] = cell.split('.')
  return service === 'list' ? { service, row: 'list', column: row } : { service, row, column }
}

export function cellsOf(list: PriceList): PriceCells {
  const cells: Record<string, PriceValue> = present(listColumns.map((name) => [`list.${name}`, list[name]]))
  for (const { service, prices, fragilePacking, maxSidesCm, ...limits } of list.services) {
    const put = (row: PriceRow, column: PriceColumn, value: PriceValue | undefined) => {
      if (value !== undefined) cells[priceCell(service, row, column)] = value
    }
    for (const distance of distanceClasses) {
      const zone = prices[distance]
      for (const size of parcelSizes) put(distance, size, zone?.base[size])
      for (const column of stepColumns) put(distance, column, zone?.[column])
    }
    for (const size of parcelSizes) put('packing', size, fragilePacking[size])
    put('limits', 'maxWeightGrams', limits.maxWeightGrams)
    maxSidesCm.forEach((side, index) => {
      put('limits', (['side1', 'side2', 'side3'] as const)[index] ?? 'side1', side)
    })
    put('limits', 'deliveryTime', limits.deliveryTime)
  }
  return cells
}

/** A list as a person wrote it; of one that is none the cells that are wrong: a cell that is missing stands among them. */
export type ReadPrices = { ok: true; list: PriceList } | { ok: false; cells: string[] }

/** Names and times stand in chats, where a number or a link would be taken for an advertisement. */
const isFitToShow = (text: string) => text !== '' && findContact(text) === null

/** Reads cells as the list that they are. Every cell that is wrong is named at once. */
export function readPriceCells(cells: PriceCells): ReadPrices {
  const told = [...new Set(Object.keys(cells).map((cell) => partsOfCell(cell).service))]
  const written = told.filter((name) => (services as readonly string[]).includes(name))
  const data = {
    ...present(listColumns.map((name) => [name, cleaned(cells[`list.${name}`])])),
    services: written.map((service) => serviceOf(service, cells)),
  }
  const parsed = priceListSchema.safeParse(data)
  const wrong = parsed.success ? [] : parsed.error.issues.map(({ path }) => cellOfPath(path, written))
  const unfit = Object.entries(cells)
    .filter(([cell, value]) => /(^list\.name|\.deliveryTime)$/.test(cell) && !isFitToShow(String(cleaned(value))))
    .map(([cell]) => cell)
  if (parsed.success && unfit.length === 0) return { ok: true, list: parsed.data }
  return { ok: false, cells: [...new Set([...wrong, ...unfit])] }
}

const cleaned = (value: PriceValue | undefined) => (typeof value === 'string' ? cleanText(value, { max: 61 }) : value)

function serviceOf(service: string, cells: PriceCells) {
  const at = (row: PriceRow, column: PriceColumn) => cells[priceCell(service, row, column)]
  const bySize = (row: PriceRow) => present(parcelSizes.map((size) => [size, at(row, size)]))
  const zones = distanceClasses
    .filter((distance) => priceColumns(distance).some((column) => at(distance, column) !== undefined))
    .map((distance) => {
      const steps = Object.fromEntries(stepColumns.map((column) => [column, at(distance, column)]))
      return [distance, { base: bySize(distance), ...steps }]
    })
  return {
    service,
    deliveryTime: cleaned(at('limits', 'deliveryTime')),
    maxWeightGrams: at('limits', 'maxWeightGrams'),
    maxSidesCm: [at('limits', 'side1'), at('limits', 'side2'), at('limits', 'side3')],
    prices: Object.fromEntries(zones),
    fragilePacking: bySize('packing'),
  }
}

const present = (entries: [string, PriceValue | undefined][]): Record<string, PriceValue> =>
  Object.fromEntries(entries.filter((entry): entry is [string, PriceValue] => entry[1] !== undefined))

const zonePath = z.tuple([z.literal('services'), z.int(), z.literal('prices'), z.string()]).rest(z.string())

function cellOfPath(path: PropertyKey[], written: readonly string[]): string {
  const [first, index, part, at] = path
  if (first !== 'services' || typeof index !== 'number') return `list.${String(first)}`
  const service = written[index] ?? ''
  const zone = zonePath.safeParse(path)
  if (zone.success) return `${service}.${zone.data[3]}.${zone.data.at(-1)}`
  if (part === 'fragilePacking') return `${service}.packing.${String(at)}`
  return part === 'maxSidesCm' ? `${service}.limits.side${Number(at ?? 0) + 1}` : `${service}.limits.${String(part)}`
}
