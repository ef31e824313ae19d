import { toPersianDigits } from '#lib/kernel/digits.ts'
import { isolateLtr } from '#lib/kernel/text.ts'
import { carrierText } from './business-texts.ts'

/** Where a report goes, and where to ask about it: no answer is written in Peyk, so the business's phone is said. */
export function problemLead(business: { name: string | null; phone: string | null }): string {
  const goes = `گزارش شما به ${carrierText(business.name)} فرستاده می‌شود. طرف مقابل آن را نمی‌بیند.`
  const call =
    business.phone === null ? '.' : `؛ برای پیگیری به ${isolateLtr(toPersianDigits(business.phone))} زنگ بزنید.`
  return `${goes} پاسخ آن در این صفحه نوشته نمی‌شود${call}`
}
