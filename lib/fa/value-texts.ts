import { formatToman } from './money.ts'

// What is said of what a thing is worth.

export const valueLabel = 'ارزش کالا'

export const worthTitle = 'ارزش کالا و خسارت'

/** «۴۲٬۰۰۰٬۰۰۰ تومان (قیمت آگهی)», both in tomans. It names unit and source, so that a wrong one is seen. */
export function valueText(valueToman: number | null, postPriceToman: number | null): string {
  if (valueToman === null) return 'اعلام نشده است'
  return valueToman === postPriceToman ? `${formatToman(valueToman)} (قیمت آگهی)` : formatToman(valueToman)
}

/** Under the field in which somebody types it. */
export const valueHint = 'به تومان، با رقم یا مثل «۲ میلیون و ۵۰۰ هزار». خالی یعنی ارزشی اعلام نمی‌کنید.'

/** Who hears of it, and that it costs nothing. */
export const valueLead = 'طرف مقابل و شرکت پیک این مبلغ را می‌بینند. هزینهٔ ارسال با آن عوض نمی‌شود.'
