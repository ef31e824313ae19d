import 'server-only'
import { redirect } from 'next/navigation'
import { formatToman } from '#lib/fa/money.ts'
import { type Amendment, corrected, prepareAmendment, type Shipment } from '#lib/shipping/index.ts'
import { type DraftVisit, type SeatVisit, shipmentHref } from '../seat/visit.ts'
import { worthRows } from './business.ts'
import { endRows, filledForm, ownEndRows, parcelRows, wayRows } from './display.ts'
import { spokenMessage } from './spoken.ts'
import { proposalToAnswer } from './to-answer.ts'
import { valueField } from './value.ts'
import { forbiddenList, parcelFields, sizeChoices } from './what.ts'

/** Where the answering side may correct the parcel of a proposal, which it does if it has the thing; null: it may not. */
export const parcelHrefOf = (href: string, { proposerSide }: Pick<Shipment, 'proposerSide'>): string | null =>
  proposerSide === 'DEMAND' ? `${href}/parcel` : null

/** The form to correct a parcel, filled with the correction so far, or with what was proposed. */
export async function parcelView(here: DraftVisit, code: string) {
  const found = await proposalToAnswer(here, code, 'accept')
  if (found.kind !== 'ready') return found
  const { shipment } = found
  const { trackingCode, priceLimitToman } = shipment
  const href = shipmentHref(here.base, shipment)
  if (here.seat.side !== 'SUPPLY') redirect(`${href}/accept`)
  const { parcel, declaredValueToman } = corrected(shipment, here.seat.side, here.own?.draft ?? null)
  const tariff = await here.app.shipping.offers.promised(shipment.quote.version)
  return {
    kind: 'ready' as const,
    code: trackingCode,
    screen: {
      backHref: `${href}/accept`,
      initial: filledForm({ ...parcelFields(tariff, parcel), ...valueField(declaredValueToman) }),
      sizes: sizeChoices(tariff),
      limit: formatToman(priceLimitToman),
    },
  }
}

/** What sending a corrected proposal back comes to; null where it is no longer what was looked at. */
export async function amendScreen(here: SeatVisit, trackingCode: string) {
  const prepared = await prepareAmendment(here.app.shipping, here.actor, trackingCode)
  return prepared.kind === 'ready' ? await screenOf(here, prepared) : null
}

async function screenOf(here: SeatVisit, { shipment, announcement, fingerprint, own, limitToman }: Amendment) {
  const { app, base } = here
  const href = shipmentHref(base, shipment)
  const { max } = shipment.quote
  return {
    backHref: href,
    parcelHref: `${href}/parcel`,
    addressHref: own.draft ? `${href}/address` : null,
    rejectHref: `${href}/reject`,
    permissionHref: `${base}/permission?shipment=${shipment.trackingCode}`,
    initial: filledForm({}),
    hidden: { fingerprint },
    prices: [
      { label: 'هزینهٔ تازه', value: formatToman(max) },
      { label: 'خریدار پذیرفته بود تا', value: formatToman(limitToman) },
      { label: 'بیشتر', value: formatToman(max - limitToman) },
    ],
    rows: [
      ...parcelRows(shipment.parcel),
      ...wayRows(shipment),
      ...(await endRows(app.places, shipment)),
      ...(await worthRows(app, shipment)),
    ],
    address: await ownEndRows(app.places, own),
    message: await spokenMessage(here, shipment, announcement),
    forbidden: forbiddenList(),
  }
}
