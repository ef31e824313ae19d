import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { FaultCode, WarningCode } from '#lib/shipping/index.ts'

/** What is said beside a field. Each says what to do, not only what is wrong. */
export const faultTexts: Record<FaultCode | WarningCode, string> = {
  size_required: 'اندازهٔ بسته را انتخاب کنید.',
  weight_required: 'وزن بسته را انتخاب کنید.',
  weight_invalid: 'وزن را به گرم و فقط با عدد بنویسید، مثلاً ۱۵۰۰.',
  weight_over_size: 'این وزن برای اندازه‌ای که انتخاب کرده‌اید زیاد است. اندازهٔ بزرگ‌تری انتخاب کنید.',
  forbidden_not_accepted: 'تأیید کنید که کالای ممنوعه در بسته نیست.',
  name_required: 'نام و نام خانوادگی را بنویسید.',
  name_too_short: 'نام باید دست‌کم دو حرف باشد.',
  name_too_long: 'نام نباید بیشتر از ۸۰ حرف باشد.',
  name_link: 'به جای لینک یا نشانی اینترنتی، نام و نام خانوادگی را بنویسید.',
  mobile_required: 'شمارهٔ موبایل را بنویسید تا مأمور پیک بتواند هماهنگ کند.',
  mobile_invalid: 'شمارهٔ موبایل از این نوشته خوانده نشد. فقط رقم‌های آن را بنویسید، مثل ۰۹۱۲۱۲۳۴۵۶۷.',
  mobile_short: 'این شماره رقم کم دارد. شمارهٔ موبایل باید ۱۱ رقم باشد و با ۰۹ شروع شود.',
  mobile_long: 'این شماره رقم اضافه دارد. شمارهٔ موبایل باید ۱۱ رقم باشد و با ۰۹ شروع شود.',
  mobile_landline: 'این شمارهٔ موبایل نیست. شماره‌ای بنویسید که با ۰۹ شروع شود.',
  mobile_foreign: 'این شمارهٔ ایران نیست. یک شمارهٔ موبایل ایران بنویسید که با ۰۹ شروع شود.',
  mobile_two: 'اینجا بیش از یک شماره هست. فقط یک شمارهٔ موبایل بنویسید.',
  city_required: 'شهر را انتخاب کنید.',
  city_unknown: 'این شهر در فهرست نیست. شهر را از فهرست انتخاب کنید.',
  district_required: 'محله را انتخاب کنید.',
  district_unknown: 'این محله در فهرست این شهر نیست. محله را دوباره انتخاب کنید.',
  line_required: 'نشانی را بنویسید.',
  line_too_short: 'نشانی را کامل‌تر بنویسید: خیابان، کوچه، پلاک و واحد.',
  line_too_long: 'نشانی نباید بیشتر از ۳۰۰ حرف باشد.',
  line_no_words: 'نشانی را با کلمه بنویسید: خیابان، کوچه، پلاک و واحد.',
  line_link: 'مأمور پیک نمی‌تواند لینک، ایمیل یا شناسه را باز کند. آن را بردارید و نشانی را با کلمه بنویسید.',
  postal_invalid: 'کد پستی باید ۱۰ رقم باشد و با صفر شروع نشود. اگر آن را نمی‌دانید، خالی بگذارید.',
  service_required: 'روش ارسال را انتخاب کنید.',
  service_unavailable: 'این روش برای این بسته و مسیر ممکن نیست. روش دیگری انتخاب کنید.',
  payer_required: 'مشخص کنید هزینهٔ ارسال را چه کسی می‌پردازد.',
  value_unreadable:
    'این مبلغ خوانده نشد، یا دو جور خوانده می‌شود. آن را به تومان و کامل بنویسید، مثل ۲٬۵۰۰٬۰۰۰ یا «۲ میلیون و ۵۰۰ هزار».',
  value_too_small:
    'ارزش کالا به تومان است و نمی‌تواند کمتر از ۱٬۰۰۰ تومان باشد. شاید هزار یا میلیون آن جا افتاده باشد. اگر نمی‌خواهید ارزشی بگویید، خالی بگذارید.',
  value_too_large: 'ارزش کالا نمی‌تواند بیشتر از ۱۰ میلیارد تومان باشد. شاید مبلغ را به ریال نوشته‌اید.',
  postal_unusual: 'این کد پستی کمی نامعمول است. اگر درست است، دوباره ادامه را بزنید.',
}

/** Said over the first form of a booking where the chosen service does not cost what its page showed. */
export const priceChanged =
  'قیمت با این انتخاب‌ها عوض شد و هنوز چیزی ثبت نشده است. قیمت تازه را در «روش ارسال» ببینید و اگر می‌پذیرید، دوباره ادامه را بزنید.'

/** A text that is too long, with both numbers: «متن شما ۵۱۲ حرف است. آن را تا ۵۰۰ حرف کوتاه کنید.» */
export const tooManyCharacters = (characters: number, most: number): string =>
  `متن شما ${toPersianDigits(characters)} حرف است. آن را تا ${toPersianDigits(most)} حرف کوتاه کنید.`

/** A form's faults (or warnings) as the sentences to show, by field. */
export function faultSentences(faults: Record<string, FaultCode | WarningCode>): Record<string, string> {
  return Object.fromEntries(Object.entries(faults).map(([field, code]) => [field, faultTexts[code]]))
}
