import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type StickyActionProps = {
  children: ReactNode
  /** Stands above the action. */
  note?: ReactNode
  /** False where nothing has to be done, and a bar over small targets would only hide them. */
  sticks?: boolean
}

/** The screen's one main action, kept in reach at the bottom. Last child of its form or screen. */
export function StickyAction({ children, note, sticks = true }: StickyActionProps) {
  return (
    <div
      className={classNames(
        sticks && 'stick-bottom',
        'safe-bottom -mx-4 mt-auto border-t border-line bg-surface px-4 pt-3',
      )}
    >
      {note && <div className="mb-2 text-center text-sm text-muted">{note}</div>}
      <div className="flex flex-col items-stretch gap-2">{children}</div>
    </div>
  )
}
