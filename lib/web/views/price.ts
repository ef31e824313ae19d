import 'server-only'
import { parseDirectLink } from '#lib/divar/index.ts'
import { pricesEnded } from '#lib/fa/business-texts.ts'
import { parcelSizeLabels, serviceLabels, unavailableLabels } from '#lib/fa/labels.ts'
import { formatTomanRange } from '#lib/fa/money.ts'
import { noneGoes, priceFaults, sizePriceNote } from '#lib/fa/price-texts.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { services } from '#lib/services.ts'
import {
  cheapestFirst,
  offersNothing,
  type ParcelSize,
  parcelSizes,
  sizePrices,
  type Tariff,
} from '#lib/shipping/index.ts'
import { openingView } from './business.ts'
import { popularCities, sampleNote } from './display.ts'

type Query = Record<string, string | string[] | undefined>
type Values = { from: string; to: string; size: ParcelSize | '' }

const fieldNames = ['from', 'to', 'size'] as const
const place = (city: string) => (city ? { city, district: null } : null)

/**
 * The price calculator: two cities and a size from the address, before the first question the city of the post that Divar
 * hinted at. A field in which nothing was chosen, or nothing that exists, is a fault once the form was sent.
 */
export async function priceView(query: Query) {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name].slice(0, 64) : '')
  const app = await services()
  const cities = await app.places.cities()
  const { postToken } = parseDirectLink(new URLSearchParams({ post_token: text('post') }))
  const known = (slug: string) => (cities.some((one) => one.slug === slug) ? slug : '')
  const isSent = fieldNames.every((name) => query[name] !== undefined)
  const hinted = isSent ? null : await app.hintedPosts(postToken)
  const values: Values = {
    from: known(text('from')) || known(hinted?.city ?? ''),
    to: known(text('to')),
    size: parcelSizes.find((one) => one === text('size')) ?? '',
  }
  const { banner } = await openingView(app, 'DEMAND', place(values.from))
  return {
    post: postToken,
    assistantHref: postToken === null ? null : `/assistant?post=${encodeURIComponent(postToken)}`,
    opening: banner,
    form: { values, faults: isSent ? faultsOf(values) : {}, notice: null } satisfies FormState,
    cities,
    popularCities,
    sizes: parcelSizes.map((one) => ({ value: one, label: parcelSizeLabels[one].label })),
    prices: pricesOf(await app.shipping.offers.current(), values),
  }
}

const faultsOf = (values: Values): Record<string, string> =>
  Object.fromEntries(fieldNames.filter((name) => values[name] === '').map((name) => [name, priceFaults[name]]))

/** The services that go there, cheapest first, then those that do not, and why; null until everything is chosen. */
function pricesOf(tariff: Tariff, { from, to, size }: Values) {
  if (!from || !to || !size) return null
  const offers = cheapestFirst(sizePrices({ tariff, size, pickup: place(from), dropoff: place(to) }))
  const isCarried = offers.some(({ ok }) => ok)
  return {
    rows: offers.map((offer) => ({
      label: serviceLabels[offer.service],
      price: offer.ok ? formatTomanRange(offer) : null,
      detail: offer.ok ? offer.deliveryTime : unavailableLabels[offer.reason],
    })),
    note: isCarried
      ? [sizePriceNote, ...(tariff.sample ? [sampleNote] : [])].join(' ')
      : offersNothing(tariff)
        ? pricesEnded
        : noneGoes,
  }
}
