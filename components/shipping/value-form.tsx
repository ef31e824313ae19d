import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Card } from '#components/ui/card.tsx'
import type { Step } from '#components/ui/steps.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextInput } from '#components/ui/text-input.tsx'
import { valueHint, valueLabel, valueLead } from '#lib/fa/value-texts.ts'
import type { FormState } from '#lib/kernel/form.ts'

/** Field: `declaredValue`; empty: nothing is declared. */
export type ValueFormProps = {
  frame: Frame
  step: Step
  backHref: string
  action: FormAction
  initial: FormState
  /** The price of the post, where it says one. */
  post: string | null
  liability: { label: string; value: string }
  /** That what stands in the form is more than what is paid for a loss. */
  above: string | null
}

export const ValueInput = () => (
  <TextInput name="declaredValue" label={valueLabel} hint={valueHint} optional maxLength={100} />
)

export function ValueForm({ frame, step, backHref, action, initial, post, liability, above }: ValueFormProps) {
  return (
    <PageShell frame={frame} title="کالا چقدر می‌ارزد؟" lead={valueLead} step={step} backHref={backHref}>
      <ActionForm name="value" action={action} initial={initial}>
        <ValueInput />
        {post && <p className="text-sm text-muted">در آگهی: {post}</p>}
        {above && <Banner tone="warning">{above}</Banner>}
        <Card title={liability.label}>
          <p className="text-sm">{liability.value}</p>
        </Card>
        <StickyAction>
          <SubmitButton>ثبت ارزش کالا</SubmitButton>
        </StickyAction>
      </ActionForm>
    </PageShell>
  )
}
