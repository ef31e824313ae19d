import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { Card } from '#components/ui/card.tsx'
import { type ThreadEntry, ThreadLog } from './thread-log.tsx'
import { WordsForm, type WordsFormProps } from './words-form.tsx'

export type ThreadPageProps = WordsFormProps & {
  frame: Frame
  entries: ThreadEntry[]
  backHref: string
}

/** A report with its answers, and room to write on. */
export function ThreadPage({ frame, entries, backHref, ...form }: ThreadPageProps) {
  return (
    <PageShell frame={frame} title="گزارش شما و پاسخ آن" backHref={backHref} backLabel="بازگشت به مرسوله">
      <Card>
        <ThreadLog entries={entries} />
      </Card>
      <WordsForm name="thread" label="نوشتهٔ شما" {...form} />
    </PageShell>
  )
}
