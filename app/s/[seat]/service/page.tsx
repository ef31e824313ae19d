import { redirect } from 'next/navigation'
import { popularCities, sampleNote, stepAt } from '#app/_screens/display.ts'
import { draftPage } from '#app/_screens/seat-page.tsx'
import { ServiceForm } from '#components/shipping/service-form.tsx'
import { payerLabels, serviceLabels, unavailableLabels } from '#lib/fa/labels.ts'
import { formatToman, formatTomanRange } from '#lib/fa/money.ts'
import { emptyForm } from '#lib/kernel/form.ts'
import { availableServices, endsOf, missingStep, payers, type QuoteResult } from '#lib/shipping/index.ts'
import { saveService } from '../actions.ts'

export default draftPage(async ({ app, seat, own, frame, base }) => {
  const choices = own?.draft.choices
  const missing = choices ? missingStep(choices, own.contact !== null) : 'parcel'
  if (!choices?.parcel || (missing && missing !== 'service')) redirect(`${base}/${missing ?? 'parcel'}`)
  const { tariff } = app.shipping
  const offers = availableServices({ tariff, parcel: choices.parcel, ...endsOf(seat.side, choices) })
  const otherIsKnown = seat.side === 'DEMAND' && choices.postPlace !== null
  const values: Record<string, string> = {
    ...(choices.service ? { service: choices.service } : {}),
    ...(choices.payer ? { payer: choices.payer } : {}),
    ...(choices.otherPlace ? { otherCity: choices.otherPlace.city } : {}),
  }
  return (
    <ServiceForm
      frame={frame}
      side={seat.side}
      step={stepAt(3)}
      backHref={`${base}/address`}
      action={saveService.bind(null, seat.id)}
      initial={{ ...emptyForm, values }}
      services={offers.map((offer) => ({
        value: offer.service,
        label: serviceLabels[offer.service],
        time: offer.ok ? offer.deliveryTime : '',
        price: offer.ok ? priceText(offer) : null,
        unavailable: offer.ok ? null : unavailableLabels[offer.reason],
      }))}
      payers={payers.map((payer) => ({ value: payer, label: payerLabels[payer], detail: null }))}
      otherEnd={otherIsKnown ? null : { cities: await app.places.cities(), popularCities }}
      priceNote={tariff.sample ? sampleNote : null}
    />
  )
})

const priceText = (quote: Extract<QuoteResult, { ok: true }>) =>
  quote.exact ? formatToman(quote.max) : formatTomanRange(quote)
