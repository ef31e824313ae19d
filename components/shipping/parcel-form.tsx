import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { FormState } from '#lib/kernel/form.ts'
import { SizeChoice, type SizeOption } from './size-choice.tsx'
import { ValueInput } from './value-form.tsx'

/** Fields: `size`, `weight`, `fragile` (1), `declaredValue`. */
export type ParcelFormProps = {
  frame: Frame
  backHref: string
  action: FormAction
  initial: FormState
  sizes: SizeOption[]
  /** What the buyer has agreed to pay at the most: «۱۲۰٬۰۰۰ تومان» */
  limit: string
}

/** The seller corrects the parcel that the buyer described. */
export function ParcelForm({ frame, backHref, action, initial, sizes, limit }: ParcelFormProps) {
  return (
    <PageShell
      frame={frame}
      title="اصلاح بسته"
      lead={`کالا دست شماست؛ اندازه و وزن درست را شما می‌دانید. اگر هزینهٔ تازه بیشتر از ${limit} نشود، همین حالا می‌پذیرید. اگر بیشتر شود، خریدار باید دوباره قبول کند.`}
      backHref={backHref}
    >
      <ActionForm name="parcel" action={action} initial={initial}>
        <SizeChoice sizes={sizes} />
        <Checkbox name="fragile" label="شکستنی است" hint="بسته‌بندی محکم‌تر می‌شود و هزینه‌اش به قیمت افزوده می‌شود." />
        <ValueInput />
        <StickyAction>
          <SubmitButton>دیدن هزینهٔ تازه</SubmitButton>
        </StickyAction>
      </ActionForm>
    </PageShell>
  )
}
