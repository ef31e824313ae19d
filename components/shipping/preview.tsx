import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import type { Step } from '#components/ui/steps.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { FormState } from '#lib/kernel/form.ts'
import { type ButtonRows, ChatBubble } from './chat-bubble.tsx'

export type PreviewProps = {
  frame: Frame
  /** Where in the booking it stands; absent where it is booked already. */
  step?: Step
  /** Whether only the message is still to come. */
  isBooked: boolean
  backHref: string
  /** Leads to the review, where each part can be changed; null when nothing can be changed any more. */
  editHref: string | null
  action: FormAction
  initial: FormState
  /** Sent back with the form, e.g. a digest of the text that was shown. */
  hidden: Record<string, string>
  message: { text: string; senderButtons: ButtonRows; receiverButtons: ButtonRows }
}

export function Preview({ frame, step, isBooked, backHref, editHref, action, initial, hidden, message }: PreviewProps) {
  return (
    <PageShell
      frame={frame}
      title="این پیام در چت نوشته می‌شود"
      lead={
        isBooked
          ? 'با زدن دکمهٔ پایین، همین پیام فرستاده می‌شود.'
          : 'با زدن دکمهٔ پایین، درخواست ثبت و همین پیام فرستاده می‌شود.'
      }
      step={step}
      backHref={backHref}
    >
      <ActionForm name="book" action={action} initial={initial} hidden={hidden}>
        <ChatBubble caption="به نام شما، در همین چت" {...message} />
        {editHref && (
          <p>
            <ButtonLink href={editHref} variant="link">
              ویرایش درخواست
            </ButtonLink>
          </p>
        )}
        <StickyAction>
          <SubmitButton>{isBooked ? 'فرستادن در چت' : 'ثبت و فرستادن در چت'}</SubmitButton>
        </StickyAction>
      </ActionForm>
    </PageShell>
  )
}
