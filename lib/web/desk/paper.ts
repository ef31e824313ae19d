import 'server-only'
import { redirect } from 'next/navigation'
import {
  type Paper,
  type Print,
  type Printed,
  paperKinds,
  printSheet,
  printShipments,
  readPrinted,
  sheetDays,
} from '#lib/desk/index.ts'
import { formatDate, formatDateTime } from '#lib/fa/date.ts'
import { deskFormTexts } from '#lib/fa/desk-texts.ts'
import { serviceLabels, stateLabels } from '#lib/fa/labels.ts'
import {
  collectText,
  fareText,
  goneOnPaper,
  notPrintedText,
  paperLabels,
  paperNotes,
  sheetDayLabels,
  sheetNote,
} from '#lib/fa/paper-texts.ts'
import { promiseDate, windowDate } from '#lib/fa/promise-texts.ts'
import { deskProblems } from '#lib/fa/staff-texts.ts'
import { stopTitle } from '#lib/fa/stop-texts.ts'
import { formatTrackingCode } from '#lib/fa/tracking-code.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { barcodeOf, squareCodeOf } from '#lib/kernel/drawn-codes.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { type Contact, isPaidAt, type Place } from '#lib/shipping/index.ts'
import { couriersToSend, mayDo } from '#lib/staff/index.ts'
import { businessOnPaper } from '../views/business.ts'
import { parcelRow, placeText } from '../views/display.ts'
import type { DeskActionHere } from './action.ts'
import type { StaffHere } from './session.ts'

/** What the form for printing offers; nothing to a role that sees masked values alone. */
export const papersFor = ({ staff }: Pick<StaffHere, 'staff'>) =>
  mayDo(staff.role, 'contact.reveal') ? paperKinds.map((value) => ({ value, label: paperLabels[value] })) : []

/** Prints what was chosen, and goes on to the paper. */
export async function printStep({ app, staff, fields, all, again }: DeskActionHere): Promise<FormState> {
  const paper = paperKinds.find((kind) => kind === fields.paper)
  if (!paper) return again({ paper: 'نوع برگه را انتخاب کنید' })
  return goOn(again, await printShipments(app.desk, staff, { paper, trackingCodes: all('chosen') }))
}

/** The same for where a courier goes on one day. */
export async function sheetStep({ app, staff, fields, again }: DeskActionHere): Promise<FormState> {
  const day = sheetDays.find((one) => one === fields.day)
  if (!fields.courier) return again({ courier: deskFormTexts.noCourier })
  if (!day) return again({}, deskProblems.unknown)
  return goOn(again, await printSheet(app.desk, staff, { courierId: fields.courier, day }))
}

function goOn(again: DeskActionHere['again'], printed: Printed): FormState {
  return printed.kind === 'printed' ? redirect(`/desk/paper/${printed.printId}`) : again({}, notPrintedText(printed))
}

/** Whose sheet may be printed, and for which day. */
export async function sheetChoices({ app, staff }: StaffHere) {
  const couriers = (await couriersToSend(app.staff, staff)) ?? []
  return {
    couriers: couriers.map(({ id, name }) => ({ value: id, label: name })),
    days: sheetDays.map((value) => ({ value, label: sheetDayLabels[value] })),
  }
}

/** What was printed, ready to be drawn; null: there is no such print for who asks. */
export async function printView({ app, staff }: StaffHere, printId: string) {
  const read = await readPrinted(app.desk, staff, printId)
  if (read.kind === 'not_found' || read.kind === 'not_allowed') return null
  const business = await businessOnPaper(app)
  if (read.kind === 'sheet') return await sheetView({ app, staff }, read, business)
  const drawn = read.papers.map(async (paper) => await paperView(app, paper))
  const { paper } = read
  return {
    ...{ kind: 'papers' as const, paper, business, title: paperLabels[paper], note: paperNotes[paper] },
    papers: await Promise.all(drawn),
  }
}

type App = StaffHere['app']

async function paperView(app: App, paper: Paper) {
  const now = app.clock()
  const parcel = parcelRow(paper.parcel)
  return {
    code: paper.trackingCode,
    ...drawnCode(paper.trackingCode),
    service: serviceLabels[paper.service],
    parcel: parcel.value,
    isFragile: paper.parcel.fragile,
    window: paper.pickupWindow && windowDate(paper.pickupWindow, now),
    promise: paper.promisedAt && promiseDate(paper.promisedAt, now),
    fare: fareText(paper),
    printed: formatDateTime(now),
    pickup: {
      ...(await endView(app, paper.pickup, paper.contacts.pickup)),
      collect: collectText(isPaidAt('pickup', paper), paper.priceToman),
    },
    dropoff: {
      ...(await endView(app, paper.dropoff, paper.contacts.dropoff)),
      collect: collectText(isPaidAt('dropoff', paper), paper.priceToman),
    },
  }
}

/** A tracking code to be read by people, by a scanner and by a phone. */
export const drawnCode = (trackingCode: string) => ({
  shownCode: formatTrackingCode(trackingCode),
  bars: barcodeOf(trackingCode),
  square: squareCodeOf(trackingCode),
})

async function endView(app: Pick<App, 'places'>, place: Place | null, contact: Contact | null) {
  return {
    place: await placeText(app.places, place),
    contact: contact && {
      name: contact.name,
      mobile: toPersianDigits(contact.mobile),
      line: contact.line,
      postalCode: contact.postalCode && toPersianDigits(contact.postalCode),
    },
  }
}

async function sheetView(
  { app, staff }: StaffHere,
  { courierId, dayBegan, stops }: Extract<Print, { kind: 'sheet' }>,
  business: Awaited<ReturnType<typeof businessOnPaper>>,
) {
  const now = app.clock()
  const couriers = (await couriersToSend(app.staff, staff)) ?? []
  const courier = couriers.find(({ id }) => id === courierId)?.name ?? 'مأمور پیک'
  const lines = stops.map(async ({ row, end, contact }, index) => ({
    key: `${row.id} ${end}`,
    number: toPersianDigits(index + 1),
    shownCode: formatTrackingCode(row.trackingCode),
    what: stopTitle(end, row.state),
    state: stateLabels[row.state],
    ...(await endView(app, row[end], contact)),
    when:
      end === 'pickup'
        ? row.pickupWindow && windowDate(row.pickupWindow, now)
        : row.promisedAt && promiseDate(row.promisedAt, now),
    parcel: parcelRow(row.parcel).value,
    collect: collectText(isPaidAt(end, row), row.priceToman),
  }))
  return {
    kind: 'sheet' as const,
    title: `برگهٔ روز ${courier}`,
    business,
    courier,
    note: sheetNote,
    gone: goneOnPaper,
    day: formatDate(dayBegan),
    count: toPersianDigits(stops.length),
    printed: formatDateTime(now),
    lines: await Promise.all(lines),
  }
}
