import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type Tone = 'info' | 'warning' | 'danger' | 'success'

export const toneClass: Record<Tone, string> = {
  info: 'bg-brand-soft text-brand-ink',
  warning: 'bg-amber-soft text-amber-ink',
  danger: 'bg-danger-soft text-danger-ink',
  success: 'bg-success-soft text-success-ink',
}

export function Badge({ tone = 'info', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={classNames('inline-flex items-center rounded-full px-2.5 py-0.5 text-xs font-bold', toneClass[tone])}
    >
      {children}
    </span>
  )
}
