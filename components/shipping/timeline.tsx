import { Card } from '#components/ui/card.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'

export type TimelineItem = {
  text: string
  /** «شنبه ۱ فروردین ۱۴۰۵، ساعت ۰:۳۰»; null while it is still to come. */
  time: string | null
  at: 'past' | 'now' | 'future'
  /** Whether it went otherwise than hoped. */
  astray: boolean
}

const dots: Record<TimelineItem['at'], string> = {
  past: 'border-brand bg-brand text-brand-on',
  now: 'border-brand bg-brand text-brand-on ring-4 ring-brand-soft',
  future: 'border-control bg-surface',
}

/** What happened, where it stands and what is to come, from top to bottom. */
export function Timeline({ items }: { items: TimelineItem[] }) {
  return (
    <Card title="مسیر مرسوله">
      <ol aria-label="مسیر مرسوله">
        {items.map(({ text, time, at, astray }, i) => (
          <li
            key={`${text} ${time}`}
            aria-current={at === 'now' ? 'step' : undefined}
            className="relative flex gap-3 pb-4 last:pb-0"
          >
            {i < items.length - 1 && (
              <span
                aria-hidden="true"
                className={classNames(
                  'absolute bottom-0 start-3 top-7 -ms-px w-0.5',
                  items[i + 1]?.at === 'future' ? 'bg-line' : 'bg-brand',
                )}
              />
            )}
            <span
              className={classNames(
                'mt-0.5 flex h-6 w-6 shrink-0 items-center justify-center rounded-full border-2',
                astray ? 'border-amber bg-amber-soft text-amber-ink' : dots[at],
              )}
            >
              {at !== 'future' && <Icon name={astray ? 'alert' : 'check'} className="h-4 w-4" />}
            </span>
            <span className="min-w-0">
              <span className={classNames('block', at === 'now' && 'font-bold', at === 'future' && 'text-muted')}>
                {text}
                {at === 'future' && <span className="sr-only"> (هنوز نشده)</span>}
              </span>
              {time && <span className="block text-sm text-muted">{time}</span>}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
