import type { Standing } from '#lib/business/index.ts'
import type { ChatbotTexts } from '#lib/chatbot/index.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { isolate, isolateLtr } from '#lib/kernel/text.ts'
import { formatDeadline, formatMoment } from './date.ts'
import { formatToman } from './money.ts'

// What people are told of the courier business. Its name is its own word, and stands isolated.

/** What the business is called where it has said nothing of itself. */
export const namelessCarrier = 'شرکت پیک'

/** The business in a sentence: its name, else what it does. */
export const carrierText = (name: string | null): string => (name === null ? namelessCarrier : `«${isolate(name)}»`)

/** «باز است، تا امروز، ساعت ۲۲:۰۰» */
export function standingText(standing: Standing, now: Date): string {
  switch (standing.kind) {
    case 'open':
      return standing.closesAt ? `باز است، ${formatDeadline(standing.closesAt, now)}` : 'همیشه باز است'
    case 'closed':
      return standing.opensAt ? `بسته است؛ ${formatMoment(standing.opensAt, now)} باز می‌شود` : 'بسته است'
    case 'paused':
      return standing.opensAt ? `سفارش نمی‌گیرد؛ ${formatMoment(standing.opensAt, now)} باز می‌شود` : 'فعلاً سفارش نمی‌گیرد'
  }
}

/** Why nothing is offered where the last day of the prices is over. */
export const pricesEnded = 'قیمت‌های تازه هنوز اعلام نشده است.'

export type ClosedBanner = { title: string; sentence: string }

/** Said before any form while the couriers do not work; null while they do. `books`: whether a booking for later is taken. */
export function closedBanner(
  standing: Standing,
  { name, books, now }: { name: string | null; books: boolean; now: Date },
): ClosedBanner | null {
  if (standing.kind === 'open') return null
  const { opensAt } = standing
  const when = opensAt && formatMoment(opensAt, now)
  const later = books
    ? `می‌توانید همین حالا ثبت کنید؛ ${when ? 'بعد از آن' : 'پس از باز شدن'} برای گرفتن کالا هماهنگ می‌کنند.`
    : when
      ? 'تا آن وقت سفارشی ثبت نمی‌شود.'
      : 'فعلاً سفارشی ثبت نمی‌شود.'
  const who = carrierText(name)
  if (standing.kind === 'paused') {
    const again = when ? ` ${who} ${when} دوباره باز می‌شود.` : ' هنوز معلوم نیست چه وقت دوباره باز می‌شود.'
    return {
      title: books ? 'الان کسی برای گرفتن کالا نمی‌آید' : 'فعلاً سفارش تازه نمی‌گیریم',
      sentence: `${(standing.reason ?? pricesEnded).replace(/[.\s]+$/, '')}.${again} ${later}`,
    }
  }
  const again = when ? `${who} ${when} باز می‌شود.` : `هنوز معلوم نیست ${who} چه وقت باز می‌شود.`
  return { title: 'الان بیرون از ساعت کار است', sentence: `${again} ${later}` }
}

const maxCities = 8

/** Said before any form where parcels are not picked up in the post's city. */
export function outsideBanner(
  name: string | null,
  city: string,
  cities: readonly string[],
  mayBeElsewhere: boolean,
): ClosedBanner {
  const list = cities.slice(0, maxCities).join('، ')
  const rest = cities.length > maxCities ? ' و چند شهر دیگر' : ''
  const elsewhere = mayBeElsewhere ? ' اگر کالا جای دیگری است، ادامه دهید و نشانی همان‌جا را بنویسید.' : ''
  return {
    title: `در ${isolate(city)} هنوز پیک نداریم`,
    sentence: `${carrierText(name)} کالا را از این شهرها می‌گیرد: ${list}${rest}.${elsewhere}`,
  }
}

/** Of an acceptance that cannot be taken now. */
export const closedAnswer = (banner: ClosedBanner): ClosedBanner => ({
  title: banner.title,
  sentence: `${banner.sentence} این پیشنهاد تا پایان مهلتش سر جایش می‌ماند.`,
})

/** What the chatbot says of the business. */
export type BusinessSaid = { name: string; phone: string | null; standing: Standing; now: Date }

/** The chatbot's texts, naming the business where it has a name. */
export function withBusiness(texts: ChatbotTexts, said: BusinessSaid | null): ChatbotTexts {
  if (said === null) return texts
  const { name, phone, standing, now } = said
  const who = `کالا را ${carrierText(name)} می‌برد.`
  const call = phone === null ? '' : ` تلفن: ${isolateLtr(toPersianDigits(phone))}`
  const how = `${who}${call}\nالان: ${standingText(standing, now)}.`
  return {
    ...texts,
    start: { greeting: (touchPoint) => texts.start.greeting(touchPoint).replace('\n\n', `\n${who}\n\n`) },
    help: { ...texts.help, text: `${texts.help.text}\n\n${how}` },
  }
}

export const businessRowLabels = {
  phone: 'تلفن',
  support: 'پشتیبانی',
  hours: 'الان',
  pickup: 'شهرها',
  liability: 'خسارت',
} as const

/** Where a business says nothing of other companies that get what people gave it, or says that there are none. */
export const processorsText = (processors: readonly unknown[] | null, name: string): string =>
  processors === null
    ? `${carrierText(name)} نگفته است که اطلاعات شما به چه شرکت‌های دیگری می‌رسد؛ از خودش بپرسید.`
    : processors.length === 0
      ? 'اطلاعات شما به هیچ شرکت دیگری داده نمی‌شود.'
      : 'اطلاعات شما، هر کدام به همان اندازه که نوشته شده، به این شرکت‌ها هم می‌رسد:'

/** What a business says of a loss or a damage: a sentence, and the most that it pays for one shipment, in tomans. */
export type Liability = { liability: string | null; maximumLiability: number | null }

/** The same for people: its own sentence, else its sum, else that it says nothing. */
export function liabilityText({ liability, maximumLiability }: Liability, name: string | null): string {
  if (liability !== null) return liability
  if (maximumLiability !== null)
    return `اگر کالا گم شود یا آسیب ببیند، ${carrierText(name)} تا ${formatToman(maximumLiability)} جبران می‌کند.`
  return `${carrierText(name)} نگفته است که اگر کالا گم شود یا آسیب ببیند چه می‌کند. اگر کالا گران است، پیش از سپردن آن بپرسید.`
}

/** Said beside a value in tomans of which a part is not paid if the thing is lost; null where all of it is, or nobody knows. */
export const aboveLiability = (valueToman: number | null, { maximumLiability }: Liability): string | null =>
  valueToman === null || maximumLiability === null || valueToman <= maximumLiability
    ? null
    : `این ارزش از سقف جبران خسارت بیشتر است: تا ${formatToman(maximumLiability)} جبران می‌شود و بیشتر از آن نه.`

/** «تهران، کرج، قم، شیراز و چند شهر دیگر» */
export function citiesText(cities: readonly string[], most = 4): string {
  if (cities.length <= most) return cities.join('، ')
  return `${cities.slice(0, most).join('، ')} و چند شهر دیگر`
}
