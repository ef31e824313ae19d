'use client'

import { useContext, useState } from 'react'
import { FormContext } from '#components/ui/form-context.ts'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { type Option, Select } from '#components/ui/select.tsx'
import { ParcelPicture, type ParcelPictureName } from './parcel-picture.tsx'

export type SizeChoice = {
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

/** Fields: `size`, and `weight` where the size may be heavier than what its price includes; empty means the included one. */
export function SizeFields({ sizes }: { sizes: SizeChoice[] }) {
  const { state } = useContext(FormContext)
  const [size, setSize] = useState(state.values.size)
  const chosen = sizes.find(({ value }) => value === size)
  return (
    <>
      <div onChange={({ target }) => setSize((target as unknown as HTMLInputElement).value)}>
        <RadioCards
          name="size"
          label="اندازهٔ بسته"
          hint="کوچک‌ترین اندازه‌ای را انتخاب کنید که کالا با بسته‌بندی در آن جا شود."
          cards={sizes.map(({ value, label, example, limits }) => ({
            value,
            label,
            detail: `${example}\n${limits}`,
            picture: <ParcelPicture size={value} />,
          }))}
        />
      </div>
      {(!chosen || chosen.heavier.length > 0) && (
        <Select
          name="weight"
          label="وزن با بسته‌بندی"
          placeholder={chosen ? `${chosen.included} (در قیمت آمده است)` : 'در قیمت آمده است'}
          optional
          groups={[{ label: null, options: chosen?.heavier ?? [] }]}
        />
      )}
    </>
  )
}
