import 'server-only'
import { type DeskShipment, type DeskStep, maxNoteLength, readShipment } from '#lib/desk/index.ts'
import {
  delayReasonLabels,
  failureReasonLabel,
  failureReasonLabels,
  giveUpReasonLabels,
} from '#lib/fa/carrier-reasons.ts'
import { formatDay, formatStamp } from '#lib/fa/date.ts'
import {
  authorText,
  moveLabels,
  noPictureTexts,
  overrideReasonLabels,
  proofTexts,
  roleText,
} from '#lib/fa/desk-texts.ts'
import { sideLabels } from '#lib/fa/labels.ts'
import { formatToman } from '#lib/fa/money.ts'
import { appointmentRows } from '#lib/fa/promise-texts.ts'
import { stepText } from '#lib/fa/timeline-texts.ts'
import { addSeconds, daySeconds } from '#lib/kernel/clock.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { newId } from '#lib/kernel/ids.ts'
import { jalaliTimeOf } from '#lib/kernel/tehran.ts'
import { beforePickup, type End, paidAt, parseTrackingCode } from '#lib/shipping/index.ts'
import { couriersToSend, mayDo } from '#lib/staff/index.ts'
import { parcelRows, wayRows } from '../views/display.ts'
import { receiptView } from '../views/receipt.ts'
import { shipmentVersion } from './live.ts'
import { papersFor } from './paper.ts'
import { lineOf } from './queue.ts'
import type { StaffHere } from './session.ts'
import { threadLine } from './threads.ts'

const optionsOf = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

/**
 * One shipment, and what this role may do with it now; null: there is none with this code. `picture`: why that of the delivery
 * was not shown, where somebody asked for it.
 */
export async function shipmentView({ app, staff }: StaffHere, code: string, picture?: string) {
  const trackingCode = parseTrackingCode(code)
  const read = trackingCode === null ? null : await readShipment(app.desk, staff, trackingCode)
  if (read?.kind !== 'shipment') return null
  const couriers = (await couriersToSend(app.staff, staff)) ?? []
  const may = (action: Parameters<typeof mayDo>[1]) => mayDo(staff.role, action)
  const isOpen = read.next.length > 0
  const { courierId } = read.row
  return {
    line: await lineOf(read.row, app),
    live: {
      stateUrl: `/desk/shipments/${trackingCode}/state`,
      eventsUrl: `/desk/shipments/${trackingCode}/events`,
      version: shipmentVersion(read),
      asOf: app.clock().getTime(),
    },
    // A second tap on the same page changes nothing more.
    tapId: newId(),
    facts: [
      ...appointmentRows(read.appointment, app.clock()),
      ...parcelRows(read.parcel),
      ...wayRows({ service: read.row.service, payer: read.row.payer, quote: read.quote }),
      { label: 'مبلغ', value: formatToman(read.row.priceToman) },
      ...courierRow(courierId, couriers),
    ],
    ends: [endOf(read, 'pickup'), endOf(read, 'dropoff')],
    mayReveal: may('contact.reveal'),
    steps: read.steps.map((step) => stepLine(step, app.clock())),
    moves: may('shipment.move')
      ? read.next.flatMap((status) =>
          status === 'picked_up' || status === 'delivered' || status === 'returned'
            ? [{ status, label: moveLabels[status], asksCode: status !== 'returned' }]
            : [],
        )
      : [],
    failures: may('shipment.move') && read.next.includes('delivery_failed') ? optionsOf(failureReasonLabels) : [],
    givingUp: may('shipment.cancel') && read.next.includes('cancelled') ? optionsOf(giveUpReasonLabels) : [],
    couriers: may('shipment.assign') && isOpen ? couriers.map(({ id, name }) => ({ value: id, label: name })) : [],
    overrides: optionsOf(overrideReasonLabels),
    papers: papersFor({ staff }),
    receiptHref: paidAt(read.row.payer, read.steps) && `/desk/shipments/${trackingCode}/receipt`,
    promise:
      may('shipment.move') && isOpen
        ? {
            days: daysFrom(app.clock()),
            reasons: optionsOf(delayReasonLabels),
            asksWindow: beforePickup.includes(read.row.state),
          }
        : null,
    threads: (read.threads ?? []).map((thread) => ({
      ...threadLine(thread, `گزارش ${sideLabels[thread.about?.side ?? 'DEMAND']}`, app.clock()),
      href: null,
    })),
    notes: read.notes && {
      tapId: newId(),
      maxLength: maxNoteLength,
      notes: read.notes.map(({ id, staffId, staffRole, text, createdAt }) => ({
        id,
        who: staffId === staff.staffId ? 'خودتان' : roleText(staffRole),
        when: formatStamp(createdAt, app.clock()),
        text: text ?? 'این یادداشت باز نمی‌شود.',
      })),
    },
    noPicture: Object.entries(noPictureTexts).find(([why]) => why === picture)?.[1] ?? null,
    proof: read.proof && {
      state: proofTexts[read.proof.state],
      mayOpen: read.proof.isKept && may('contact.reveal'),
    },
  }
}

/** Two weeks, as a promise may be moved by a form. */
const daysFrom = (now: Date) =>
  Array.from({ length: 15 }, (_, ahead) => addSeconds(now, ahead * daySeconds)).map((day) => ({
    value: jalaliTimeOf(day).slice(0, 10),
    label: formatDay(day, now),
  }))

/** The payer's receipt of a shipment; null: there is no such shipment, or nobody has paid for it. */
export async function deskReceipt({ app, staff }: StaffHere, code: string) {
  const trackingCode = parseTrackingCode(code)
  const read = trackingCode === null ? null : await readShipment(app.desk, staff, trackingCode)
  if (read?.kind !== 'shipment') return null
  const { service, payer } = read.row
  return await receiptView(app, { trackingCode: read.row.trackingCode, service, payer, ...read })
}

const courierRow = (courierId: string | null, couriers: { id: string; name: string }[]) =>
  courierId === null
    ? []
    : [{ label: 'مأمور پیک', value: couriers.find(({ id }) => id === courierId)?.name ?? 'از همکاران' }]

/** An end as the desk shows it to everybody: masked. */
function endOf(read: DeskShipment, end: End) {
  const masked = read[end]
  const lastFour = masked?.lastFour ? `…${toPersianDigits(masked.lastFour)}` : null
  return {
    end,
    title: end === 'pickup' ? 'فروشنده' : 'خریدار',
    masked: masked && [masked.initials, lastFour].filter(Boolean).join('، '),
  }
}

const stepLine = (step: DeskStep, now: Date) => ({
  key: String(step.number),
  what:
    step.event === 'fail' && step.reason ? `تحویل ناموفق: ${failureReasonLabel(step.reason) ?? ''}` : stepName(step),
  who: authorText(step),
  when: formatStamp(step.at, now),
})

/** As neither side reads it: by whom stands beside it. */
const stepName = ({ event }: DeskStep) =>
  event === 'propose' ? 'پیشنهاد' : event === 'accept' ? 'پذیرش' : stepText({ event, by: 'carrier' }, 'SUPPLY')
