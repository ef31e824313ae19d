import 'server-only'
import { redirect } from 'next/navigation'
import type { Place } from '#lib/shipping/index.ts'
import { oldForm } from '#lib/web/form-place.ts'
import { readRemembered } from '../booking/remembered.ts'
import type { DraftVisit } from '../seat/visit.ts'
import { filledForm, placeText, popularCities } from './display.ts'

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
    place: {
      kind: 'asked' as const,
      cities,
      popularCities,
      districts: city ? await app.places.districts(city) : null,
      districtsUrl: '/api/places',
    },
  }
}

/** The address of a booking: its place was chosen on the screen before, which is first where that lacks something. */
export async function bookingAddressView({ app, own, base, query }: DraftVisit & { query: Record<string, string> }) {
  const { ownPlace } = own?.draft.choices ?? { ownPlace: null }
  const text = await placeText(app.places, ownPlace)
  if (!own || !ownPlace || text === null) redirect(base)
  const remembered = await readRemembered(app)
  const isThere = remembered?.city === ownPlace.city && remembered.district === ownPlace.district
  const brought = remembered && { ...remembered, ...(isThere ? {} : { line: null, postalCode: null }) }
  const { name, mobile, line, postalCode } = own.contact ?? brought ?? {}
  return {
    initial: filledForm({ name, mobile, line, postalCode, remember: remembered ? '1' : null }),
    place: { kind: 'known' as const, text, editHref: base },
    isRemembered: remembered !== null,
    round: query.new ?? null,
  }
}
