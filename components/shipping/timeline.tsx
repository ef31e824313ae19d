import { Card } from '#components/ui/card.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { delayLabel } from '#lib/fa/promise-texts.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { TrackingCode } from './tracking-code.tsx'

export type TimelineItem = {
  text: string
  /** «امروز، ۱۴:۲۰» of what has happened; of what is awaited by when, or who does it; of what comes after it when, where that is agreed. */
  detail: string | null
  /** `awaited`: the first of what is still to come. */
  at: 'past' | 'now' | 'awaited' | 'future'
  /** Whether it went otherwise than hoped. */
  astray: boolean
}

const dots: Record<TimelineItem['at'], string> = {
  past: 'border-brand bg-brand text-brand-on',
  now: 'border-brand bg-brand text-brand-on',
  awaited: 'border-brand bg-surface text-brand-ink ring-4 ring-brand-soft',
  future: 'border-control bg-surface',
}

const texts: Record<TimelineItem['at'], string> = {
  past: '',
  now: 'font-bold',
  awaited: 'font-bold',
  future: 'text-muted',
}

const spoken: Partial<Record<TimelineItem['at'], string>> = { awaited: ' (قدم بعدی)', future: ' (هنوز نشده)' }

const isAhead = (item: TimelineItem | undefined) => item?.at === 'awaited' || item?.at === 'future'

/** More steps than this are not all shown at once: a delivery may fail any number of times. */
const most = 8

type TimelineProps = {
  items: TimelineItem[]
  /** Why what was promised has moved. */
  delay: string | null
  code: string | null
}

/** What happened, where it stands and what is to come, from top to bottom; with the tracking code, unless that stands elsewhere. */
export function Timeline({ items, delay, code }: TimelineProps) {
  const hidden = items.length > most ? items.length - most + 1 : 0
  return (
    <Card>
      <h2 className="sr-only">مسیر مرسوله</h2>
      {hidden > 0 && (
        <details className="mb-2 text-sm">
          <summary className="link-row">{toPersianDigits(hidden)} قدم پیش از این</summary>
          <Steps items={items.slice(0, hidden)} label="قدم‌های پیش از این" />
        </details>
      )}
      <Steps items={items.slice(hidden)} label="مسیر مرسوله" />
      {delay !== null && (
        <div className="mt-2 border-t border-line pt-3">
          <DefinitionList rows={[{ label: delayLabel, value: delay }]} />
        </div>
      )}
      {code !== null && <TrackingCode code={code} />}
    </Card>
  )
}

function Steps({ items, label }: { items: TimelineItem[]; label: string }) {
  return (
    <ol aria-label={label}>
      {items.map((item, i) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added at the end.
          key={i}
          aria-current={item.at === 'now' ? 'step' : undefined}
          className="relative flex gap-3 pb-2.5"
        >
          {i < items.length - 1 && (
            <span
              aria-hidden="true"
              className={classNames(
                'absolute bottom-0 start-3 top-7 -ms-px w-0.5',
                isAhead(items[i + 1]) ? 'bg-line' : 'bg-brand',
              )}
            />
          )}
          <Dot {...item} />
          <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-3">
            <span className={texts[item.at]}>
              {item.text}
              {spoken[item.at] && <span className="sr-only">{spoken[item.at]}</span>}
            </span>
            {item.detail && (
              <span className={classNames('text-sm', item.at === 'awaited' ? 'text-brand-ink' : 'text-muted')}>
                {item.detail}
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}

function Dot({ at, astray }: TimelineItem) {
  const icon = astray ? 'alert' : at === 'awaited' ? 'clock' : 'check'
  return (
    <span
      className={classNames(
        'mt-0.5 flex h-6 w-6 shrink-0 items-center justify-center rounded-full border-2',
        astray ? 'border-amber bg-amber-soft text-amber-ink' : dots[at],
      )}
    >
      {at !== 'future' && <Icon name={icon} className="h-4 w-4" />}
    </span>
  )
}
