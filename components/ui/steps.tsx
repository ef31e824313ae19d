import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type Step = { current: number; labels: string[] }

const persian = (n: number): string => n.toLocaleString('fa-IR')

/** «گام ۲ از ۴: نشانی شما», with a bar. `current` counts from 1; `aside` stands at the end of the line. */
export function Steps({ current, labels, aside }: Step & { aside?: ReactNode }) {
  return (
    <nav aria-label="گام‌ها">
      <div className="mb-1 flex flex-wrap items-center justify-between gap-x-3">
        <p className="text-sm text-muted">
          گام {persian(current)} از {persian(labels.length)}: {labels[current - 1]}
        </p>
        {aside}
      </div>
      <ol className="flex gap-1.5">
        {labels.map((label, i) => (
          <li
            key={label}
            aria-current={i + 1 === current ? 'step' : undefined}
            className={classNames('h-1.5 flex-1 rounded-full', i < current ? 'bg-brand' : 'bg-line')}
          >
            <span className="sr-only">{label}</span>
          </li>
        ))}
      </ol>
    </nav>
  )
}
