import { Card } from '#components/ui/card.tsx'

export type OwnProblemsProps = {
  /** `text` is null for those who did not type it. */
  problems: { id: string; time: string; text: string | null; state: string }[]
}

/** What this side told the courier business, with how far it has come. */
export function OwnProblems({ problems }: OwnProblemsProps) {
  if (problems.length === 0) return null
  return (
    <div id="problems">
      <Card title="گزارش‌های شما">
        <ul className="divide-y divide-line">
          {problems.map(({ id, time, text, state }) => (
            <li key={id} className="space-y-1 py-2">
              <p className="text-sm font-bold">{state}</p>
              {text === null ? (
                <p className="text-sm text-muted">متن گزارش فقط در مرورگری نشان داده می‌شود که آن را نوشته است.</p>
              ) : (
                <p className="whitespace-pre-line">
                  <bdi>{text}</bdi>
                </p>
              )}
              <p className="text-sm text-muted">{time}</p>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  )
}
