import { formatWeightUpTo, parcelSizeLabels, payerLabels, quotePartLabels, serviceLabels } from '#lib/fa/labels.ts'
import { formatToman, formatTomanRange } from '#lib/fa/money.ts'
import { valueLabel, valueText } from '#lib/fa/value-texts.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { emptyForm, type FormState } from '#lib/kernel/form.ts'
import type { Contact, NamedSlug, Parcel, Payer, Place, Quote, QuoteResult, Service } from '#lib/shipping/index.ts'

/** The steps of a booking, in order. */
const steps = ['کالا و روش ارسال', 'نشانی', 'بازبینی و اجازه', 'پیام']

export const stepAt = (current: number) => ({ current, labels: steps })

/** The steps of an acceptance. */
export const acceptanceStepAt = (current: number) => ({ current, labels: ['نشانی', 'قیمت قطعی و پذیرش'] })

/** Offered before the long list. */
export const popularCities = ['tehran', 'mashhad', 'isfahan', 'karaj', 'shiraz', 'tabriz', 'qom', 'ahvaz']

export const sampleNote = 'این تعرفه نمونه است و برای آزمایش گذاشته شده است.'

/** A form as it stands before anybody sent it: without the fields that nobody filled. */
export function filledForm(values: Record<string, string | null | undefined>): FormState {
  const given = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return { ...emptyForm, values: Object.fromEntries(given) }
}

type Lists = { cities(): Promise<NamedSlug[]>; districts(city: string): Promise<NamedSlug[]> }

/** «تهران، نازی‌آباد»; null when the place is unknown. */
export async function placeText(places: Lists, place: Place | null): Promise<string | null> {
  if (!place) return null
  const city = (await places.cities()).find((one) => one.slug === place.city)?.display ?? place.city
  if (!place.district) return city
  const district = (await places.districts(place.city)).find((one) => one.slug === place.district)
  return district ? `${city}، ${district.display}` : city
}

const unknown = 'هنوز معلوم نیست'

export async function endRows(places: Lists, ends: { pickup: Place | null; dropoff: Place | null }) {
  return [
    { label: 'از', value: (await placeText(places, ends.pickup)) ?? unknown },
    { label: 'به', value: (await placeText(places, ends.dropoff)) ?? unknown },
  ]
}

/** A side's own address, for that side's eyes. */
export async function contactRows(places: Lists, contact: Contact, place: Place | null) {
  return [
    { label: 'نام', value: contact.name },
    { label: 'موبایل', value: toPersianDigits(contact.mobile), ltr: true },
    { label: 'شهر', value: await placeText(places, place) },
    { label: 'نشانی', value: contact.line },
    ...(contact.postalCode ? [{ label: 'کد پستی', value: toPersianDigits(contact.postalCode), ltr: true }] : []),
  ]
}

/** The same of an end that is known; of one whose personal part this browser may not see, the place alone. */
export async function ownEndRows(places: Lists, { contact, place }: { contact: Contact | null; place: Place }) {
  if (contact) return await contactRows(places, contact, place)
  return [{ label: 'شهر', value: await placeText(places, place) }]
}

export function parcelRows(parcel: Parcel) {
  return [
    { label: 'اندازه', value: parcelSizeLabels[parcel.size].label },
    { label: 'وزن', value: formatWeightUpTo(parcel.weightGrams) },
    ...(parcel.fragile ? [{ label: 'شکستنی', value: 'بله' }] : []),
  ]
}

/** The same in one row. */
export const parcelRow = ({ size, weightGrams, fragile }: Parcel) => ({
  label: 'بسته',
  value: [parcelSizeLabels[size].label, formatWeightUpTo(weightGrams), ...(fragile ? ['شکستنی'] : [])].join('، '),
})

/** What the thing is worth, and whether that is the price of its post. */
export const valueRow = (valueToman: number | null, postPriceToman: number | null = null) => ({
  label: valueLabel,
  value: valueText(valueToman, postPriceToman),
})

/** `isPromised`: the page says until when, which says more than the time that the service usually takes. */
export function wayRows(way: { service: Service; payer: Payer; quote: Quote }, isPromised = false) {
  return [
    { label: 'روش', value: serviceLabels[way.service] },
    ...(isPromised ? [] : [{ label: 'زمان', value: way.quote.deliveryTime }]),
    { label: 'پرداخت', value: payerLabels[way.payer] },
  ]
}

export const priceText = (quote: Extract<QuoteResult, { ok: true }>) =>
  quote.exact ? formatToman(quote.max) : formatTomanRange(quote)

const finalLater = 'قیمت پس از نشانی طرف مقابل قطعی می‌شود و از بالاترین مبلغ بیشتر نخواهد شد.'

/**
 * A price with its parts. While an end is unknown the total is a range, and the parts are those of its upper end. `said`
 * is what its total is called, and what is said about it in place of the usual.
 */
export function priceSummary(quote: Quote, said: { label?: string; note?: string | null } = {}) {
  const note = said.note === undefined && !quote.exact ? finalLater : (said.note ?? null)
  const notes = [...(note ? [note] : []), ...(quote.sample ? [sampleNote] : [])]
  return {
    parts: quote.parts.map(({ code, amount }) => ({ label: quotePartLabels[code], amount: formatToman(amount) })),
    total: { label: said.label ?? 'جمع', amount: priceText(quote) },
    note: notes.length > 0 ? notes.join(' ') : null,
  }
}
