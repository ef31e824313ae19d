import type { PriceSummary } from '#components/shipping/price-parts.tsx'
import type { Row } from '#components/ui/definition-list.tsx'
import type { Step } from '#components/ui/steps.tsx'
import { formatWeightUpTo, parcelSizeLabels, payerLabels, quotePartLabels, serviceLabels } from '#lib/fa/labels.ts'
import { formatToman, formatTomanRange } from '#lib/fa/money.ts'
import type { NamedSlug, Parcel, Payer, Place, Quote, Service } from '#lib/shipping/index.ts'

/** The steps of a booking, in order; the number is where a page stands. */
const steps = ['بسته', 'نشانی', 'روش ارسال', 'بازبینی']

export const stepAt = (current: number): Step => ({ current, labels: steps })

/** Offered before the long list. */
export const popularCities = ['tehran', 'mashhad', 'isfahan', 'karaj', 'shiraz', 'tabriz', 'qom', 'ahvaz']

type Lists = { cities(): Promise<NamedSlug[]>; districts(city: string): Promise<NamedSlug[]> }

/** «تهران، نازی‌آباد»; null when the place is unknown. */
export async function placeText(places: Lists, place: Place | null): Promise<string | null> {
  if (!place) return null
  const city = (await places.cities()).find((one) => one.slug === place.city)?.display ?? place.city
  if (!place.district) return city
  const district = (await places.districts(place.city)).find((one) => one.slug === place.district)
  return district ? `${city}، ${district.display}` : city
}

export function parcelRows(parcel: Parcel): Row[] {
  return [
    { label: 'اندازه', value: parcelSizeLabels[parcel.size].label },
    { label: 'وزن', value: formatWeightUpTo(parcel.weightGrams) },
    ...(parcel.fragile ? [{ label: 'شکستنی', value: 'بله' }] : []),
  ]
}

export function wayRows(way: { service: Service; payer: Payer; quote: Quote }): Row[] {
  return [
    { label: 'روش', value: serviceLabels[way.service] },
    { label: 'زمان', value: way.quote.deliveryTime },
    { label: 'پرداخت', value: payerLabels[way.payer] },
  ]
}

export const sampleNote = 'این تعرفه نمونه است و برای آزمایش گذاشته شده است.'

/** A price with its parts. While an end is unknown the total is a range, and the parts are those of its upper end. */
export function priceSummary(quote: Quote): PriceSummary {
  const notes = [
    ...(quote.exact ? [] : ['قیمت پس از نشانی طرف مقابل قطعی می‌شود و از بالاترین مبلغ بیشتر نخواهد شد.']),
    ...(quote.sample ? [sampleNote] : []),
  ]
  return {
    parts: quote.parts.map(({ code, amount }) => ({ label: quotePartLabels[code], amount: formatToman(amount) })),
    total: quote.exact
      ? { label: 'جمع', amount: formatToman(quote.max) }
      : { label: 'بین', amount: formatTomanRange(quote) },
    note: notes.length > 0 ? notes.join(' ') : null,
  }
}
