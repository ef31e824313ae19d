import type { AskedTopic, AssistantSettings, EndReason, PauseReason, SettingsFault } from '#lib/assistant/index.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { cleanText, isolate } from '#lib/kernel/text.ts'
import type { Toman } from '#lib/kernel/toman.ts'
import type { DistanceClass, ParcelSize, Service } from '#lib/shipping/index.ts'
import { carrierText } from './business-texts.ts'
import { parcelSizeLabels, reachText, serviceLabels } from './labels.ts'
import { formatTomanRange } from './money.ts'

export type OfferFacts = {
  /** What was asked; null where that is not sure, and the seller offers by hand. */
  topic: AskedTopic | null
  /** Names of cities; null where they are not known. */
  from: string | null
  to: string | null
  /** The sizes that go there, each with what it costs at least and at most; none: nobody carries anything there. */
  prices: { size: ParcelSize; min: Toman | number; max: Toman | number }[]
  /** That the business offers nothing now, to no place. */
  offersNothing: boolean
  /** The services that go there, how long each takes, and how far it goes while one of the cities is not known. */
  times: { service: Service; deliveryTime: string; reach: DistanceClass[] | null }[]
  sample: boolean
  /** The business's name; null while it has none. */
  carrier: string | null
  settings: Pick<AssistantSettings, 'wording'>
}

export const offerCaption = 'ثبت ارسال'

/**
 * What a buyer who asks about shipping is answered, in the seller's name. No address, phone or promotion stands in it. Only
 * who asks whether it can be sent is told yes: after any other question that could be read as consent to something else.
 */
export function offerText(facts: OfferFacts): string {
  const { from, to, prices, sample, carrier, settings } = facts
  const way = [from === null ? '' : ` از ${isolate(from)}`, to === null ? '' : ` به ${isolate(to)}`].join('')
  const lines =
    prices.length === 0
      ? [
          facts.offersNothing
            ? `سلام. ${carrierText(carrier)} فعلاً سفارش تازه نمی‌گیرد؛ هزینهٔ ارسال را با هم هماهنگ می‌کنیم.`
            : `سلام. ${carrierText(carrier)} ${way === '' ? 'این مسیر' : `مسیر${way}`} را فعلاً پوشش نمی‌دهد؛ هزینه‌اش را با هم هماهنگ می‌کنیم.`,
        ]
      : [
          `${beginning(facts, way)}هزینهٔ ارسال${way}، بسته به ${dependsOn(facts)}${sample ? ' (تعرفهٔ نمونه)' : ''}:`,
          ...prices.map(({ size, ...range }) => `${parcelSizeLabels[size].label}: ${isolate(formatTomanRange(range))}`),
          `برای دیدن قیمت دقیق و ثبت، دکمهٔ «${offerCaption}» را بزنید.`,
        ]
  return [...lines, ...(settings.wording === null ? [] : [isolate(settings.wording)])].join('\n')
}

/** What is asked comes first; the price stands in each answer. */
function beginning({ topic, from, times, carrier }: OfferFacts, way: string): string {
  const named = times.map((time) => ({
    ...time,
    name: [serviceLabels[time.service], limitOf(time.reach, from)].join(''),
  }))
  switch (topic) {
    case 'possible':
      return `سلام. بله، ارسال ممکن است${limitOf(reachOfAll(times), from)}.\n`
    case 'time':
      return `سلام. زمان رسیدن مرسوله${way}: ${named.map(timeOf).join('، ')}.\n`
    case 'way':
      return `سلام. روش‌های ارسال${way}: ${named.map(({ name }) => name).join('، ')}.\n`
    case 'price':
      return 'سلام. '
    default:
      return `سلام. اگر بخواهید، کالا با ${carrierText(carrier)} ارسال می‌شود.\n`
  }
}

const timeOf = ({ name, deliveryTime }: { name: string; deliveryTime: string }) =>
  `${name} ${isolate(cleanText(deliveryTime, { max: 60 }))}`

/** What is not said yet, and the price depends on. */
const dependsOn = ({ from, to }: OfferFacts): string => {
  const city = to === null ? ['شهر شما'] : from === null ? ['شهر فروشنده'] : []
  return [...city, 'وزن'].join('، ').concat(' و روش ارسال')
}

/** « (فقط داخل شهر تهران)»; nothing of what goes everywhere, or of a way that is known. */
function limitOf(reach: readonly DistanceClass[] | null, from: string | null): string {
  const limit = reach && reachText(reach, from && isolate(from))
  return limit ? ` (${limit})` : ''
}

/** How far the one or the other goes. */
const reachOfAll = (times: OfferFacts['times']): DistanceClass[] | null =>
  times.some(({ reach }) => reach === null) ? null : [...new Set(times.flatMap(({ reach }) => reach ?? []))]

/** Where the buyer wrote what may have been about shipping, and nobody has answered yet. */
export const perhapsText = {
  label: 'شاید دربارهٔ ارسال',
  sentence: 'دستیار مطمئن نبود و پاسخی نداد. اگر دربارهٔ ارسال پرسیده است، پیشنهاد را خودتان بفرستید.',
} as const

