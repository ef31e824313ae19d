import { formatAmount } from '#lib/fa/money.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { plainLine, typedCount, typedDay } from '#lib/kernel/typed.ts'
import { typedToman } from '#lib/kernel/typed-toman.ts'
import {
  isMoney,
  listColumns,
  maxSavedParcels,
  type PriceCells,
  type PriceValue,
  partsOfCell,
  priceCell,
  priceColumns,
  priceRows,
  type SavedParcel,
  services,
} from '#lib/shipping/index.ts'

type Fields = Readonly<Record<string, string>>

/** A cell as it stands in its field, and in a sentence. */
export function cellText(cell: string, value: PriceValue): string {
  if (typeof value === 'boolean') return value ? '1' : ''
  if (cell === 'list.validTo') return toPersianDigits(String(value)).replaceAll('-', '/')
  if (typeof value === 'string') return value
  return isMoney(cell) ? formatAmount(value) : toPersianDigits(String(value)).replace('.', '٫')
}

export const priceFields = (cells: PriceCells): Record<string, string> =>
  Object.fromEntries(Object.entries(cells).map(([cell, value]) => [cell, cellText(cell, value)]))

/** The cells that a form says, in its order; a field that is empty is no cell. */
export function cellsOfFields(fields: Fields): PriceCells {
  const known = new Set(
    services.flatMap((service) =>
      priceRows.flatMap((row) => priceColumns(row).map((column) => priceCell(service, row, column))),
    ),
  )
  const own = Object.entries(fields).filter(([cell, text]) => known.has(cell) && text.trim() !== '')
  const said = listColumns.filter((name) => name !== 'validTo' || (fields['list.validTo'] ?? '').trim() !== '')
  return {
    ...Object.fromEntries(said.map((name) => [`list.${name}`, listValue(name, fields)])),
    ...Object.fromEntries(own.map(([cell, text]) => [cell, cellValue(cell, text)])),
  }
}

function listValue(name: (typeof listColumns)[number], fields: Fields): PriceValue {
  const text = fields[`list.${name}`] ?? ''
  if (name === 'sample') return text === '1'
  // What is no day stays text.
  if (name === 'validTo') return typedDay(text) ?? text
  return name === 'name' ? text : cellValue(`list.${name}`, text)
}

/** What a person wrote into a cell: money as people write it, in tomans unless it says rials. What is none stays text. */
export function cellValue(cell: string, text: string): PriceValue {
  if (partsOfCell(cell).column === 'deliveryTime') return text
  if (!isMoney(cell)) return numberOf(text)
  const typed = typedToman(text)
  return typed.ok ? typed.amount : text
}

export function numberOf(text: string): number | string {
  const count = typedCount(text)
  if (count !== null) return count < 1e9 ? count : text
  const [, whole, part] = /^(\d{1,9})[.٫/](\d{1,2})$/.exec(plainLine(text)) ?? []
  return whole === undefined ? text : Number(`${whole}.${part}`)
}

const parcelFields = ['service', 'distance', 'size', 'weightGrams', 'fragile', 'expectedToman'] as const

export const parcelField = (row: number, field: string): string => `parcel${row}.${field}`

export const savedParcelFields = (parcels: readonly SavedParcel[]): Record<string, string> =>
  Object.fromEntries(
    parcels.flatMap((parcel, row) => [
      ...(['service', 'distance', 'size'] as const).map((field) => [parcelField(row, field), parcel[field]]),
      [parcelField(row, 'weightGrams'), formatAmount(parcel.weightGrams)],
      [parcelField(row, 'fragile'), parcel.fragile ? '1' : ''],
      [parcelField(row, 'expectedToman'), formatAmount(parcel.expectedToman)],
    ]),
  )

/** The parcels that a form says, each with the row it stands in; a row in which nothing is chosen or written is none. */
export function parcelsOfFields(fields: Fields): { row: number; parcel: Record<string, unknown> }[] {
  return Array.from({ length: maxSavedParcels }, (_, row) => row).flatMap((row) => {
    const [service, distance, size, weight, fragile, expected] = parcelFields.map((field) =>
      (fields[parcelField(row, field)] ?? '').trim(),
    )
    if (![service, distance, size, weight, expected].some(Boolean)) return []
    const typed = typedToman(expected ?? '')
    const expectedToman = typed.ok ? typed.amount : expected
    const weightGrams = numberOf(weight ?? '')
    return [{ row, parcel: { service, distance, size, weightGrams, fragile: fragile === '1', expectedToman } }]
  })
}
