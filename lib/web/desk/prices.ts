import 'server-only'
import { type PricesOnDesk, readPrices } from '#lib/desk/index.ts'
import { missingTexts } from '#lib/fa/business-form-texts.ts'
import { formatStamp } from '#lib/fa/date.ts'
import { distanceLabels, parcelSizeLabels, serviceLabels } from '#lib/fa/labels.ts'
import { formatToman } from '#lib/fa/money.ts'
import {
  blockTexts,
  cellLabel,
  changeText,
  oddityTexts,
  parcelName,
  priceColumnLabels,
  priceRowLabels,
  pricesTexts,
} from '#lib/fa/price-desk-texts.ts'
import { csvOf } from '#lib/kernel/csv.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import {
  cellsOf,
  maxSavedParcels,
  type PriceChange,
  partsOfCell,
  priceCell,
  priceColumns,
  priceRows,
  type Service,
  services,
} from '#lib/shipping/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import { filledForm } from '../views/display.ts'
import { deskFile } from './file.ts'
import { priceCalculator } from './price-calculator.ts'
import { endingText } from './price-end.ts'
import { cellText, parcelField, priceFields, savedParcelFields } from './price-form.ts'
import { tableColumns, tableLines } from './price-table.ts'
import type { StaffHere } from './session.ts'

const path = '/desk/prices'

/** The prices, their draft and what is between the two; null: not for this role. */
export async function pricesView({ app, staff }: StaffHere, query: Readonly<Record<string, string>>) {
  const found = await readPrices(app.desk, staff)
  if (found.kind !== 'prices') return null
  const { version, draft, shown, changes, odd, checked, block } = found
  const isOpen = draft.list !== null
  const mayPublish = mayDo(staff.role, 'tariff.publish')
  return {
    base: String(version.number),
    revision: String(draft.revision),
    lead: version.number === 0 ? pricesTexts.unwritten : pricesTexts.inForce(toPersianDigits(version.number)),
    ending: endingText(version.business.tariff, app.clock()),
    sample: version.business.tariff.sample ? missingTexts.prices : null,
    draft: isOpen ? draftText(found, app.clock()) : null,
    form: filledForm(priceFields(cellsOf(shown))),
    tables: tablesOf(found),
    changes: isOpen ? changes.map(changeRow) : [],
    isMaybeRials: isOpen && changes.some(({ isLeap }) => isLeap),
    odd: odd.map(({ cell, why }) => `${cellLabel(partsOfCell(cell))} ${oddityTexts[why]}`),
    calculator: priceCalculator(found, query, await app.places.cities()),
    parcels: {
      form: filledForm(savedParcelFields(draft.parcels)),
      rows: Array.from({ length: maxSavedParcels }, (_, row) => ({
        label: parcelName(row),
        service: parcelField(row, 'service'),
        distance: parcelField(row, 'distance'),
        size: parcelField(row, 'size'),
        weight: parcelField(row, 'weightGrams'),
        fragile: parcelField(row, 'fragile'),
        expected: parcelField(row, 'expectedToman'),
        total: totalText(checked[row]?.total),
        holds: checked[row]?.holds ?? null,
      })),
      choices: {
        services: services.map((value) => ({ value, label: serviceLabels[value] })),
        distances: Object.entries(distanceLabels).map(([value, label]) => ({ value, label })),
        sizes: Object.entries(parcelSizeLabels).map(([value, { label }]) => ({ value, label })),
      },
    },
    mayPublish,
    blocked: block === null ? null : blockTexts[block],
    versions: versionsOf(found, app.clock()),
  }
}

const totalText = (total: number | null | undefined): string | null => {
  if (total === undefined) return null
  return total === null ? pricesTexts.notCarried : formatToman(total)
}

function draftText({ draft, names }: PricesOnDesk, now: Date): string {
  const who = draft.draftedBy === null ? null : (names.get(draft.draftedBy) ?? null)
  const when = draft.draftedAt && formatStamp(draft.draftedAt, now)
  return pricesTexts.drafted({ who, when, base: toPersianDigits(draft.base) })
}

/** A table for each service: those that have prices in their order, then those that have none. */
function tablesOf({ shown }: PricesOnDesk) {
  const priced = shown.services.map(({ service }) => service)
  const ordered: Service[] = [...priced, ...services.filter((service) => !priced.includes(service))]
  return ordered.map((service) => ({
    service,
    label: serviceLabels[service],
    isPriced: priced.includes(service),
    fileHref: `${path}/csv?service=${service}`,
    columns: priceColumns('same_city').map((column) => priceColumnLabels[column]),
    rows: priceRows
      .filter((row) => row !== 'limits')
      .map((row) => ({
        label: priceRowLabels[row],
        cells: priceColumns('same_city').map((column) => {
          const cell = priceCell(service, row, column)
          return priceColumns(row).includes(column) ? { name: cell, label: cellLabel(partsOfCell(cell)) } : null
        }),
      })),
    limits: priceColumns('limits').map((column) => {
      const cell = priceCell(service, 'limits', column)
      return { name: cell, label: priceColumnLabels[column], spoken: cellLabel(partsOfCell(cell)) }
    }),
  }))
}

export function changeRow({ cell, before, after, percent }: PriceChange) {
  const text = (value: PriceChange['before']) => {
    if (value === null) return '—'
    if (typeof value === 'boolean') return value ? 'بله' : 'نه'
    return cellText(cell, value)
  }
  return {
    cell,
    label: cellLabel(partsOfCell(cell)),
    before: text(before),
    after: text(after),
    percent: percent === null ? '—' : changeText(percent),
  }
}

function versionsOf({ versions, names }: PricesOnDesk, now: Date) {
  return versions.map(({ number, writtenAt, staffId, isCurrent }) => ({
    number: String(number),
    label: toPersianDigits(number),
    when: formatStamp(writtenAt, now),
    who: staffId === null ? null : (names.get(staffId) ?? null),
    isCurrent,
  }))
}

/** `GET /desk/prices/csv?service=…`: the table of a service as it stands in the draft, or, without one, as it is published. */
export async function priceFile(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams.get('service')
  const service = services.find((one) => one === asked) ?? services[0]
  const name = `peyk-prices-${service}`
  return await deskFile({ page: path, may: 'tariff.draft', name, format: 'csv' }, async ({ app, staff }) => {
    const found = await readPrices(app.desk, staff)
    if (found.kind !== 'prices') return null
    return csvOf(tableColumns, once(tableLines(cellsOf(found.shown), service)))
  })
}

async function* once<Page>(page: Page) {
  yield page
}
