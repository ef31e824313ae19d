import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type CardProps = { children: ReactNode; title?: string; action?: ReactNode; className?: string }

/** A bordered group. With a title it is a section of its own, one level below the screen's heading. */
export function Card({ children, title, action, className }: CardProps) {
  const Box = title ? 'section' : 'div'
  return (
    <Box className={classNames('rounded-card border border-line bg-surface p-4', className)}>
      {title && (
        <div className="mb-2 flex flex-wrap items-center justify-between gap-x-3">
          <h2 className="font-bold">{title}</h2>
          {action}
        </div>
      )}
      {children}
    </Box>
  )
}
