import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { emptyForm } from '#lib/kernel/form.ts'

/** `unannounced`: there is no permission to send, so nothing goes out. */
export type MessageTrouble = 'refused' | 'unconfirmed' | 'unannounced'

export type MessageStateProps = {
  state: MessageTrouble
  /** Gets `answer=it_is_there` or `answer=send_again` of an unconfirmed message; null for whom that is not to decide. */
  confirm: FormAction | null
  /** Asks for the permission after all; null when that is not possible. */
  announceHref: string | null
  /** What the other side can be written by hand; null where it knows, or is told otherwise. */
  tell: string | null
}

/** What became of a message that needs a person: one that is sent or on its way needs none. */
export function MessageStateView({ state, confirm, announceHref, tell }: MessageStateProps) {
  if (state === 'refused') {
    return (
      <Banner tone="danger" title="دیوار پیام را نپذیرفت">
        <p>آنچه ثبت شده سر جایش است، ولی این پیام در چت نوشته نشد. خودتان به طرف مقابل خبر دهید.</p>
        {tell && <Tell text={tell} />}
      </Banner>
    )
  }
  if (state === 'unannounced') {
    return (
      <Banner tone="warning" title="در چت اعلام نشد">
        <p>
          {tell
            ? 'در چت چیزی نوشته نشده است. این را خودتان در چت بنویسید:'
            : 'طرف مقابل شاید از آن خبر نداشته باشد. خودتان به او بگویید.'}
        </p>
        {tell && <Tell text={tell} />}
        {announceHref && (
          <ButtonLink href={announceHref} variant="link">
            حالا در چت اعلام کن
          </ButtonLink>
        )}
      </Banner>
    )
  }
  if (!confirm) {
    return (
      <Banner tone="warning" title="نمی‌دانیم پیام رسیده یا نه">
        جوابی از دیوار نیامد. پیام به نام طرف مقابل است و او می‌تواند بگوید در چت هست یا دوباره فرستاده شود.
      </Banner>
    )
  }
  return (
    <div className="space-y-3">
      <Banner tone="warning" title="نمی‌دانیم پیام رسیده یا نه">
        جوابی از دیوار نیامد. چت را نگاه کنید و بگویید پیام آنجا هست یا نه؛ تا نگویید، دوباره فرستاده نمی‌شود.
      </Banner>
      <ActionForm name="message" action={confirm} initial={emptyForm}>
        <div className="grid gap-2 pair:grid-cols-2">
          <SubmitButton variant="secondary" name="answer" value="it_is_there">
            در چت هست
          </SubmitButton>
          <SubmitButton variant="secondary" name="answer" value="send_again">
            دوباره بفرست
          </SubmitButton>
        </div>
      </ActionForm>
    </div>
  )
}

const Tell = ({ text }: { text: string }) => (
  <div className="flex flex-wrap items-center gap-2 pt-1">
    <p className="min-w-0 flex-1 basis-40 font-bold">{text}</p>
    <CopyButton text={text} label="کپی متن" />
  </div>
)