/** Of a post in a category under which nothing is shipped. */
export const notShippedText = {
  label: 'در این دسته پاسخ نمی‌دهد',
  /** Of one post that is all an assistant is for. */
  sentence:
    'این آگهی در دسته‌ای است که چیزی در آن ارسال نمی‌شود (ملک، خودرو، استخدام یا خدمات). پیام‌های تازه اینجا دیده می‌شود، ولی دستیار پاسخی نمی‌دهد.',
  /** Beside one of several posts. */
  ofOne: 'در این دسته چیزی ارسال نمی‌شود؛ دستیار در این آگهی پاسخی نمی‌دهد.',
  /** Before the assistant is turned on. */
  before:
    'این آگهی در دسته‌ای است که چیزی در آن ارسال نمی‌شود (ملک، خودرو، استخدام یا خدمات). دستیار در آن به کسی پاسخ نمی‌دهد؛ فقط پیام‌های تازه را یک‌جا نشانتان می‌دهد.',
} as const

const wordingFaults = {
  too_long: 'جمله را کوتاه‌تر کنید؛ حداکثر ۲۰۰ حرف.',
  phone: 'شمارهٔ تلفن ننویسید؛ این جمله برای غریبه‌ها هم فرستاده می‌شود.',
  link: 'لینک یا شناسهٔ صفحه ننویسید؛ دیوار آن را در چت نمی‌پذیرد.',
  promotion: 'تبلیغ و تخفیف ننویسید؛ دیوار آن را در چت نمی‌پذیرد.',
} as const

const invalid: Record<SettingsFault['field'], string> = {
  wording: 'این جمله پذیرفته نشد.',
  quietFrom: 'ساعت شروع را انتخاب کنید.',
  quietTo: 'ساعت پایان را انتخاب کنید.',
  dailyCap: 'عددی از ۱ تا ۲۰۰ بنویسید.',
}

/** The sentence beside each field of the settings form. */
export const settingsFaults = (faults: readonly SettingsFault[]): Record<string, string> =>
  Object.fromEntries(
    faults.map(({ field, fault }) => [field, fault === 'invalid' ? invalid[field] : wordingFaults[fault]]),
  )

export const replyFaults = {
  empty: 'چیزی ننوشته‌اید.',
  not_found: 'این گفت‌وگو دیگر در دسترس دستیار نیست.',
  already: 'پیشنهاد ارسال در این گفت‌وگو پیش‌تر فرستاده شده است.',
} as const

/** Why an assistant ended, and what its owner can do. */
export const endTexts: Record<EndReason, { title: string; sentence: string; button: string | null }> = {
  grant_gone: {
    title: 'اجازهٔ دیوار تمام شده است',
    sentence:
      'دیوار دیگر اجازهٔ پیشین شما را نمی‌پذیرد و دستیار چیزی نمی‌خواند و نمی‌فرستد. برای ادامه، دوباره اجازه بدهید.',
    button: 'دوباره اجازه می‌دهم',
  },
  permission_partly: {
    title: 'اجازه کامل نیست',
    sentence:
      'برای پاسخ دادن، هم خواندن پیام‌های تازه و هم فرستادن پیام لازم است. فقط بخشی از آن را پذیرفته‌اید و دستیار روشن نشد.',
    button: 'دوباره اجازه می‌دهم',
  },
  not_owner: {
    title: 'این آگهی برای شما نیست',
    sentence: 'دیوار می‌گوید این آگهی متعلق به حساب شما نیست. دستیار فقط برای آگهی خودتان روشن می‌شود.',
    button: null,
  },
  post_gone: {
    title: 'آگهی دیگر منتشر نیست',
    sentence: 'آگهی حذف یا بایگانی شده است؛ دستیار خاموش شد و چیزی نمی‌خواند.',
    button: null,
  },
  access_revoked: {
    title: 'اجازه در دیوار پس گرفته شد',
    sentence: 'دستیار خاموش شد و همهٔ اطلاعات مربوط به شما از پیک پاک شد.',
    button: null,
  },
}

/** Why nobody is answered for a while, where the assistant is on. */
export const restTexts: Record<
  PauseReason,
  { label: string; sentence(settings: Pick<AssistantSettings, 'quietTo'>): string }
> = {
  quiet: {
    label: 'ساعت سکوت',
    sentence: ({ quietTo }) =>
      `پیام‌های تازه خوانده می‌شود، ولی تا ساعت ${toPersianDigits(quietTo / 60)} دستیار پاسخی نمی‌دهد.`,
  },
  cap: {
    label: 'سقف امروز پر شد',
    sentence: () =>
      'پیام‌های تازه خوانده می‌شود، ولی دستیار تا فردا پاسخی نمی‌دهد. خودتان پاسخ بدهید، یا سقف را بالا ببرید.',
  },
}

/** «از ساعت ۲۳ تا ۸», or that there are none. */
export const quietText = ({ quietFrom, quietTo }: Pick<AssistantSettings, 'quietFrom' | 'quietTo'>): string =>
  quietFrom === quietTo ? 'ندارد' : `از ساعت ${toPersianDigits(quietFrom / 60)} تا ${toPersianDigits(quietTo / 60)}`
