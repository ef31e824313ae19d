import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { figuresTexts, pageMetricLabels } from '#lib/fa/figures-texts.ts'
import type { Rating } from '#lib/figures/index.ts'
import { type DeskFrame, DeskShell } from './desk-shell.tsx'
import { TableHead } from './table-head.tsx'
import './queue-table.css'

type PageCell = { span: string; rating: Rating; said: string }
type Row<Cell> = { key: string; label: string; cells: Cell[] }

export type FiguresView = {
  availability: { label: string; value: string; isLow: boolean; asked: string }[]
  events: { label: string; value: string }[]
  launches: Row<string>[]
  /** Null: of that nothing was said. */
  pages: Row<PageCell | null>[]
  /** Why there are no pages to show. */
  pagesNote: string | null
}

/** How pages and process do: what Divar asks for, beside what was counted. */
export function FiguresPage({ frame, view }: { frame: DeskFrame; view: FiguresView }) {
  const { availability, events, launches, pages, pagesNote } = view
  return (
    <DeskShell frame={frame} title="کارکرد پیک" isWide>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Card title="در دسترس بودن">
          <DefinitionList
            layout="stacked"
            rows={availability.map(({ label, value, isLow, asked }) => ({
              label: `${label}، ${asked}`,
              value: (
                <span className="flex flex-wrap items-center gap-2">
                  {value}
                  {isLow && <Badge tone="danger">کمتر از خواسته</Badge>}
                </span>
              ),
            }))}
          />
          <Note>{figuresTexts.availability}</Note>
        </Card>
        <Card title="رویدادهای دیوار">
          <DefinitionList layout="stacked" rows={events} />
          <Note>{figuresTexts.lag}</Note>
        </Card>
      </div>
      <section className="space-y-2">
        <h2 className="font-bold">از باز کردن تا پیام در چت</h2>
        {launches.length === 0 ? (
          <p className="text-muted">{figuresTexts.noLaunches}</p>
        ) : (
          <Table
            caption="از باز کردن تا پیام در چت"
            columns={['روز', 'شمار', 'میانه', 'نُه تا از ده تا']}
            rows={launches}
          />
        )}
        <Note>{figuresTexts.launches}</Note>
      </section>
      <section className="space-y-2">
        <h2 className="font-bold">سرعت صفحه‌ها، هفت روز گذشته</h2>
        {pagesNote ? (
          <p className="text-muted">{pagesNote}</p>
        ) : (
          <Table
            caption="سرعت صفحه‌ها"
            columns={['صفحه', ...Object.values(pageMetricLabels)]}
            rows={pages.map((row) => ({ ...row, cells: row.cells.map(pageCell) }))}
          />
        )}
        <Note>{figuresTexts.pages}</Note>
      </section>
    </DeskShell>
  )
}

const Note = ({ children }: { children: string }) => <p className="mt-2 text-sm text-muted">{children}</p>

const tones = { good: 'success', fair: 'warning', poor: 'danger' } as const

const pageCell = (cell: PageCell | null): ReactNode =>
  cell === null ? (
    '—'
  ) : (
    <span className="flex flex-wrap items-center gap-x-2">
      {cell.span} <Badge tone={tones[cell.rating]}>{cell.said}</Badge>
    </span>
  )

function Table({ caption, columns, rows }: { caption: string; columns: string[]; rows: Row<ReactNode>[] }) {
  return (
    <table className="queue-table">
      <TableHead caption={caption} columns={columns} />
      <tbody>
        {rows.map(({ key, label, cells }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            {columns.slice(1).map((column, index) => (
              <td key={column} data-label={column}>
                {cells[index]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
