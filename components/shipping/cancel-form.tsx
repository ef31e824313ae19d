import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { chatIsTold } from '#lib/fa/shipment-texts.ts'
import type { FormState } from '#lib/kernel/form.ts'

/** Field: `reason`; sent along: the state whose meaning is shown. */
export type CancelFormProps = {
  frame: Frame
  backHref: string
  action: FormAction
  initial: FormState
  hidden: Record<string, string>
  reasons: { value: string; label: string }[]
  meaning: string[]
  /** Whether a courier is on the way already. */
  onTheWay: boolean
  /** For anyone who only has a question; null while there is nobody to ask. */
  problemHref: string | null
  /** Whether the chat hears of it. */
  told: boolean
}

export function CancelForm({ frame, backHref, action, initial, hidden, reasons, ...meant }: CancelFormProps) {
  return (
    <PageShell frame={frame} title="ارسال لغو شود؟" backHref={backHref} backLabel="بازگشت به مرسوله">
      <ActionForm name="cancel" action={action} initial={initial} hidden={hidden}>
        {meant.onTheWay && (
          <Banner tone="warning" title="مأمور پیک در راه است">
            مأمور پیک برای گرفتن کالا مشخص شده است و شاید همین حالا در راه باشد. اگر لغو کنید، دست خالی برمی‌گردد.
          </Banner>
        )}
        <RadioCards name="reason" label="چرا؟" hint="طرف مقابل این دلیل را می‌بیند." cards={reasons} />
        <Banner title="چه می‌شود؟">
          <ul className="list-disc space-y-1 ps-5">
            {meant.meaning.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
            <li>{chatIsTold(meant.told)}</li>
            <li>لغو را نمی‌توان پس گرفت، ولی می‌توانید ارسال تازه‌ای ثبت کنید.</li>
          </ul>
        </Banner>
        {meant.problemHref && (
          <p>
            <ButtonLink href={meant.problemHref} variant="link">
              لغو نمی‌کنم، فقط مشکلی را گزارش می‌کنم
            </ButtonLink>
          </p>
        )}
        <StickyAction>
          <SubmitButton variant="danger">ارسال را لغو می‌کنم</SubmitButton>
        </StickyAction>
      </ActionForm>
    </PageShell>
  )
}
