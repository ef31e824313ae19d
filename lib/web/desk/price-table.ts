import { priceColumnLabels, priceRowLabels, pricesTexts, tableCorner } from '#lib/fa/price-desk-texts.ts'
import { readCsv } from '#lib/kernel/read-csv.ts'
import { searchKey } from '#lib/kernel/text.ts'
import {
  type PriceCells,
  type PriceColumn,
  type PriceRow,
  partsOfCell,
  priceCell,
  priceColumns,
  priceRows,
  type Service,
} from '#lib/shipping/index.ts'
import { cellValue } from './price-form.ts'

/** The rows that have prices, and their columns. */
const pricedRows = priceRows.filter((row) => row !== 'limits')
const pricedColumns = priceColumns('same_city')
const limits = priceColumns('limits')

/** The first line of a service's table in a file. */
export const tableColumns: string[] = [tableCorner, ...pricedColumns.map((column) => priceColumnLabels[column])]

/** What stands in one: a line for each row, then a line for each limit, whose value is its second cell. */
export function tableLines(cells: PriceCells, service: Service): string[][] {
  const text = (row: PriceRow, column: PriceColumn) => String(cells[priceCell(service, row, column)] ?? '')
  return [
    ...pricedRows.map((row) => [
      priceRowLabels[row],
      ...pricedColumns.map((column) => (priceColumns(row).includes(column) ? text(row, column) : '')),
    ]),
    ...limits.map((column) => [priceColumnLabels[column], text('limits', column)]),
  ]
}

/** A table that was pasted or sent: its cells in the place of those that the service had. */
export function readTable(
  text: string,
  service: Service,
  before: PriceCells,
): { ok: true; cells: PriceCells } | { ok: false; sentence: string } {
  const [head = [], ...lines] = readCsv(text)
  const columns = head.slice(1).map((name) => (name.trim() === '' ? null : named(columnNames, name)))
  const unknown = columns.indexOf(undefined)
  if (head.length < 2 || lines.length === 0) return { ok: false, sentence: pricesTexts.noTable }
  if (unknown >= 0) return { ok: false, sentence: pricesTexts.unknownColumn(head[unknown + 1]?.trim() ?? '') }
  const table: Record<string, ReturnType<typeof cellValue>> = {}
  for (const [name = '', ...values] of lines) {
    const row = named(rowNames, name)
    const limit = named(limitNames, name)
    if (row === undefined && limit === undefined) return { ok: false, sentence: pricesTexts.unknownRow(name.trim()) }
    for (const [index, value] of values.entries()) {
      if (value.trim() === '') continue
      const column = limit === undefined ? columns[index] : index === 0 ? limit : null
      // A number under no title, and one that is no part of its row, would be lost without a word.
      const belongs = column && (limit !== undefined || (row && priceColumns(row).includes(column)))
      if (!belongs) return { ok: false, sentence: pricesTexts.unknownColumn(value.trim()) }
      const cell = priceCell(service, row ?? 'limits', column)
      table[cell] = cellValue(cell, value)
    }
  }
  return { ok: true, cells: inPlaceOf(service, before, table) }
}

/** Names as they stand in a file, compared as people and spreadsheets change them: letters, half-spaces, digits. */
const byText = <Name extends string>(names: readonly Name[], labels: Readonly<Record<string, string>>) =>
  new Map(names.flatMap((name) => [[name as string, name] as const, [searchKey(labels[name] ?? ''), name] as const]))

const rowNames = byText(pricedRows, priceRowLabels)
const columnNames = byText(pricedColumns, priceColumnLabels)
const limitNames = byText(limits, priceColumnLabels)
const named = <Name>(names: ReadonlyMap<string, Name>, text: string) =>
  names.get(text.trim()) ?? names.get(searchKey(text))

/** The order of the services stays. */
function inPlaceOf(service: Service, before: PriceCells, table: PriceCells): PriceCells {
  const entries = Object.entries(before)
  const isOwn = ([cell]: [string, unknown]) => partsOfCell(cell).service === service
  const at = entries.findIndex(isOwn)
  const rest = entries.filter((entry) => !isOwn(entry))
  const place = at < 0 ? rest.length : at
  return Object.fromEntries([...rest.slice(0, place), ...Object.entries(table), ...rest.slice(place)])
}
