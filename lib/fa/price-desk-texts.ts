import type { PublicationBlock } from '#lib/desk/index.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { OddPrice, PriceColumn, PriceRow, SavedParcel, Service } from '#lib/shipping/index.ts'
import { distanceLabels, parcelSizeLabels, serviceLabels } from './labels.ts'
import { formatAmount, formatToman } from './money.ts'

export const priceRowLabels: Record<PriceRow, string> = {
  ...distanceLabels,
  packing: 'بسته‌بندی شکستنی',
  limits: 'بیشترین وزن و اندازه',
}

export const priceColumnLabels: Record<PriceColumn, string> = {
  envelope: parcelSizeLabels.envelope.label,
  small: parcelSizeLabels.small.label,
  medium: parcelSizeLabels.medium.label,
  large: parcelSizeLabels.large.label,
  xlarge: parcelSizeLabels.xlarge.label,
  includedGrams: 'تا این وزن، بدون هزینهٔ بیشتر (گرم)',
  stepGrams: 'هر پله (گرم)',
  stepPrice: 'قیمت هر پله (تومان)',
  maxWeightGrams: 'بیشترین وزن (گرم)',
  side1: 'بیشترین طول (سانتی‌متر)',
  side2: 'بیشترین عرض (سانتی‌متر)',
  side3: 'بیشترین ارتفاع (سانتی‌متر)',
  deliveryTime: 'زمان تحویل',
}

/** What the rows of a table are called in its first cell. */
export const tableCorner = 'سطر'

const listLabels: Record<string, string> = {
  name: 'نام تعرفه',
  validTo: 'آخرین روز این قیمت‌ها',
  sample: 'نمونه بودن قیمت‌ها',
  taxPercent: 'مالیات',
  roundToToman: 'گرد کردن جمع',
  services: 'جدول‌ها',
}

/** «پست ویژه، درون شهر، کوچک»; parts that are not known stand as they are. */
export function cellLabel({ service, row, column }: { service: string; row: string; column: string }): string {
  if (row === 'list') return listLabels[column] ?? column
  const name = priceColumnLabels[column as PriceColumn] ?? column
  const where = row === 'limits' ? [] : [priceRowLabels[row as PriceRow] ?? row]
  return [serviceLabels[service as Service] ?? service, ...where, name].join('، ')
}

const faults: Record<string, string> = {
  name: 'نامی تا ۶۰ حرف بنویسید، بدون شماره و لینک',
  validTo: 'تاریخی مثل ۱۴۰۵/۱۲/۲۹ بنویسید، یا خالی بگذارید',
  taxPercent: 'عددی از ۰ تا ۱۰۰ بنویسید',
  roundToToman: 'عددی از ۱ تا ۱۰۰٬۰۰۰ تومان بنویسید',
  services: 'دست‌کم یک روش باید قیمت داشته باشد',
  includedGrams: 'وزن را به گرم بنویسید، تا ۱۰۰٬۰۰۰',
  stepGrams: 'وزن هر پله را به گرم بنویسید، از ۱۰۰ تا ۱۰۰٬۰۰۰',
  stepPrice: 'مبلغ را به تومان بنویسید، تا ۱٬۰۰۰٬۰۰۰',
  maxWeightGrams: 'وزن را به گرم بنویسید، از ۱ تا ۱۰۰٬۰۰۰',
  deliveryTime: 'زمانی تا ۶۰ حرف بنویسید، بدون شماره و لینک',
}

/** What is wrong in a cell, without its name. */
const faultOf = (column: string): string =>
  faults[column] ??
  (column.startsWith('side')
    ? 'اندازه را به سانتی‌متر بنویسید'
    : 'مبلغ را به تومان و با عدد بنویسید، تا ۱۰۰٬۰۰۰٬۰۰۰، یا خالی بگذارید')

export const cellFault = (parts: { service: string; row: string; column: string }): string =>
  `${cellLabel(parts)}: ${faultOf(parts.column)}`

export const oddityTexts: Record<OddPrice['why'], string> = {
  farther_cheaper: 'از راه نزدیک‌تر ارزان‌تر است',
  larger_cheaper: 'از اندازهٔ کوچک‌تر ارزان‌تر است',
  other_steps: 'با راه نزدیک‌تر فرق دارد',
  free_packing: 'رایگان است',
}

/** Why the draft is not published, or what would have to be done first. */
export const blockTexts: Record<PublicationBlock, string> = {
  not_allowed: 'انتشار قیمت‌ها کار مدیر ارشد است.',
  no_business: 'نخست نام و اطلاعات شرکت را در بخش «شرکت» ثبت کنید.',
  no_draft: 'پیش‌نویسی باز نیست. قیمت‌ها را تغییر دهید و ثبت کنید.',
  no_change: 'این قیمت‌ها با قیمت‌های منتشرشده یکی است.',
  second_person:
    'این پیش‌نویس را خودتان ثبت کرده‌اید. یک همکار دیگر باید آن را ببیند: مدیر ارشد دیگری منتشرش کند، یا مدیری همان را دوباره ثبت کند و سپس شما منتشر کنید.',
  ended: 'آخرین روز این قیمت‌ها گذشته است. تاریخ تازه‌ای بنویسید، یا آن را خالی بگذارید.',
  parcels: 'بسته‌های آزمون با این قیمت‌ها جور نیستند. یا قیمت‌ها را درست کنید یا مبلغی را که انتظار دارید.',
}

