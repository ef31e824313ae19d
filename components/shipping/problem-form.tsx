import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { FormState } from '#lib/kernel/form.ts'

/** Field: `text`. */
export type ProblemFormProps = {
  frame: Frame
  /** Where the report goes. */
  lead: string
  backHref: string
  action: FormAction
  initial: FormState
  /** Characters. */
  longest: number
  submit: string
}

export function ProblemForm({ frame, lead, backHref, action, initial, longest, submit }: ProblemFormProps) {
  return (
    <PageShell
      frame={frame}
      title="چه مشکلی پیش آمده است؟"
      lead={lead}
      backHref={backHref}
      backLabel="بازگشت به مرسوله"
    >
      <ActionForm name="problem" action={action} initial={initial}>
        <Textarea
          name="text"
          label="شرح مشکل"
          hint={`حداکثر ${toPersianDigits(longest)} حرف`}
          rows={7}
          maxLength={longest * 4}
        />
        <Notice icon="shield" title="این‌ها را ننویسید">
          رمز پویا، شمارهٔ کارت و کدهای یک‌بارمصرف. برای پیگیری مشکل هیچ‌وقت به آن‌ها نیازی نیست.
        </Notice>
        <StickyAction>
          <SubmitButton>{submit}</SubmitButton>
        </StickyAction>
      </ActionForm>
    </PageShell>
  )
}
