import { popularCities, stepAt } from '#app/_screens/display.ts'
import { draftPage } from '#app/_screens/seat-page.tsx'
import { AddressForm } from '#components/shipping/address-form.tsx'
import { emptyForm } from '#lib/kernel/form.ts'
import { saveAddress } from '../actions.ts'

export default draftPage(async ({ app, seat, own, frame, base }) => {
  const choices = own?.draft.choices
  // The item is where its post says: a good first guess for the seller's own address.
  const guess = seat.side === 'SUPPLY' ? (choices?.postPlace ?? null) : null
  const place = choices?.ownPlace ?? guess
  const city = choices?.cityInMind ?? place?.city ?? null
  const contact = own?.contact
  const values: Record<string, string> = {
    ...(city ? { city } : {}),
    ...(place?.district && place.city === city ? { district: place.district } : {}),
    ...(contact ? { name: contact.name, mobile: contact.mobile, line: contact.line } : {}),
    ...(contact?.postalCode ? { postalCode: contact.postalCode } : {}),
  }
  return (
    <AddressForm
      frame={frame}
      side={seat.side}
      step={stepAt(2)}
      backHref={`${base}/parcel`}
      action={saveAddress.bind(null, seat.id)}
      initial={{ ...emptyForm, values }}
      cities={await app.places.cities()}
      popularCities={popularCities}
      districts={city ? await app.places.districts(city) : null}
      districtsUrl="/api/places"
    />
  )
})
