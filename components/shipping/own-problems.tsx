import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { type ThreadEntry, ThreadLog } from './thread-log.tsx'

export type OwnProblemsProps = {
  problems: {
    id: string
    /** The report and what was written after it; null for those who did not type it. */
    entries: ThreadEntry[] | null
    /** Where it stands, for them. */
    state: string
    time: string
    /** Where its person writes on; null where nobody can. */
    writeHref: string | null
    isClosed: boolean
  }[]
}

/** What this side told the courier business, and what that answered, as it comes in. */
export function OwnProblems({ problems }: OwnProblemsProps) {
  if (problems.length === 0) return null
  return (
    <div id="problems">
      <Card title="گزارش‌های شما">
        <ul className="divide-y divide-line" aria-live="polite">
          {problems.map(({ id, entries, state, time, writeHref, isClosed }) => (
            <li key={id} className="py-2">
              {entries === null ? (
                <>
                  <p className="text-sm font-bold">{state}</p>
                  <p className="text-sm text-muted">متن گزارش و پاسخ آن را فقط کسی می‌بیند که آن را نوشته است.</p>
                  <p className="text-sm text-muted">{time}</p>
                </>
              ) : (
                <ThreadLog entries={entries} />
              )}
              {isClosed && <p className="text-sm text-muted">این گفت‌وگو بسته شده است.</p>}
              {writeHref && (
                <ButtonLink href={writeHref} variant="link">
                  نوشتن دربارهٔ این گزارش
                </ButtonLink>
              )}
            </li>
          ))}
        </ul>
      </Card>
    </div>
  )
}
