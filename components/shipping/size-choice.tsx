import type { ReactNode } from 'react'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import type { Option } from '#components/ui/select.tsx'
import { ParcelPicture, type ParcelPictureName } from './parcel-picture.tsx'
import { SizeFields } from './size-fields.tsx'

export type SizeOption = {
  value: ParcelPictureName
  label: string
  /** «موبایل، کتاب» */
  example: string
  /** «تا ۳۵×۲۵×۱۸ سانتی‌متر و ۵ کیلوگرم» */
  limits: string
  /** What its price includes: «تا ۱ کیلوگرم». */
  included: string
  /** What it may weigh beyond that: `value` in grams. */
  heavier: Option[]
}

/** Fields: `size`, and `weight` where it is heavier than what its price includes. `children` stand under the other sizes. */
export function SizeChoice({ sizes, children }: { sizes: SizeOption[]; children?: ReactNode }) {
  return (
    <SizeFields
      label="وزن با بسته‌بندی"
      weights={sizes.map(({ value, included, heavier }) => ({
        size: value,
        included: `${included} (در قیمت آمده است)`,
        heavier,
      }))}
    >
      <RadioCards
        name="size"
        label="اندازهٔ بسته"
        hint="کوچک‌ترین جعبه‌ای که کالا با بسته‌بندی در آن جا شود."
        others="اندازهٔ دیگر"
        cards={sizes.map(({ value, label, example, limits }) => ({
          value,
          label,
          detail: `${example}\n${limits}`,
          picture: <ParcelPicture size={value} />,
        }))}
      >
        {children}
      </RadioCards>
    </SizeFields>
  )
}
