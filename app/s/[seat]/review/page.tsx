import { redirect } from 'next/navigation'
import { parcelRows, placeText, priceSummary, stepAt, wayRows } from '#app/_screens/display.ts'
import { draftPage } from '#app/_screens/seat-page.tsx'
import { Review } from '#components/shipping/review.tsx'
import { draftQuote, endsOf, missingStep } from '#lib/shipping/index.ts'

export default draftPage(async ({ app, seat, own, frame, base, hasGrant }) => {
  if (!own) redirect(`${base}/parcel`)
  const { choices } = own.draft
  const { contact } = own
  const missing = missingStep(choices, contact !== null)
  const { parcel, service, payer } = choices
  const quote = draftQuote(app.shipping.tariff, seat.side, choices)
  if (missing || !parcel || !contact || !service || !payer || !quote) redirect(`${base}/${missing ?? 'service'}`)
  const ends = endsOf(seat.side, choices)
  const unknown = 'هنوز معلوم نیست'
  return (
    <Review
      frame={frame}
      step={stepAt(4)}
      backHref={`${base}/service`}
      sections={[
        { title: 'بسته', rows: parcelRows(parcel), editHref: `${base}/parcel` },
        {
          title: 'نشانی شما',
          rows: [
            { label: 'نام', value: contact.name },
            { label: 'موبایل', value: contact.mobile, ltr: true },
            { label: 'شهر', value: await placeText(app.places, choices.ownPlace) },
            { label: 'نشانی', value: contact.line },
            ...(contact.postalCode ? [{ label: 'کد پستی', value: contact.postalCode, ltr: true }] : []),
          ],
          editHref: `${base}/address`,
        },
        {
          title: 'روش ارسال',
          rows: [
            ...wayRows({ service, payer, quote }),
            { label: 'از', value: (await placeText(app.places, ends.pickup)) ?? unknown },
            { label: 'به', value: (await placeText(app.places, ends.dropoff)) ?? unknown },
          ],
          editHref: `${base}/service`,
        },
      ]}
      price={priceSummary(quote)}
      continueHref={(await hasGrant()) ? `${base}/preview` : `${base}/permission`}
    />
  )
})
