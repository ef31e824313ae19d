import 'server-only'
import {
  type Found,
  parseFilter,
  type QueueFilter,
  readQueue,
  type ShownRow,
  search,
  tabNames,
  writeFilter,
} from '#lib/desk/index.ts'
import { formatStamp } from '#lib/fa/date.ts'
import { attentionLabels, emptyTabTexts, searchTexts, standingText, tabLabels, todayTexts } from '#lib/fa/desk-texts.ts'
import { parcelSizeLabels, serviceLabels, sideLabels, stateLabels } from '#lib/fa/labels.ts'
import { formatAmount } from '#lib/fa/money.ts'
import { formatTrackingCode } from '#lib/fa/tracking-code.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Services } from '#lib/services.ts'
import { services as allServices, carrierStates } from '#lib/shipping/index.ts'
import { couriersToSend } from '#lib/staff/index.ts'
import { placeText } from '../views/display.ts'
import { queueVersion } from './live.ts'
import { papersFor } from './paper.ts'
import type { StaffHere } from './session.ts'

const path = '/desk/queue'
const href = (filter: QueueFilter) => `${path}?${writeFilter(filter)}`

export type QueueLine = Awaited<ReturnType<typeof lineOf>>

/** What one row says; it names nobody. */
export async function lineOf(row: ShownRow, { places, clock }: Pick<Services, 'places' | 'clock'>) {
  const [pickup, dropoff] = await Promise.all([placeText(places, row.pickup), placeText(places, row.dropoff)])
  return {
    id: row.id,
    code: row.trackingCode,
    shownCode: formatTrackingCode(row.trackingCode),
    state: stateLabels[row.state],
    attention: row.attention && attentionLabels[row.attention],
    standing: { kind: row.standing.kind, text: standingText(row.standing) },
    service: serviceLabels[row.service],
    pickup,
    dropoff,
    size: parcelSizeLabels[row.size].label,
    payer: sideLabels[row.payer === 'seller' ? 'SUPPLY' : 'DEMAND'],
    amount: formatAmount(row.priceToman),
    changed: formatStamp(row.updatedAt, clock()),
  }
}

/** A page of the queue as the address says it, or what was looked for. */
export async function queueView({ app, staff }: StaffHere, query: Record<string, string>) {
  const filter = parseFilter(query)
  const linesOf = async (rows: readonly ShownRow[]) => await Promise.all(rows.map((row) => lineOf(row, app)))
  const asked = (query.q ?? '').trim()
  const queue = await readQueue(app.desk, staff, filter)
  const counts = queue.kind === 'page' ? queue.counts : {}
  const fresh = { ...filter, after: null }
  const couriers = ((await couriersToSend(app.staff, staff)) ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const { courier } = filter
  const isKnown = courier === null || couriers.some(({ value }) => value === courier)
  const view = {
    asked,
    filter: {
      ...fresh,
      state: filter.state ?? '',
      service: filter.service ?? '',
      city: filter.city ?? '',
      courier: filter.courier ?? '',
    },
    tabs: tabNames.map((name) => ({
      label: tabLabels[name],
      count: toPersianDigits(counts[name] ?? 0),
      href: href({ ...fresh, tab: name, state: null }),
      isHere: asked === '' && name === filter.tab,
    })),
    choices: {
      state: carrierStates.map((value) => ({ value, label: stateLabels[value] })),
      service: allServices.map((value) => ({ value, label: serviceLabels[value] })),
      city: (await app.places.cities()).map(({ slug, display }) => ({ value: slug, label: display })),
      // Somebody who is given nothing any more may have parcels still.
      courier: isKnown ? couriers : [...couriers, { value: courier, label: todayTexts.noMore }],
    },
    isFiltered: [filter.state, filter.service, filter.city, filter.courier].some((one) => one !== null) || filter.late,
    fileHref: asked === '' ? `${path}/csv?${writeFilter(fresh)}` : null,
    clearHref: href({ ...fresh, state: null, service: null, city: null, courier: null, late: false }),
    couriers,
    papers: papersFor({ staff }),
    // A second tap on the same page changes nothing more.
    tapId: newId(),
    firstHref: filter.after === null ? null : href(fresh),
    // What was looked for stands still: it is an answer.
    live:
      asked === '' && queue.kind === 'page'
        ? {
            stateUrl: `${path}/state?${writeFilter(filter)}`,
            eventsUrl: `${path}/events?${writeFilter(filter)}`,
            version: queueVersion(queue),
            asOf: app.clock().getTime(),
          }
        : null,
  }
  if (asked !== '') return { ...view, ...(await foundView(await search(app.desk, staff, asked), linesOf)), next: null }
  const rows = queue.kind === 'page' ? queue.rows : []
  const next = queue.kind === 'page' && queue.next !== null ? href({ ...filter, after: queue.next }) : null
  const note = rows.length > 0 ? null : view.isFiltered ? 'با این صافی مرسوله‌ای نیست.' : emptyTabTexts[filter.tab]
  return { ...view, lines: await linesOf(rows), notFound: [], note, next }
}

/** What was found, and of a list what was not. */
async function foundView(found: Found, linesOf: (rows: readonly ShownRow[]) => Promise<QueueLine[]>) {
  if (found.kind === 'last_four') {
    const note = found.rows.length === 0 ? searchTexts.none : found.more ? searchTexts.more : null
    return { lines: await linesOf(found.rows), notFound: [], note }
  }
  if (found.kind !== 'codes') {
    return { lines: [], notFound: [], note: found.kind === 'too_many' ? searchTexts.too_many : searchTexts.empty }
  }
  const notFound = found.results.filter(({ row }) => row === null)
  return {
    lines: await linesOf(found.results.flatMap(({ row }) => row ?? [])),
    notFound: notFound.map(({ asked, code }) => (code === null ? asked : formatTrackingCode(code))),
    note: null,
  }
}
