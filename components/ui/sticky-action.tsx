import type { ReactNode } from 'react'

/** The screen's one main action, kept in reach at the bottom; `note` stands above it. Last child of its form or screen. */
export function StickyAction({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div className="stick-bottom safe-bottom -mx-4 mt-auto border-t border-line bg-surface px-4 pt-3">
      {note && <div className="mb-2 text-center text-sm text-muted">{note}</div>}
      <div className="flex flex-col items-stretch gap-2">{children}</div>
    </div>
  )
}
