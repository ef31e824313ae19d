import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { WordsForm, type WordsFormProps } from './words-form.tsx'

export type ProblemFormProps = WordsFormProps & {
  frame: Frame
  /** Where the report goes. */
  lead: string
  backHref: string
}

export function ProblemForm({ frame, lead, backHref, ...form }: ProblemFormProps) {
  return (
    <PageShell
      frame={frame}
      title="چه مشکلی پیش آمده است؟"
      lead={lead}
      backHref={backHref}
      backLabel="بازگشت به مرسوله"
    >
      <WordsForm name="problem" label="شرح مشکل" {...form} />
    </PageShell>
  )
}
