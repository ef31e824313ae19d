import type { RetentionItem } from '#lib/access/index.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'

type Said = { item: string; what: string; why: string; from: string }

/** The privacy page's words for each item that is kept. */
export const retentionTexts: Record<RetentionItem, Said> = {
  draft: {
    item: 'پیش‌نویس سفارش',
    what: 'بسته، روش ارسال، نام، موبایل و نشانی خودتان',
    why: 'تا اگر نیمه‌کاره رها کردید، از همان‌جا ادامه دهید',
    from: 'پس از آخرین تغییر',
  },
  shipment_address: {
    item: 'نشانی مرسولهٔ تحویل‌شده یا برگشتی',
    what: 'نام، موبایل، نشانی و کد پستی هر دو طرف',
    why: 'برای پیگیری مشکل‌های پس از تحویل',
    from: 'پس از پایان کار',
  },
  unfinished_shipment_address: {
    item: 'نشانی مرسولهٔ ردشده، لغوشده یا بی‌پاسخ',
    what: 'نام، موبایل، نشانی و کد پستی',
    why: 'تا پیش از پایان، برای هماهنگی تحویل',
    from: 'پس از پایان',
  },
  grant: {
    item: 'اجازهٔ شما در دیوار',
    what: 'شناسهٔ کاربری دیوار برای پیک و کلید فرستادن پیام، رمزشده',
    why: 'تا خبرهای همین مرسوله در چت نوشته شود',
    from: 'پس از آخرین استفاده',
  },
  session: {
    item: 'نشست مرورگر',
    what: 'شناسه‌ای تصادفی در کوکی',
    why: 'تا فقط مرورگر شما صفحهٔ شما را ببیند؛ پس از ۱۵ دقیقه بی‌کاری هم بسته می‌شود',
    from: 'پس از ۸ ساعت',
  },
  ticket: {
    item: 'لینک یک‌بارمصرف ورود',
    what: 'اثر رمزشدهٔ لینک و شناسهٔ گفت‌وگو',
    why: 'تا هیچ لینکی دو بار باز نشود',
    from: 'پس از پایان مهلت',
  },
  oauth_attempt: {
    item: 'درخواست اجازه از دیوار',
    what: 'اثر رمزشدهٔ درخواست',
    why: 'تا پاسخ دیوار به همان صفحه برگردد',
    from: 'پس از پایان مهلت',
  },
  rate_limit: {
    item: 'شمارندهٔ درخواست‌های پیاپی',
    what: 'شناسهٔ صفحه یا گفت‌وگو و، برای درخواست‌های ناموفق، نشانی اینترنتی (IP)',
    why: 'تا کسی با درخواست‌های پشت‌سرهم سرویس را از کار نیندازد؛ هر شمارش حداکثر یک ساعت طول می‌کشد',
    from: 'پس از پایان شمارش',
  },
  event_id: {
    item: 'شمارهٔ خبرهای دیوار',
    what: 'فقط شماره؛ متن هیچ پیامی نگه داشته نمی‌شود',
    why: 'تا هیچ خبری دو بار اثر نکند',
    from: 'پس از رسیدن',
  },
}

/** «۷ روز پس از پایان کار», «بلافاصله پس از پایان». */
export function keptText(item: RetentionItem, seconds: number): string {
  const days = Math.round(seconds / 86_400)
  return `${days === 0 ? 'بلافاصله' : `${toPersianDigits(days)} روز`} ${retentionTexts[item].from}`
}
