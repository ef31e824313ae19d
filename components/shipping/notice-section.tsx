import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { emptyForm } from '#lib/kernel/form.ts'

export type NoticeSectionProps = {
  isOn: boolean
  /** Says what is asked first; null where one tap is enough. */
  permissionHref: string | null
  /** The permission that was asked for it did not come. */
  isRefused: boolean
  /** Gets `notices=on` or `notices=off`. */
  turn: FormAction
}

/** Whether this side has the steps of its shipment told in the chatbot, too. */
export function NoticeSection({ isOn, permissionHref, isRefused, turn }: NoticeSectionProps) {
  return (
    <>
      <p className="text-sm text-muted">
        {isOn
          ? 'روشن است: هر قدم این مرسوله در گفت‌وگوی شما با ربات پیک هم نوشته می‌شود.'
          : 'اگر بخواهید، هر قدم این مرسوله در گفت‌وگوی شما با ربات پیک هم نوشته می‌شود. فقط خودتان آن را می‌بینید.'}
      </p>
      {isRefused && (
        <Banner tone="warning" title="اجازه داده نشد" role="status">
          اجازهٔ نوشتن در گفت‌وگو با ربات پیک نرسید، پس خبری آنجا نوشته نمی‌شود. چیز دیگری عوض نشده است.
        </Banner>
      )}
      {permissionHref !== null && !isOn ? (
        <ButtonLink href={permissionHref} variant="secondary">
          روشن کردن خبرها در ربات پیک
        </ButtonLink>
      ) : (
        <ActionForm name="notices" action={turn} initial={emptyForm}>
          <SubmitButton variant="secondary" name="notices" value={isOn ? 'off' : 'on'}>
            {isOn ? 'خاموش کردن خبرها در ربات پیک' : 'روشن کردن خبرها در ربات پیک'}
          </SubmitButton>
        </ActionForm>
      )}
    </>
  )
}
