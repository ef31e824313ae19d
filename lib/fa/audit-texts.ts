import { vehicleLabels } from './courier-texts.ts'
import { overrideReasonLabels } from './desk-texts.ts'
import { stateLabels } from './labels.ts'
import { paperLabels, sheetDayLabels } from './paper-texts.ts'
import { roleLabels, signInWayLabels } from './staff-texts.ts'

/** What an act of the audit is called; one that a later version wrote stands as its code. */
export const auditActLabels: Record<string, string> = {
  'shipment.assign': 'سپردن مرسوله به مأمور پیک',
  'shipment.move': 'ثبت گام مرسوله',
  'shipment.promise': 'تغییر وعده',
  'shipment.cancel': 'انصراف از مرسوله',
  'contact.reveal': 'دیدن نشانی کامل',
  'contact.print': 'چاپ نشانی کامل',
  'sheet.print': 'چاپ برگهٔ روز',
  'stop.view': 'دیدن نشانی در صفحهٔ مأمور پیک',
  'shipment.note': 'یادداشت برای همکاران',
  'proof.reveal': 'دیدن عکس تحویل',
  'proof.give': 'ثبت عکس تحویل',
  'order.again': 'فرستادن دوبارهٔ خبر به سامانهٔ دیگر',
  'thread.answer': 'پاسخ به مردم',
  'session.opened': 'ورود',
  'session.ended': 'خروج یا بستن نشست',
  'session.refused': 'ورود ناموفق',
  'invitation.accepted': 'پذیرفتن دعوت',
  'account.codes': 'ساختن کدهای بازیابی',
  'account.passkey_added': 'افزودن گذرکلید',
  'account.passkey_removed': 'حذف گذرکلید',
  'business.edit': 'تغییر اطلاعات شرکت',
  'prices.draft': 'تغییر پیش‌نویس قیمت‌ها',
  'prices.parcels': 'تغییر بسته‌های آزمون قیمت',
  'prices.drop': 'دور انداختن پیش‌نویس قیمت‌ها',
  'prices.publish': 'انتشار قیمت‌های تازه',
  'prices.roll_back': 'بازگشت به قیمت‌های پیشین',
  'team.invite': 'دعوت همکار',
  'team.invite_again': 'لینک ورود تازه برای همکار',
  'team.role': 'تغییر نقش همکار',
  'team.vehicle': 'تغییر وسیلهٔ نقلیهٔ همکار',
  'team.review': 'مرور نقش همکار',
  'team.disable': 'غیرفعال کردن همکار',
  'team.unused': 'غیرفعال شدن همکار بی‌کار',
}

export const auditActLabel = (what: string): string => auditActLabels[what] ?? what

const details: Record<string, string> = {
  ...stateLabels,
  ...overrideReasonLabels,
  ...signInWayLabels,
  ...vehicleLabels,
  ...paperLabels,
  ...sheetDayLabels,
  sheet: 'برگهٔ روز',
  none: 'نگفته',
  ...Object.fromEntries(Object.entries(roleLabels).map(([role, { label }]) => [role, label])),
  pickup: 'فروشنده',
  dropoff: 'خریدار',
  closed: 'با بستن گفت‌وگو',
  others: 'همهٔ نشست‌های دیگر',
}

/** What an act led to; `names`: of staff, by id. What is no known code stands as it is. */
export function auditDetail(detail: string | null, names: ReadonlyMap<string, string>): string | null {
  if (detail === null) return null
  // A print is told from another by what stands behind it, which says nothing to people.
  const [, printed = detail] = /^([a-z_0-9]+) [\w-]{16,}$/.exec(detail) ?? []
  const said = (code: string) => names.get(code) ?? details[code] ?? code
  return printed.split('>').map(said).join(' به ')
}
