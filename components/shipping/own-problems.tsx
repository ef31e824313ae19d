import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { earlierReports } from '#lib/fa/problem-texts.ts'
import { type ThreadEntry, ThreadLog } from './thread-log.tsx'

export type OwnProblemsProps = {
  /** The one in which somebody wrote last comes last. */
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

type OwnProblem = OwnProblemsProps['problems'][number]

/** What this side told the courier business, and what that answered, as it comes in: the last one moved stands. */
export function OwnProblems({ problems }: OwnProblemsProps) {
  const last = problems.at(-1)
  if (!last) return null
  const earlier = problems.slice(0, -1)
  return (
    <div id="problems">
      <Card title="گزارش‌های شما">
        <div aria-live="polite">
          <Report {...last} />
        </div>
        {earlier.length > 0 && (
          <details className="mt-2 border-t border-line">
            <summary className="link-row text-sm">{earlierReports(earlier.length)}</summary>
            <ul className="divide-y divide-line">
              {earlier.map((problem) => (
                <li key={problem.id} className="py-2">
                  <Report {...problem} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </Card>
    </div>
  )
}

function Report({ entries, state, time, writeHref, isClosed }: OwnProblem) {
  return (
    <>
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
    </>
  )
}
