import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { type Option, Select } from '#components/ui/select.tsx'
import type { Step } from '#components/ui/steps.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { FormState } from '#lib/kernel/form.ts'
import { ParcelPicture, type ParcelPictureName } from './parcel-picture.tsx'

export type SizeChoice = {
  value: ParcelPictureName
  label: string
  /** «موبایل، کتاب» */
  example: string
  /** «تا ۳۵×۲۵×۱۸ سانتی‌متر و ۵ کیلوگرم» */
  limits: string
}

/** Fields: `size`, `weight`, `fragile` (1), `forbiddenAccepted` (1). */
export type ParcelFormProps = {
  frame: Frame
  step: Step
  backHref: string
  action: FormAction
  initial: FormState
  sizes: SizeChoice[]
  /** Brackets: `value` in grams, label «تا ۲ کیلوگرم». */
  weights: Option[]
  forbidden: string[]
}

export function ParcelForm({ frame, step, backHref, action, initial, sizes, weights, forbidden }: ParcelFormProps) {
  return (
    <PageShell frame={frame} title="چه چیزی فرستاده می‌شود؟" step={step} backHref={backHref}>
      <ActionForm name="parcel" action={action} initial={initial}>
        <RadioCards
          name="size"
          label="اندازهٔ بسته"
          hint="کوچک‌ترین اندازه‌ای را انتخاب کنید که کالا با بسته‌بندی در آن جا شود."
          cards={sizes.map((size) => ({
            value: size.value,
            label: size.label,
            detail: `${size.example}\n${size.limits}`,
            picture: <ParcelPicture size={size.value} />,
          }))}
        />
        <Select
          name="weight"
          label="وزن با بسته‌بندی"
          placeholder="انتخاب کنید"
          groups={[{ label: null, options: weights }]}
        />
        <Checkbox name="fragile" label="شکستنی است" hint="بسته‌بندی محکم‌تر می‌شود و کمی به هزینه می‌افزاید." />
        <section className="rounded-card bg-sunken p-4">
          <h2 className="flex items-center gap-2 font-bold">
            <Icon name="block" />
            فرستادن این‌ها ممنوع است
          </h2>
          <ul className="mt-1 list-disc columns-1 gap-x-6 ps-5 text-sm pair:columns-2">
            {forbidden.map((goods) => (
              <li key={goods} className="break-inside-avoid">
                {goods}
              </li>
            ))}
          </ul>
          <div className="mt-2">
            <Checkbox name="forbiddenAccepted" label="هیچ‌کدام از این‌ها در بسته نیست." />
          </div>
        </section>
        <StickyAction>
          <SubmitButton>ادامه</SubmitButton>
        </StickyAction>
      </ActionForm>
    </PageShell>
  )
}
