import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { Side } from '#lib/kernel/side.ts'
import type {
  CancelReason,
  DistanceClass,
  ForbiddenGood,
  ParcelSize,
  Payer,
  QuotePartCode,
  RejectReason,
  Service,
  ShipmentState,
  UnavailableReason,
} from '#lib/shipping/index.ts'

export const sideLabels: Record<Side, string> = { SUPPLY: 'فروشنده', DEMAND: 'خریدار' }

/** Sizes, each with what fits in it. */
export const parcelSizeLabels: Record<ParcelSize, { label: string; example: string }> = {
  envelope: { label: 'پاکت', example: 'مدرک، کتاب نازک، سی‌دی' },
  small: { label: 'کوچک', example: 'موبایل، کتاب، لوازم آرایشی' },
  medium: { label: 'متوسط', example: 'لپ‌تاپ، کفش، لباس' },
  large: { label: 'بزرگ', example: 'مایکروویو، مانیتور، صندلی کودک' },
  xlarge: { label: 'خیلی بزرگ', example: 'دوچرخهٔ کودک، کالسکه، تلویزیون' },
}

export const serviceLabels: Record<Service, string> = {
  city_express: 'پیک فوری',
  city_same_day: 'پیک همان‌روز',
  post_vijeh: 'پست ویژه',
  post_pishtaz: 'پست پیشتاز',
}

/** How each service works. */
export const serviceSentences: Record<Service, string> = {
  city_express: 'درون‌شهری، با موتور: کالا را همین حالا از در فروشنده می‌گیرد و یکراست به در خریدار می‌برد.',
  city_same_day: 'درون‌شهری، از در تا در: کالا را در طول روز از فروشنده می‌گیرد و همان روز می‌رساند.',
  post_vijeh: 'کالا از در فروشنده گرفته و با پست ویژه فرستاده می‌شود؛ پستچی به در خریدار می‌برد.',
  post_pishtaz: 'کالا از در فروشنده گرفته و با پست پیشتاز فرستاده می‌شود؛ پستچی به در خریدار می‌برد.',
}

export const distanceLabels: Record<DistanceClass, string> = {
  same_city: 'درون شهر',
  same_province: 'درون استان',
  other_province: 'استان دیگر',
}

/**
 * How far something goes, while it is unknown where one side is; null: everywhere. `city` is null while no end is known.
 */
export function reachText(reach: readonly DistanceClass[], city: string | null): string | null {
  const missing = Object.keys(distanceLabels).length - new Set(reach).size
  if (missing === 0) return null
  if (reach.some((distance) => distance !== 'same_city')) {
    return `فقط ${reach.map((distance) => distanceLabels[distance]).join(' و ')}`
  }
  return city === null ? 'فقط وقتی هر دو در یک شهر باشید' : `فقط داخل شهر ${city}`
}

/** What becomes of a proposal by a service that does not go everywhere, whose other side is too far away. */
export const elsewhere = (other: Side): string => `اگر ${sideLabels[other]} جای دورتری باشد، روش دیگری پیشنهاد می‌دهد.`

/** Who pays, when, and to whom. */
export const payerLabels: Record<Payer, string> = {
  buyer: 'خریدار، هنگام تحویل، به مأمور پیک',
  seller: 'فروشنده، هنگام دادن کالا، به مأمور پیک',
  on_delivery: 'خریدار، هنگام تحویل، به مأمور پیک (پس‌کرایه)',
}

export const stateLabels: Record<ShipmentState, string> = {
  proposed: 'در انتظار پاسخ',
  accepted: 'پذیرفته شد',
  assigned: 'مأمور پیک مشخص شد',
  picked_up: 'در راه',
  delivery_failed: 'تحویل ناموفق',
  rejected: 'پذیرفته نشد',
  cancelled: 'لغو شد',
  expired: 'مهلت تمام شد',
  delivered: 'تحویل شد',
  returned: 'برگشت داده شد',
}

/** As the other side chooses them, and as the proposer reads them. */
export const rejectReasonLabels: Record<RejectReason, string> = {
  price: 'هزینه‌اش زیاد است',
  time: 'زمانش مناسب نیست',
  other_way: 'کالا را جور دیگری تحویل می‌دهیم',
  not_agreed: 'هنوز سر معامله توافق نکرده‌ایم',
  other: 'دلیل دیگری دارم',
  counter_proposal: 'پیشنهاد تازه‌ای می‌دهم',
}

export const cancelReasonLabels: Record<CancelReason, string> = {
  changed_mind: 'از معامله منصرف شدیم',
  other_way: 'کالا را جور دیگری تحویل می‌دهیم',
  wrong_data: 'چیزی را اشتباه وارد کرده‌ام',
  too_slow: 'مأمور پیک دیر کرده است',
  other: 'دلیل دیگری دارم',
  erased: 'اطلاعات یکی از دو طرف پاک شد',
}

export const quotePartLabels: Record<QuotePartCode, string> = {
  base: 'کرایهٔ پایه',
  weight: 'هزینهٔ وزن بیشتر',
  fragile: 'بسته‌بندی شکستنی',
  tax: 'مالیات بر ارزش افزوده',
}

export const unavailableLabels: Record<UnavailableReason, string> = {
  not_offered: 'در حال حاضر ارائه نمی‌شود',
  outside_area: 'در این شهر ارائه نمی‌شود',
  not_this_distance: 'در این مسیر ارائه نمی‌شود',
  too_heavy: 'بسته برای این روش سنگین است',
  too_large: 'بسته برای این روش بزرگ است',
}

export const forbiddenGoodLabels: Record<ForbiddenGood, string> = {
  weapons_explosives: 'سلاح و مواد منفجره',
  flammables_gases: 'مواد آتش‌زا، گاز و اسپری تحت فشار',
  drugs: 'مواد مخدر و داروی غیرمجاز',
  chemicals_poisons: 'مواد شیمیایی، پودری و سمی',
  live_animals: 'حیوان زنده',
  cash_jewellery: 'پول نقد، طلا و جواهر',
  batteries: 'باتری جدا از دستگاه',
  magnets_mercury: 'آهن‌ربا و جیوه',
  liquid_glue: 'چسب مایع',
}

/** «تا ۵ کیلوگرم», «تا ۵۰۰ گرم» */
export const formatWeightUpTo = (grams: number): string => `تا ${formatWeight(grams)}`

/** «۵۰۰ گرم», «۲ کیلوگرم», «۱٫۵ کیلوگرم» */
export function formatWeight(grams: number): string {
  if (grams < 1000) return `${toPersianDigits(grams)} گرم`
  return `${toPersianDigits(String(grams / 1000)).replace('.', '٫')} کیلوگرم`
}

/** «۳۵ × ۲۵ × ۱۸ سانتی‌متر» */
export const formatSides = (sides: readonly number[]): string => `${sides.map(toPersianDigits).join(' × ')} سانتی‌متر`
