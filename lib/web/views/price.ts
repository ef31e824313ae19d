import 'server-only'
import { parseDirectLink } from '#lib/divar/index.ts'
import { parcelSizeLabels, serviceLabels, unavailableLabels } from '#lib/fa/labels.ts'
import { services } from '#lib/services.ts'
import { availableServices, parcelSizes, presetOf } from '#lib/shipping/index.ts'
import { popularCities, priceText, sampleNote } from './display.ts'

type Query = Record<string, string | string[] | undefined>

/** The price calculator: two cities and a size from the address, the post's city where Divar hinted at a post. */
export async function priceView(query: Query) {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name].slice(0, 64) : '')
  const app = await services()
  const tariff = await app.shipping.offers.current()
  const cities = await app.places.cities()
  const { postToken } = parseDirectLink(new URLSearchParams({ post_token: text('post') }))
  const post = await app.hintedPosts(postToken)
  const known = (slug: string) => (cities.some((one) => one.slug === slug) ? slug : '')
  const from = known(text('from')) || known(post?.city ?? '')
  const to = known(text('to'))
  const size = parcelSizes.find((one) => one === text('size'))
  const place = (city: string) => (city ? { city, district: null } : null)
  const offers = size
    ? availableServices({
        tariff,
        parcel: { size, weightGrams: presetOf(size).maxWeightGrams, fragile: false, forbiddenAccepted: true },
        pickup: place(from),
        dropoff: place(to),
      })
    : null
  return {
    assistantHref: postToken === null ? null : `/assistant?post=${encodeURIComponent(postToken)}`,
    values: { from, to, size: size ?? '' },
    cities,
    popularCities,
    sizes: parcelSizes.map((one) => ({ value: one, label: parcelSizeLabels[one].label })),
    results:
      offers?.map((offer) => ({
        label: serviceLabels[offer.service],
        price: offer.ok ? priceText(offer) : null,
        time: offer.ok ? offer.deliveryTime : null,
        unavailable: offer.ok ? null : unavailableLabels[offer.reason],
      })) ?? null,
    note: `بالاترین قیمت این اندازه، با بیشترین وزن.${tariff.sample ? ` ${sampleNote}` : ''}`,
  }
}
