import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'

export type TimelineEntry = {
  id: string
  title: string
  /** Ready to show: «شنبه ۱ فروردین، ساعت ۰:۳۰». */
  time: string | null
  note?: string | null
  state: 'done' | 'current' | 'next'
}

const words = { done: 'انجام شد', current: 'اکنون', next: 'مرحلهٔ بعد' }
const dots = {
  done: 'border-brand bg-brand text-brand-on',
  current: 'border-brand bg-surface text-brand',
  next: 'border-line bg-surface text-transparent',
}

export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  return (
    <ol>
      {entries.map((entry, i) => (
        <li
          key={entry.id}
          aria-current={entry.state === 'current' ? 'step' : undefined}
          className="relative flex gap-3 pb-5"
        >
          {i < entries.length - 1 && (
            <span
              aria-hidden="true"
              className={classNames(
                'absolute bottom-0 start-3 top-7 w-0.5',
                entry.state === 'done' ? 'bg-brand' : 'bg-line',
              )}
            />
          )}
          <span
            className={classNames(
              'mt-0.5 flex h-6 w-6 shrink-0 items-center justify-center rounded-full border-2',
              dots[entry.state],
            )}
          >
            {entry.state === 'done' && <Icon name="check" className="h-4 w-4" />}
            {entry.state === 'current' && <span aria-hidden="true" className="h-2.5 w-2.5 rounded-full bg-current" />}
          </span>
          <div className="min-w-0">
            <p className={classNames(entry.state === 'current' && 'font-bold', entry.state === 'next' && 'text-muted')}>
              <span className="sr-only">{words[entry.state]}: </span>
              {entry.title}
            </p>
            {entry.time && <p className="text-sm text-muted">{entry.time}</p>}
            {entry.note && <p className="text-sm">{entry.note}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}
