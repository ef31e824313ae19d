import type { ReactNode } from 'react'
import { type Tone, toneClass } from './badge.tsx'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

const icons: Record<Tone, IconName> = { info: 'info', warning: 'alert', danger: 'block', success: 'check' }

type NoticeProps = {
  tone?: Tone
  title?: string
  children?: ReactNode
  icon?: IconName
  /** `alert` is read out at once, `status` when the reader is idle. */
  role?: 'alert' | 'status'
}

export function Notice({ tone = 'info', title, children, icon = icons[tone], role }: NoticeProps) {
  return (
    <div role={role} className={classNames('flex flex-wrap gap-3 rounded-card p-4', toneClass[tone])}>
      <Icon name={icon} className="mt-0.5 h-6 w-6" />
      <div className="min-w-0 flex-1 basis-40 space-y-1">
        {title && <p className="font-bold">{title}</p>}
        {children && <div className="text-sm">{children}</div>}
      </div>
    </div>
  )
}
