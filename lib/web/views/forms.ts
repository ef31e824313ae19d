import 'server-only'
import { redirect } from 'next/navigation'
import {
  forbiddenGoodLabels,
  formatSides,
  formatWeightUpTo,
  parcelSizeLabels,
  payerLabels,
  serviceLabels,
  unavailableLabels,
} from '#lib/fa/labels.ts'
import {
  availableServices,
  endsOf,
  forbiddenGoods,
  missingStep,
  type Place,
  parcelSizePresets,
  payers,
  weightBracketsGrams,
} from '#lib/shipping/index.ts'
import { oldForm } from '../form-place.ts'
import type { DraftVisit } from '../visit.ts'
import { filledForm, popularCities, priceText, sampleNote } from './display.ts'

export function parcelView({ own }: DraftVisit) {
  const parcel = own?.draft.choices.parcel
  return {
    initial: filledForm(
      parcel
        ? {
            size: parcel.size,
            weight: String(parcel.weightGrams),
            forbiddenAccepted: '1',
            fragile: parcel.fragile ? '1' : null,
          }
        : {},
    ),
    sizes: parcelSizePresets.map(({ size, maxSidesCm, maxWeightGrams }) => ({
      value: size,
      ...parcelSizeLabels[size],
      limits: `تا ${formatSides(maxSidesCm)}، ${formatWeightUpTo(maxWeightGrams)}`,
    })),
    weights: weightBracketsGrams.map((grams) => ({ value: String(grams), label: formatWeightUpTo(grams) })),
    forbidden: forbiddenGoods.map((good) => forbiddenGoodLabels[good]),
  }
}

/** `known`: where this side's end is, as far as the other side has said. */
export async function addressView({ app, seat, own }: DraftVisit, known: Place | null = null) {
  const choices = own?.draft.choices
  // The item is where its post says: a good first guess for the seller's own address.
  const guess = seat.side === 'SUPPLY' ? (choices?.postPlace ?? null) : null
  const place = choices?.ownPlace ?? known ?? guess
  const cities = await app.places.cities()
  const typed = (await oldForm())?.typed.city
  const typedCity = cities.find(({ slug }) => slug === typed)?.slug
  const city = typedCity ?? choices?.cityInMind ?? place?.city ?? null
  const { name, mobile, line, postalCode } = own?.contact ?? {}
  return {
    initial: filledForm({
      city,
      district: place?.city === city ? place?.district : null,
      name,
      mobile,
      line,
      postalCode,
    }),
    cities,
    popularCities,
    districts: city ? await app.places.districts(city) : null,
    districtsUrl: '/api/places',
  }
}

export async function serviceView({ app, seat, own, base }: DraftVisit) {
  const choices = own?.draft.choices
  const missing = choices ? missingStep(choices, own.contact !== null) : 'parcel'
  if (!choices?.parcel || (missing && missing !== 'service')) redirect(`${base}/${missing ?? 'parcel'}`)
  const tariff = await app.shipping.offers.current()
  const offers = availableServices({ tariff, parcel: choices.parcel, ...endsOf(seat.side, choices) })
  const otherIsKnown = seat.side === 'DEMAND' && choices.postPlace !== null
  return {
    initial: filledForm({ service: choices.service, payer: choices.payer, otherCity: choices.otherPlace?.city }),
    services: offers.map((offer) => ({
      value: offer.service,
      label: serviceLabels[offer.service],
      time: offer.ok ? offer.deliveryTime : null,
      price: offer.ok ? priceText(offer) : null,
      unavailable: offer.ok ? null : unavailableLabels[offer.reason],
    })),
    payers: payers.map((payer) => ({ value: payer, label: payerLabels[payer], detail: null })),
    otherEnd: otherIsKnown ? null : { cities: await app.places.cities(), popularCities },
    priceNote: tariff.sample ? sampleNote : null,
  }
}
