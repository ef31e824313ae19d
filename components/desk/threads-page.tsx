import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { emptyForm } from '#lib/kernel/form.ts'
import { type DeskFrame, DeskShell } from './desk-shell.tsx'

type ThreadsPageProps = {
  frame: DeskFrame
  threads: {
    id: string
    tapId: string
    title: string
    href: string | null
    texts: { key: string; by: 'person' | 'business'; text: string; when: string }[]
  }[]
  nextHref: string | null
  act: FormAction
}

/** Fields: `thread`, `tap`, and by the thread's id, so that each has a label of its own, `text-…` and `closes-…`. */
export function ThreadsPage({ frame, threads, nextHref, act }: ThreadsPageProps) {
  return (
    <DeskShell frame={frame} title="پیام‌های مردم" lead="گزارش‌ها و پرسش‌هایی که هنوز بسته نشده‌اند.">
      {threads.length === 0 && <p className="text-muted">هیچ گزارش یا پرسشی منتظر پاسخ نیست.</p>}
      {threads.map(({ id, tapId, title, href, texts }) => (
        <Card key={id}>
          <h2 className="font-bold">
            {href ? (
              <a href={href} className={buttonClass('link')}>
                {title}
              </a>
            ) : (
              title
            )}
          </h2>
          <ol className="space-y-2">
            {texts.map(({ key, by, text, when }) => (
              <li key={key} className="rounded-xl bg-sunken p-3">
                <span className="block text-xs text-muted">
                  {by === 'person' ? 'فرستنده' : 'شرکت'}، {when}
                </span>
                <bdi className="whitespace-pre-line break-words">{text}</bdi>
              </li>
            ))}
          </ol>
          <ActionForm name={`answer-${id}`} action={act} initial={emptyForm} hidden={{ thread: id, tap: tapId }}>
            <Textarea name={`text-${id}`} label="پاسخ" maxLength={1000} />
            <Checkbox name={`closes-${id}`} label="با این پاسخ، گفت‌وگو بسته شود" />
            <SubmitButton>فرستادن پاسخ</SubmitButton>
          </ActionForm>
        </Card>
      ))}
      {nextHref && (
        <a href={nextHref} className={buttonClass('quiet')}>
          بعدی‌ها
        </a>
      )}
    </DeskShell>
  )
}
