import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { chatIsTold } from '#lib/fa/shipment-texts.ts'
import type { FormState } from '#lib/kernel/form.ts'

/** Field: `reason`. */
export type RejectFormProps = {
  frame: Frame
  backHref: string
  action: FormAction
  initial: FormState
  reasons: { value: string; label: string }[]
  /** Whether the chat hears of it. */
  told: boolean
}

export function RejectForm({ frame, backHref, action, initial, reasons, told }: RejectFormProps) {
  return (
    <PageShell frame={frame} title="این پیشنهاد را نمی‌خواهید؟" backHref={backHref} backLabel="بازگشت به مرسوله">
      <ActionForm name="reject" action={action} initial={initial}>
        <RadioCards name="reason" label="چرا؟" hint="طرف مقابل این دلیل را می‌بیند." cards={reasons} />
        <Banner title="چه می‌شود؟">
          <ul className="list-disc space-y-1 ps-5">
            <li>پیشنهاد بسته می‌شود. هر دو طرف می‌توانند پیشنهاد تازه‌ای بدهند.</li>
            <li>نشانی پیشنهاددهنده از آن پاک می‌شود؛ فقط خودش تا یک روز می‌تواند با همان نشانی دوباره پیشنهاد دهد.</li>
            <li>{chatIsTold(told)}</li>
          </ul>
        </Banner>
        <StickyAction>
          <SubmitButton variant="danger">این پیشنهاد را نمی‌پذیرم</SubmitButton>
        </StickyAction>
      </ActionForm>
    </PageShell>
  )
}
