import type { ReactNode } from 'react'
import { type Tone, toneClass } from './badge.tsx'
import { classNames } from './class-names.ts'
import { ClientIcon, type ClientIconName } from './client-icon.tsx'

const icons: Record<Tone, ClientIconName> = { info: 'info', warning: 'alert', danger: 'block', success: 'check' }

export const bannerIconClass = 'mt-0.5 h-6 w-6'

type BannerProps = {
  tone?: Tone
  title?: string
  children?: ReactNode
  /** In place of the tone's, with `bannerIconClass`. */
  icon?: ReactNode
  /** `alert` is read out at once, `status` when the reader is idle. */
  role?: 'alert' | 'status'
}

export function Banner({ tone = 'info', title, children, icon, role }: BannerProps) {
  return (
    <div role={role} className={classNames('flex flex-wrap gap-3 rounded-card p-4', toneClass[tone])}>
      {icon ?? <ClientIcon name={icons[tone]} className={bannerIconClass} />}
      <div className="min-w-0 flex-1 basis-40 space-y-1">
        {title && <p className="font-bold">{title}</p>}
        {children && <div className="text-sm">{children}</div>}
      </div>
    </div>
  )
}
