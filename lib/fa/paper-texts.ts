import type { PaperKind, Printed, SheetDay } from '#lib/desk/index.ts'
import type { Payer } from '#lib/shipping/index.ts'
import { formatToman } from './money.ts'
import { formatTrackingCode } from './tracking-code.ts'

// What stands on paper, and around it on the screen.

export const paperLabels: Record<PaperKind, string> = {
  label: 'برچسب ۱۰ در ۱۵ سانتی‌متر',
  labels_a4: 'برچسب، چهارتا در برگهٔ A4',
  waybill: 'بارنامه',
}

export const paperNotes: Record<PaperKind, string> = {
  label: 'برچسب نشانی خریدار را دارد. آن را پس از گرفتن کالا بچسبانید تا فروشنده نبیند.',
  labels_a4: 'برچسب نشانی خریدار را دارد. آن را پس از گرفتن کالا بچسبانید تا فروشنده نبیند.',
  waybill:
    'نیمهٔ بالا برای فروشنده و نیمهٔ پایین برای خریدار است. پیش از امضا از خط ببرید: هیچ‌کدام نشانی طرف مقابل را نمی‌بیند.',
}

export const sheetNote = 'این برگه نشانی‌ها را دارد. آن را به هیچ‌کدام از دو طرف نشان ندهید و پایان روز از بین ببرید.'

export const sheetDayLabels: Record<SheetDay, string> = { today: 'امروز', tomorrow: 'فردا' }

export const goneOnPaper = 'نشانی پاک شده است'

/** What the courier takes at an end of a shipment, of the fare alone. */
export const collectText = (isPaidHere: boolean, priceToman: number): string =>
  isPaidHere ? formatToman(priceToman) : 'هیچ'

/** Who pays the fare, and how much it is. */
export const fareText = ({ payer, priceToman }: { payer: Payer; priceToman: number }): string =>
  `${formatToman(priceToman)}، با ${payer === 'seller' ? 'فروشنده' : 'خریدار'}`

/** Why nothing was printed. */
export function notPrintedText(printed: Exclude<Printed, { kind: 'printed' }>): string {
  if (printed.kind !== 'gone') return sentences[printed.kind]
  const codes = printed.trackingCodes.map(formatTrackingCode).join('، ')
  return `نشانی این‌ها پاک شده است و چاپ نمی‌شوند: ${codes}. بدون آن‌ها دوباره چاپ کنید.`
}

const sentences = {
  none: 'دست‌کم یک مرسوله را انتخاب کنید',
  too_many: 'بیش از ۵۰ مرسوله را نمی‌شود یکجا چاپ کرد',
  no_such_courier: 'این مأمور پیک دیگر فعال نیست. کس دیگری را انتخاب کنید.',
  not_allowed: 'نقش شما اجازهٔ این کار را ندارد.',
} as const
