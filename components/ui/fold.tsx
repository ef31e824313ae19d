import type { ReactNode } from 'react'
import { ClientIcon } from './client-icon.tsx'

type FoldProps = {
  title: string
  /** The main fact of what is inside, readable while it is closed. */
  fact: string | null
  id?: string
  /** At the first drawing; what a person opens or closes stays so when the page is drawn again. */
  isOpen?: boolean
  children: ReactNode
}

/** A row that opens to more detail, with or without scripts. */
export function Fold({ title, fact, id, isOpen, children }: FoldProps) {
  return (
    <details id={id} open={isOpen} className="group">
      <summary className="cursor-pointer list-none [&::-webkit-details-marker]:hidden">
        <span className="flex min-h-target items-center gap-3 py-1.5">
          <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-3">
            <span className="font-bold">{title}</span>
            {fact !== null && <bdi className="min-w-0 text-sm text-muted">{fact}</bdi>}
          </span>
          <ClientIcon name="chevronDown" className="h-5 w-5 text-muted group-open:rotate-180" />
        </span>
      </summary>
      <div className="space-y-3 pb-4 pt-1">{children}</div>
    </details>
  )
}

/** A frame around rows that open. */
export const Folds = ({ children }: { children: ReactNode }) => (
  <div className="divide-y divide-line rounded-card border border-line bg-surface px-4">{children}</div>
)
