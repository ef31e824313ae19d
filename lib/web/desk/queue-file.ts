import 'server-only'
import { exportQueue, parseFilter, type ShownRow } from '#lib/desk/index.ts'
import { attentionLabels, queueFileColumns } from '#lib/fa/desk-texts.ts'
import { parcelSizeLabels, serviceLabels, sideLabels, stateLabels } from '#lib/fa/labels.ts'
import { formatTrackingCode } from '#lib/fa/tracking-code.ts'
import { csvOf } from '#lib/kernel/csv.ts'
import { jalaliTimeOf } from '#lib/kernel/tehran.ts'
import { placeText } from '../views/display.ts'
import { deskFile } from './file.ts'
import type { StaffHere } from './session.ts'

/** All that the filter in an address shows, in a file for a spreadsheet. */
export async function queueFile(request: Request): Promise<Response> {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const asked = { page: '/desk/queue', may: 'queue.read', name: 'peyk-queue', format: 'csv' } as const
  return await deskFile(asked, async ({ app, staff }) => {
    const file = exportQueue(app.desk, staff, parseFilter(query))
    if (file.kind !== 'rows') return null
    return csvOf(Object.values(queueFileColumns), linesOf(app, file.pages))
  })
}

async function* linesOf(app: StaffHere['app'], pages: AsyncIterable<ShownRow[]>) {
  for await (const rows of pages) yield await Promise.all(rows.map(async (row) => await cellsOf(app, row)))
}

/** Numbers and times as a spreadsheet counts with them. */
async function cellsOf({ places }: Pick<StaffHere['app'], 'places'>, row: ShownRow): Promise<string[]> {
  const cells: Record<keyof typeof queueFileColumns, string | null> = {
    code: formatTrackingCode(row.trackingCode),
    state: stateLabels[row.state],
    attention: row.attention && attentionLabels[row.attention],
    promised: row.promisedAt && jalaliTimeOf(row.promisedAt),
    service: serviceLabels[row.service],
    pickup: await placeText(places, row.pickup),
    dropoff: await placeText(places, row.dropoff),
    size: parcelSizeLabels[row.size].label,
    price: String(row.priceToman),
    payer: sideLabels[row.payer === 'seller' ? 'SUPPLY' : 'DEMAND'],
    changed: jalaliTimeOf(row.updatedAt),
  }
  return Object.keys(queueFileColumns).map((column) => cells[column as keyof typeof cells] ?? '')
}
