import { unstable_rethrow } from 'next/navigation'
import { popularCities, sampleNote } from '#app/_screens/display.ts'
import { frameOf } from '#app/_screens/frame.ts'
import { faultScreen } from '#app/_screens/seat-page.tsx'
import { PriceCalculator } from '#components/shipping/price-calculator.tsx'
import { parcelSizeLabels, serviceLabels, unavailableLabels } from '#lib/fa/labels.ts'
import { formatToman, formatTomanRange } from '#lib/fa/money.ts'
import { availableServices, parcelSizes, presetOf } from '#lib/shipping/index.ts'
import { priceService } from '#lib/web/price.ts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Price({ searchParams }: Props) {
  try {
    return await drawn(await searchParams)
  } catch (error) {
    unstable_rethrow(error)
    return await faultScreen(error, '/price')
  }
}

async function drawn(query: Awaited<Props['searchParams']>) {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name].slice(0, 64) : '')
  const { cities, tariff, postCity } = await priceService(text('post'))
  const known = (slug: string) => (cities.some((one) => one.slug === slug) ? slug : '')
  const from = known(text('from')) || known(postCity ?? '')
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
  const results = offers?.map((offer) => ({
    label: serviceLabels[offer.service],
    price: offer.ok ? (offer.exact ? formatToman(offer.max) : formatTomanRange(offer)) : null,
    time: offer.ok ? offer.deliveryTime : '',
    unavailable: offer.ok ? null : unavailableLabels[offer.reason],
  }))
  return (
    <PriceCalculator
      frame={await frameOf(null)}
      path="/price"
      values={{ from, to, size: size ?? '' }}
      cities={cities}
      popularCities={popularCities}
      sizes={parcelSizes.map((one) => ({ value: one, label: parcelSizeLabels[one].label }))}
      results={results ?? null}
      note={`بالاترین قیمت این اندازه، با بیشترین وزن.${tariff.sample ? ` ${sampleNote}` : ''}`}
    />
  )
}
