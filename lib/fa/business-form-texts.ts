import type { MissingPart } from '#lib/business/index.ts'
import type { Weekday } from '#lib/kernel/tehran.ts'

export const weekdayLabels: Record<Weekday, string> = {
  saturday: 'شنبه',
  sunday: 'یکشنبه',
  monday: 'دوشنبه',
  tuesday: 'سه‌شنبه',
  wednesday: 'چهارشنبه',
  thursday: 'پنجشنبه',
  friday: 'جمعه',
}

/** What the field that begins so is refused with. */
const faults: Record<string, string> = {
  name: 'نامی با ۲ تا ۴۰ حرف بنویسید، بدون شماره و لینک',
  phone: 'شمارهٔ تلفن ایران را بنویسید، مثل ۰۲۱۹۱۰۰۱۲۳۴',
  support: 'نشانی https یا ایمیل بنویسید',
  logo: 'عکسی PNG یا JPEG تا ۵۰ کیلوبایت بفرستید',
  area: 'نام شهرها را با ویرگول جدا کنید؛ شهری که شناخته نمی‌شود نباید در فهرست باشد',
  hours: 'ساعت‌ها را مثل ۰۸:۰۰-۲۲:۰۰ بنویسید؛ دو بازه نباید روی هم بیفتند',
  closed: 'تاریخ‌ها را مثل ۱۴۰۵-۱۲-۲۹ بنویسید و با ویرگول جدا کنید',
  pause_reason: 'دلیل توقف را تا ۱۲۰ حرف بنویسید، بدون شماره و لینک',
  pause_until: 'زمان را مثل ۱۴۰۵-۱۲-۲۹ ۰۹:۰۰ بنویسید یا خالی بگذارید',
  on: 'دست‌کم یک روش باید روشن باشد و در تعرفه قیمت داشته باشد',
  windows: 'بازه‌های گرفتن کالا را مثل ۱۰:۰۰-۱۳:۰۰ بنویسید؛ یک تا ۱۲ بازه که روی هم نیفتند',
  cutoff: 'شمار دقیقه‌ها را بنویسید، از ۰ تا ۲۸۸۰',
  open_hours: 'یا ساعت کاری را بنویسید (۱ تا ۷۲)، یا روز کاری (۰ تا ۳۰) همراه با ساعت پایان',
  liability: 'جمله‌ای تا ۳۰۰ حرف بنویسید یا خالی بگذارید',
  maximum: 'مبلغ را به تومان و با عدد بنویسید یا خالی بگذارید',
  processors: 'در هر خط نام شرکت، آنچه می‌گیرد و چرایش را با | از هم جدا کنید؛ نام بدون شماره و لینک',
}

/** What is wrong in a field of the business's form. */
export const businessFault = (field: string): string =>
  Object.entries(faults).find(([start]) => field.startsWith(start))?.[1] ?? 'این بخش درست نیست'

export const missingTexts: Record<MissingPart, string> = {
  everything: 'هنوز چیزی از شرکت نوشته نشده است: نام، تلفن، ساعت‌ها و محدودهٔ کار.',
  phone: 'شمارهٔ تلفن: مردم می‌خواهند بدانند به چه کسی زنگ بزنند.',
  liability: 'جملهٔ مسئولیت: اگر کالا گم شود یا آسیب ببیند چه می‌کنید.',
  pickup: 'زمان‌های گرفتن کالا برای هر روشی که روشن است.',
  processors: 'شرکت‌های دیگری که اطلاعات مردم را می‌گیرند، یا اینکه هیچ شرکتی نمی‌گیرد: در صفحهٔ حریم خصوصی می‌آید.',
  prices: 'تعرفهٔ خودتان: قیمت‌ها هنوز نمونه‌اند.',
}

export const businessFormTexts = {
  /** Beside the fields there is nothing to point at. */
  prices: 'قیمت‌های ذخیره‌شده با این تغییرها جور نیستند.',
  unknownCity: (names: readonly string[]) => `این شهرها را نمی‌شناسیم: ${names.join('، ')}`,
  stale: (parts: readonly string[]) =>
    `همکار دیگری در این میان نسخهٔ تازه‌ای ثبت کرد${parts.length > 0 ? ` و این‌ها را تغییر داد: ${parts.join('، ')}` : ''}. نوشتهٔ شما همین‌جا مانده است. نخست صفحه را در برگهٔ دیگری ببینید؛ اگر دوباره ثبت کنید، نوشتهٔ شما جای آن را می‌گیرد.`,
  staleLogo: 'همکار دیگری در این میان نسخهٔ تازه‌ای ثبت کرد. صفحه را دوباره باز کنید و نشان را بفرستید.',
  lost: 'نسخه‌ای که این فرم از آن ساخته شده پیدا نشد. صفحه را دوباره باز کنید.',
} as const

/** What a group of fields is called, by how its fields begin. */
const parts: [string, string][] = [
  ['name', 'نام'],
  ['phone', 'تلفن'],
  ['support', 'پشتیبانی'],
  ['logo', 'نشان'],
  ['area', 'محدوده'],
  ['hours', 'ساعت‌های کار'],
  ['closed', 'روزهای تعطیل'],
  ['booking', 'سفارش در ساعت تعطیلی'],
  ['pause', 'توقف'],
  ['on_', 'روش‌های روشن'],
  ['windows', 'زمان گرفتن کالا'],
  ['cutoff', 'زمان گرفتن کالا'],
  ['open_hours', 'وعدهٔ تحویل'],
  ['working_days', 'وعدهٔ تحویل'],
  ['by_', 'وعدهٔ تحویل'],
  ['handover', 'کد تحویل'],
  ['liability', 'مسئولیت'],
  ['maximum', 'سقف جبران'],
  ['processors', 'شرکت‌های دیگر'],
  ['no_processors', 'شرکت‌های دیگر'],
  ['measure', 'شمارش سرعت صفحه‌ها'],
]

export const partsOf = (fields: readonly string[]): string[] => [
  ...new Set(fields.flatMap((field) => parts.find(([start]) => field.startsWith(start))?.[1] ?? [])),
]
