import 'server-only'
import type { SeenPost } from '#lib/addon/access/index.ts'
import { forbiddenGoodLabels, formatSides, formatWeightUpTo, parcelSizeLabels, payerLabels } from '#lib/fa/labels.ts'
import {
  type DraftChoices,
  forbiddenGoods,
  heavierWeights,
  includedWeight,
  isUsuallyTooLarge,
  offeredPayers,
  type Parcel,
  type Place,
  parcelSizePresets,
  parcelSizes,
  presetOf,
  type Tariff,
  usualSize,
} from '#lib/shipping/index.ts'
import { oldForm } from '#lib/web/form-place.ts'
import { pricesFor } from '../booking/prices.ts'
import { readRemembered } from '../booking/remembered.ts'
import { noteSeenPost, postPlaceOf } from '../booking/seen-post.ts'
import { filledByQuery } from '../booking/what-fields.ts'
import type { DraftVisit } from '../seat/visit.ts'
import { businessCard, openingView } from './business.ts'
import { filledForm, popularCities, sampleNote } from './display.ts'
import { postSummary } from './post.ts'

/** The post, who carries it, and the form that asks what is sent, where, how, and who pays, with the prices of that. */
export async function whatView(here: DraftVisit & { query: Record<string, string> }) {
  const { app, seat, own, base } = here
  const post = await noteSeenPost(here)
  const choices = own?.draft.choices ?? null
  const postPlace = postPlaceOf(post, choices)
  const open = await openingView(app, seat.side, postPlace)
  return {
    post: await postSummary(app, post, postPlace),
    business: await businessCard(app),
    banner: open.banner,
    isResumed: own !== null,
    form: open.books ? await formView(here, { post, choices, postPlace }) : null,
    side: seat.side,
    pricesUrl: `${base}/prices`,
    /** Changes when the booking was started over, and when the address fills in the form. */
    round: new URLSearchParams(here.query).toString(),
    isNew: here.query.new !== undefined,
  }
}

type Known = { post: SeenPost | null; choices: DraftChoices | null; postPlace: Place | null }

async function formView(here: DraftVisit & { query: Record<string, string> }, known: Known) {
  const { app, seat } = here
  const tariff = await app.shipping.offers.current()
  const cities = await app.places.cities()
  const { post, choices, postPlace } = known
  const place = choices?.ownPlace ?? (await guessedPlace(here, postPlace))
  const typed = { ...filledByQuery(here.query), ...(await oldForm())?.typed }
  const city = cities.find(({ slug }) => slug === typed.city)?.slug ?? choices?.cityInMind ?? place?.city ?? null
  const chosen = {
    ...(choices?.parcel ? parcelFields(tariff, choices.parcel) : {}),
    district: place?.city === city ? place?.district : null,
    otherCity: choices?.otherPlace?.city,
    ...given(typed),
    // Always one of the list: the others are folded away.
    size: parcelSizes.find((size) => size === typed.size) ?? choices?.parcel?.size ?? usualSize(post?.category ?? null),
    city,
  }
  const prices = await pricesFor(here, known, given(chosen))
  const possible = prices.services.filter(({ unavailable }) => unavailable === null).map(({ value }) => value)
  const wanted = possible.find((service) => service === (typed.service ?? choices?.service))
  const payer = typed.payer ?? choices?.payer
  return {
    initial: filledForm({
      ...chosen,
      service: wanted ?? possible[0],
      payer: offeredPayers.find((one) => one === payer) ?? offeredPayers[0],
    }),
    prices,
    /** Whether its user chose the service, or it is the cheapest. */
    hasChosen: wanted !== undefined,
    sizes: sizeChoices(tariff),
    largest: largestText(),
    isTooLarge: isUsuallyTooLarge(post?.category ?? null),
    cities,
    popularCities,
    districts: city ? await app.places.districts(city) : null,
    districtsUrl: '/api/places',
    asksOtherEnd: seat.side === 'SUPPLY' || postPlace === null,
    payers: offeredPayers.map((value) => ({ value, label: payerLabels[value] })),
    priceNote: tariff.sample ? sampleNote : null,
    forbidden: forbiddenList(),
  }
}

/**
 * The own place as far as it can be guessed. The item is where its post says, and so is its seller; a buyer is where this
 * browser remembers, else where the launch came from, else most likely in the city of the post, whose district they still
 * choose.
 */
async function guessedPlace({ app, seat }: DraftVisit, postPlace: Place | null): Promise<Place | null> {
  if (seat.side === 'SUPPLY' && postPlace) return postPlace
  const near = seat.nearCity ?? postPlace?.city ?? null
  return (await readRemembered(app)) ?? (near === null ? null : { city: near, district: null })
}

/** The sizes to choose from, with what each may weigh. */
export const sizeChoices = (tariff: Tariff) =>
  parcelSizePresets.map(({ size, maxSidesCm, maxWeightGrams }) => ({
    value: size,
    ...parcelSizeLabels[size],
    limits: `تا ${formatSides(maxSidesCm)}، ${formatWeightUpTo(maxWeightGrams)}`,
    included: formatWeightUpTo(includedWeight(tariff, size)),
    heavier: heavierWeights(tariff, size).map((grams) => ({ value: String(grams), label: formatWeightUpTo(grams) })),
  }))

/** What must not be inside, in words. */
export const forbiddenList = () => forbiddenGoods.map((good) => forbiddenGoodLabels[good])

/** What the fields of a parcel hold for this one. */
export function parcelFields(tariff: Tariff, parcel: Parcel) {
  const weight = heavierWeights(tariff, parcel.size).find((grams) => grams === parcel.weightGrams)
  return {
    size: parcel.size,
    weight: weight === undefined ? null : String(weight),
    fragile: parcel.fragile ? '1' : null,
    forbiddenAccepted: parcel.forbiddenAccepted ? '1' : null,
  }
}

const given = (values: Record<string, string | null | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value] as const] : [])))

/** The largest that is carried: «خیلی بزرگ (۱۰۰ × ۷۰ × ۶۰ سانتی‌متر، تا ۳۰ کیلوگرم)» */
function largestText(): string {
  const preset = presetOf(parcelSizes[parcelSizes.length - 1] ?? 'xlarge')
  const { label } = parcelSizeLabels[preset.size]
  return `${label} (${formatSides(preset.maxSidesCm)}، ${formatWeightUpTo(preset.maxWeightGrams)})`
}
