import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Ltr } from './ltr.tsx'

export type Row = { label: string; value: ReactNode; ltr?: boolean }

/** `columns` for facts, `ends` for amounts, `stacked` for sentences. */
type Layout = 'columns' | 'ends' | 'stacked'

const looks: Record<Layout, { row?: string; label: string; value?: string }> = {
  columns: { row: 'flex flex-wrap gap-x-4', label: 'min-w-[5.5rem]', value: 'min-w-0 flex-1 basis-40' },
  ends: { row: 'flex flex-wrap items-baseline justify-between gap-x-4', label: '', value: 'min-w-0 text-end' },
  stacked: { label: '' },
}

type DefinitionListProps = {
  rows: Row[]
  layout?: Layout
  /** Set apart under a line: the sum of price parts. */
  total?: Row | null
}

export function DefinitionList({ rows, layout = 'columns', total }: DefinitionListProps) {
  const look = looks[layout]
  return (
    <dl className="space-y-2">
      {rows.map((row) => (
        <div key={row.label} className={look.row}>
          <dt className={classNames('text-sm text-muted', look.label)}>{row.label}</dt>
          <dd className={look.value}>{row.ltr ? <Ltr>{row.value}</Ltr> : row.value}</dd>
        </div>
      ))}
      {total && (
        <div className={classNames('border-t border-line pt-2 font-bold', look.row)}>
          <dt>{total.label}</dt>
          <dd className={classNames('text-lg', look.value)}>{total.value}</dd>
        </div>
      )}
    </dl>
  )
}
