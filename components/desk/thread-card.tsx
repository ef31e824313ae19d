import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { emptyForm } from '#lib/kernel/form.ts'

export type DeskThread = {
  id: string
  tapId: string
  title: string
  /** To its shipment; null: it is about none, or stands on its page. */
  href: string | null
  texts: { key: string; by: 'person' | 'business'; text: string; when: string }[]
  isClosed: boolean
}

type ThreadCardProps = {
  thread: DeskThread
  act: FormAction
  /** Sent along: where the answer leads to. */
  hidden?: Record<string, string>
}

/**
 * One report or question, and the answer to it. Fields: `thread`, `tap`, and by the thread's id, so that each has a label of its
 * own, `text-…` and `closes-…`.
 */
export function ThreadCard({ thread: { id, tapId, title, href, texts, isClosed }, act, hidden = {} }: ThreadCardProps) {
  return (
    <Card>
      <h2 className="font-bold">
        {href ? (
          <a href={href} className={buttonClass('link')}>
            {title}
          </a>
        ) : (
          title
        )}
      </h2>
      <ol className="mb-4 space-y-2">
        {texts.map(({ key, by, text, when }) => (
          <li key={key} className="rounded-xl bg-sunken p-3">
            <span className="block text-xs text-muted">
              {by === 'person' ? 'فرستنده' : 'شرکت'}، {when}
            </span>
            <bdi className="whitespace-pre-line break-words">{text}</bdi>
          </li>
        ))}
      </ol>
      {isClosed ? (
        <p className="pt-2 text-sm text-muted">این گفت‌وگو بسته شده است.</p>
      ) : (
        <ActionForm
          name={`answer-${id}`}
          action={act}
          initial={emptyForm}
          hidden={{ thread: id, tap: tapId, ...hidden }}
        >
          <Textarea name={`text-${id}`} label="پاسخ" maxLength={1000} />
          <Checkbox name={`closes-${id}`} label="با این پاسخ، گفت‌وگو بسته شود" />
          <SubmitButton>فرستادن پاسخ</SubmitButton>
        </ActionForm>
      )}
    </Card>
  )
}
