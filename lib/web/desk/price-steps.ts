import 'server-only'
import { redirect } from 'next/navigation'
import {
  draftPrices,
  dropPrices,
  type PricesDrafted,
  type PricesPublished,
  publishPrices,
  readPrices,
  rollBackPrices,
  saveParcels,
} from '#lib/desk/index.ts'
import { formatToman } from '#lib/fa/money.ts'
import { blockTexts, cellFault, parcelFault, parcelName, parcelText, pricesTexts } from '#lib/fa/price-desk-texts.ts'
import { deskProblems } from '#lib/fa/staff-texts.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { cellsOf, maxSavedParcels, partsOfCell, services } from '#lib/shipping/index.ts'
import { type DeskActionHere, textOfFile } from './action.ts'
import { cellsOfFields, parcelField, parcelsOfFields } from './price-form.ts'
import { readTable } from './price-table.ts'
import { changeRow } from './prices.ts'

const path = '/desk/prices'

/** Of a revision that is none, nothing is written. */
const countOf = (text: string | undefined): number => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : -1)

/** Writes the draft as the form says it, or says beside each cell what is wrong in it. */
export async function pricesStep({ app, staff, fields, again }: DeskActionHere): Promise<FormState> {
  const cells = cellsOfFields(fields)
  const drafted = await draftPrices(app.desk, staff, { revision: countOf(fields.revision), cells })
  if (drafted.kind !== 'refused') return draftedAnswer(drafted, again)
  return again(Object.fromEntries(drafted.cells.map((cell) => [cell, cellFault(partsOfCell(cell))])))
}

/** Puts a table that was pasted, or sent as a file, in the place of the one that a service has in the draft. */
export async function importStep({ app, staff, fields, upload, again }: DeskActionHere): Promise<FormState> {
  const found = await readPrices(app.desk, staff)
  if (found.kind !== 'prices') return again({}, deskProblems.not_allowed)
  const service = services.find((name) => name === fields.service)
  if (!service) return again({}, deskProblems.unknown)
  const text = textOfFile(await upload('file')) || (fields[`table.${service}`] ?? '')
  const table = readTable(text, service, cellsOf(found.shown))
  if (!table.ok) return again({}, table.sentence)
  const drafted = await draftPrices(app.desk, staff, { revision: countOf(fields.revision), cells: table.cells })
  if (drafted.kind !== 'refused') return draftedAnswer(drafted, again)
  return again({}, pricesTexts.wrongCells(drafted.cells.map((cell) => cellFault(partsOfCell(cell)))))
}

/** Writes what the parcels have to cost, or says what is wrong beside its row. */
export async function parcelsStep({ app, staff, fields, again }: DeskActionHere): Promise<FormState> {
  const rows = parcelsOfFields(fields)
  const parcels = rows.map(({ parcel }) => parcel)
  const saved = await saveParcels(app.desk, staff, { revision: countOf(fields.revision), parcels })
  if (saved.kind !== 'refused') return draftedAnswer(saved, again)
  const faults = saved.faults.map(({ row: index, field }) => {
    const row = rows[index]?.row ?? index
    return [parcelField(row, field), parcelFault(row, field)]
  })
  return again(Object.fromEntries(faults))
}

export async function dropStep({ app, staff, fields, again }: DeskActionHere): Promise<FormState> {
  return draftedAnswer(await dropPrices(app.desk, staff, countOf(fields.revision)), again)
}

function draftedAnswer(drafted: PricesDrafted, again: DeskActionHere['again']): FormState {
  switch (drafted.kind) {
    case 'written':
      return redirect(path)
    case 'not_allowed':
      return again({}, deskProblems.not_allowed)
    case 'newer':
      return again({}, pricesTexts.newerDraft)
    case 'stale': {
      const state = again({}, pricesTexts.staleDraft(differences(drafted)))
      // The next time it is knowingly written over that one.
      return { ...state, values: { ...state.values, revision: String(drafted.now.revision) } }
    }
  }
}

/** What the next tap would make of what stands there now. */
function differences({ now, wanted, changes }: Extract<PricesDrafted, { kind: 'stale' }>): string[] {
  const rows = Array.from({ length: maxSavedParcels }, (_, row) => ({
    label: parcelName(row),
    before: parcelText(now.parcels[row]),
    after: parcelText(wanted.parcels[row]),
  }))
  const all = [...changes.map(changeRow), ...rows.filter(({ before, after }) => before !== after)]
  return all.map(({ label, before, after }) => `${label}: از ${before} به ${after}`)
}

export async function publishStep({ app, staff, fields, again }: DeskActionHere): Promise<FormState> {
  const seen = { base: countOf(fields.base), revision: countOf(fields.revision) }
  return publishedAnswer(await publishPrices(app.desk, staff, seen), again)
}

export async function rollBackStep({ app, staff, fields, again }: DeskActionHere): Promise<FormState> {
  const asked = { base: countOf(fields.base), number: countOf(fields.number) }
  return publishedAnswer(await rollBackPrices(app.desk, staff, asked), again)
}

function publishedAnswer(published: PricesPublished, again: DeskActionHere['again']): FormState {
  switch (published.kind) {
    case 'written':
      return redirect(path)
    case 'stale':
      return again({}, pricesTexts.stale)
    case 'refused':
      return again({}, pricesTexts.refused)
    case 'not_found':
      return again({}, pricesTexts.notFound)
    case 'blocked': {
      const rows = published.parcels.map(({ row, total }) => {
        return `${parcelName(row)}: ${total === null ? pricesTexts.notCarried : formatToman(total)}`
      })
      return again({}, published.why === 'parcels' ? pricesTexts.notHolding(rows) : blockTexts[published.why])
    }
  }
}
