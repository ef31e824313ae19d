import 'server-only'
import type { SeenPost } from '#lib/addon/access/index.ts'
import { elsewhere, reachText, serviceLabels, serviceSentences, unavailableLabels } from '#lib/fa/labels.ts'
import { otherSide } from '#lib/kernel/side.ts'
import {
  availableServices,
  cheapestFirst,
  type DraftChoices,
  endsOf,
  includedWeight,
  type Parcel,
  type Place,
  parcelSizes,
  parseParcel,
  type QuoteResult,
  reachOf,
  readDraft,
  shownPrices,
  type Tariff,
  usualSize,
} from '#lib/shipping/index.ts'
import { faultAnswer, machineAnswer } from '#lib/web/route.ts'
import { type SeatContext, seated } from '../seat/seated.ts'
import { priceText } from '../views/display.ts'
import { postPlaceOf, seenPost } from './seen-post.ts'
import { priceQuery } from './what-fields.ts'

type Fields = Readonly<Record<string, string | undefined>>

/** The parcel that a form means so far: a size that it does not name is the usual one, a weight that does not fit the included one. */
function parcelOf(fields: Fields, tariff: Tariff, category: string | null): Parcel {
  const size = parcelSizes.find((known) => known === fields.size) ?? usualSize(category)
  const form = { size, weight: fields.weight, fragile: fields.fragile }
  const included = (of: typeof size) => includedWeight(tariff, of)
  const parsed = parseParcel(form, included)
  if (parsed.ok) return parsed.value
  return { size, weightGrams: included(size), fragile: fields.fragile === '1', forbiddenAccepted: false }
}

const nowhere = { parcel: null, cityInMind: null, service: null, payer: null, itemTitle: null }

/** What is known before the form: the post, and what an earlier visit chose. */
type Known = { post: SeenPost | null; choices: DraftChoices | null }

/** The services with their prices for what a form holds so far, cheapest first and impossible ones last. */
export async function pricesFor({ app, seat }: SeatContext, { post, choices }: Known, fields: Fields) {
  const tariff = await app.shipping.offers.current()
  const cities = await app.places.cities()
  const placeOf = (slug: string | undefined): Place | null =>
    cities.some((one) => one.slug === slug) && slug ? { city: slug, district: null } : null
  const ends = endsOf(seat.side, {
    ...nowhere,
    ownPlace: placeOf(fields.city),
    otherPlace: placeOf(fields.otherCity),
    postPlace: postPlaceOf(post, choices),
  })
  const parcel = parcelOf(fields, tariff, post?.category ?? null)
  const knownEnd = ends.pickup ?? ends.dropoff
  const city = cities.find(({ slug }) => slug === knownEnd?.city)?.display ?? null
  const limit = (offer: QuoteResult) =>
    offer.ok && offer.distance === null ? reachText(reachOf(tariff, offer.service, parcel.size), city) : null
  const offers = cheapestFirst(availableServices({ tariff, parcel, ...ends }))
  return {
    query: priceQuery((name) => fields[name]),
    shown: shownPrices(offers),
    services: offers.map((offer) => ({
      value: offer.service,
      label: serviceLabels[offer.service],
      time: offer.ok ? [offer.deliveryTime, limit(offer)].filter(Boolean).join('، ') : null,
      sentence: offer.ok
        ? [serviceSentences[offer.service], limit(offer) && elsewhere(otherSide(seat.side))].filter(Boolean).join(' ')
        : null,
      price: offer.ok ? priceText(offer) : null,
      unavailable: offer.ok ? null : unavailableLabels[offer.reason],
    })),
  }
}

/** `GET /s/{seat}/prices`: the same for an open form. It keeps nobody signed in and writes nothing. */
export async function answerPrices(request: Request, seatId: string): Promise<Response> {
  try {
    const here = await seated(seatId, { counts: false })
    if (!here) return machineAnswer(401, { reason: 'no seat' })
    const own = await readDraft(here.app.shipping, here.actor)
    const query = Object.fromEntries(new URL(request.url).searchParams)
    const known = { post: await seenPost(here), choices: own?.draft.choices ?? null }
    return machineAnswer(200, await pricesFor(here, known, query))
  } catch (error) {
    return await faultAnswer(error)
  }
}
