import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Card } from '#components/ui/card.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { type ThreadEntry, ThreadLog } from './thread-log.tsx'

/** Field: `text`. */
export type ThreadPageProps = {
  frame: Frame
  entries: ThreadEntry[]
  backHref: string
  action: FormAction
  initial: FormState
  /** Characters. */
  longest: number
  submit: string
}

/** A report with its answers, and room to write on. */
export function ThreadPage({ frame, entries, backHref, action, initial, longest, submit }: ThreadPageProps) {
  return (
    <PageShell frame={frame} title="گزارش شما و پاسخ آن" backHref={backHref} backLabel="بازگشت به مرسوله">
      <Card>
        <ThreadLog entries={entries} />
      </Card>
      <ActionForm name="thread" action={action} initial={initial}>
        <Textarea
          name="text"
          label="نوشتهٔ شما"
          hint={`حداکثر ${toPersianDigits(longest)} حرف`}
          rows={5}
          maxLength={longest * 4}
        />
        <StickyAction>
          <SubmitButton>{submit}</SubmitButton>
        </StickyAction>
      </ActionForm>
    </PageShell>
  )
}