/** As many differences are read in one go. */
const maxToldChanges = 12

export const pricesTexts = {
  unwritten: 'هنوز چیزی از شرکت نوشته نشده است؛ قیمت‌های نمونه در کارند.',
  inForce: (version: string) => `قیمت‌های نسخهٔ ${version} در کارند. همهٔ مبلغ‌ها به تومان‌اند.`,
  drafted: ({ who, when, base }: { who: string | null; when: string | null; base: string }) =>
    `آخرین تغییر: ${[who, when].filter(Boolean).join('، ')}. از روی نسخهٔ ${base} ساخته شده است.`,
  /** `days`: how many are left, today among them. */
  ending: (days: number, last: string) => {
    if (days === 0)
      return 'این قیمت‌ها تمام شده‌اند و سفارش تازه گرفته نمی‌شود. قیمت‌های تازه را منتشر کنید، یا آخرین روز را عوض کنید.'
    const left = days === 1 ? 'امروز آخرین روز است' : `با امروز ${toPersianDigits(days)} روز مانده است`
    return `این قیمت‌ها تا پایان ${last} معتبرند و ${left}. پس از آن، تا قیمت تازه‌ای منتشر نشود، سفارش تازه گرفته نمی‌شود.`
  },
  notCarried: 'برده نمی‌شود',
  /** `changes`: what the next tap would change of what stands there now. */
  staleDraft: (changes: readonly string[]) => {
    const told = 'همکار دیگری در این میان پیش‌نویس را تغییر داد. نوشتهٔ شما همین‌جا مانده است'
    if (changes.length === 0) return `${told} و با آنچه اکنون ثبت است فرقی ندارد.`
    const more = changes.length - maxToldChanges
    const rest = more > 0 ? `؛ و ${toPersianDigits(more)} تفاوت دیگر` : ''
    return `${told}. اگر دوباره همین دکمه را بزنید، این‌ها عوض می‌شود: ${changes.slice(0, maxToldChanges).join('؛ ')}${rest}.`
  },
  newerDraft:
    'پیک در حال به‌روز شدن است و پیش‌نویس را نسخهٔ تازه‌ترش نوشته است. چند دقیقهٔ دیگر دوباره بزنید؛ نوشتهٔ شما همین‌جا مانده است.',
  stale: 'پیش‌نویس یا قیمت‌های شرکت در این میان تغییر کرد و چیزی منتشر نشد. صفحه را دوباره باز کنید و تفاوت‌ها را ببینید.',
  refused: 'این قیمت‌ها با روش‌های روشن شرکت جور نیستند: روشی روشن است که در آن‌ها قیمت ندارد.',
  notFound: 'این نسخه پیدا نشد.',
  noTable: 'جدولی در آن نیست. همهٔ جدول را با سطر عنوان‌هایش بچسبانید، یا فایلی را که از همین‌جا گرفته‌اید بفرستید.',
  unknownRow: (text: string) => `سطر «${text}» شناخته نشد.`,
  unknownColumn: (text: string) => `ستون «${text}» شناخته نشد.`,
  wrongCells: (sentences: readonly string[]) => `این خانه‌ها درست نیستند. ${sentences.join('. ')}.`,
  notHolding: (rows: readonly string[]) => `${blockTexts.parcels} ${rows.join('؛ ')}.`,
  unknownCity: 'این شهر را نمی‌شناسیم. نامش را کامل بنویسید.',
  bothCities: 'یا هر دو شهر را بنویسید، یا فاصله را انتخاب کنید.',
  noSize: 'اندازهٔ بسته را انتخاب کنید.',
  noWeight: 'وزن را به گرم بنویسید، نه بیشتر از آنچه این اندازه می‌گیرد.',
} as const

const parcelFaults: Record<string, string> = {
  service: 'روش را انتخاب کنید',
  distance: 'فاصله را انتخاب کنید',
  size: 'اندازه را انتخاب کنید',
  weightGrams: 'وزن را به گرم بنویسید، نه بیشتر از آنچه این اندازه می‌گیرد',
  expectedToman: 'مبلغ را به تومان و با عدد بنویسید',
}

export const parcelName = (row: number): string => `بستهٔ ${toPersianDigits(row + 1)}`

/** A parcel with what it has to cost, in one line. */
export function parcelText(parcel: SavedParcel | undefined): string {
  if (!parcel) return '—'
  const { service, distance, size, weightGrams, fragile, expectedToman } = parcel
  const weight = `${formatAmount(weightGrams)} گرم`
  const what = [serviceLabels[service], distanceLabels[distance], parcelSizeLabels[size].label, weight]
  return [...what, ...(fragile ? ['شکستنی'] : []), formatToman(expectedToman)].join('، ')
}

export const parcelFault = (row: number, field: string): string =>
  `${parcelName(row)}: ${parcelFaults[field] ?? 'درست نیست'}`

/** «+۱۸٪», «−۵٪» */
export const changeText = (percent: number): string =>
  `${percent < 0 ? '−' : '+'}${toPersianDigits(Math.abs(percent))}٪`
