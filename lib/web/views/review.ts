import 'server-only'
import { redirect } from 'next/navigation'
import { draftQuote, endsOf, missingStep } from '#lib/shipping/index.ts'
import type { DraftVisit } from '../visit.ts'
import { contactRows, endRows, parcelRows, priceSummary, wayRows } from './display.ts'

/** All that was chosen, each part with the way to change it; a draft that lacks something goes back to that step. */
export async function reviewView({ app, seat, own, base, hasGrant }: DraftVisit) {
  if (!own) redirect(`${base}/parcel`)
  const { contact } = own
  const { choices } = own.draft
  const { parcel, service, payer } = choices
  const missing = missingStep(choices, contact !== null)
  const quote = draftQuote(await app.shipping.offers.current(), seat.side, choices)
  if (missing || !parcel || !contact || !service || !payer || !quote) redirect(`${base}/${missing ?? 'service'}`)
  return {
    sections: [
      { title: 'بسته', rows: parcelRows(parcel), editHref: `${base}/parcel` },
      {
        title: 'نشانی شما',
        rows: await contactRows(app.places, contact, choices.ownPlace),
        editHref: `${base}/address`,
      },
      {
        title: 'روش ارسال',
        rows: [...wayRows({ service, payer, quote }), ...(await endRows(app.places, endsOf(seat.side, choices)))],
        editHref: `${base}/service`,
      },
    ],
    price: priceSummary(quote),
    continueHref: (await hasGrant()) ? `${base}/preview` : `${base}/permission`,
  }
}
