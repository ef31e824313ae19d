import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { IconBanner } from '#components/ui/icon-banner.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { FormState } from '#lib/kernel/form.ts'

/** Field: `text`. */
export type WordsFormProps = {
  action: FormAction
  initial: FormState
  /** Characters. */
  longest: number
  submit: string
}

/** What somebody writes to the business, and what does not belong into it. */
export function WordsForm({
  name,
  label,
  action,
  initial,
  longest,
  submit,
}: WordsFormProps & { name: string; label: string }) {
  return (
    <ActionForm name={name} action={action} initial={initial}>
      <Textarea
        name="text"
        label={label}
        hint={`حداکثر ${toPersianDigits(longest)} حرف`}
        rows={6}
        maxLength={longest * 4}
      />
      <IconBanner icon="shield" title="این‌ها را ننویسید">
        رمز پویا، شمارهٔ کارت و کدهای یک‌بارمصرف. برای پیگیری مشکل هیچ‌وقت به آن‌ها نیازی نیست.
      </IconBanner>
      <StickyAction>
        <SubmitButton>{submit}</SubmitButton>
      </StickyAction>
    </ActionForm>
  )
}
