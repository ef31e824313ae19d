import type { ReactNode } from 'react'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { Ltr } from '#components/ui/ltr.tsx'
import { TableHead } from './table-head.tsx'
import './queue-table.css'

type Standing = 'none' | 'on_time' | 'due' | 'late'

export type QueueLine = {
  id: string
  code: string
  shownCode: string
  state: string
  attention: string | null
  standing: { kind: Standing; text: string }
  service: string
  pickup: string | null
  dropoff: string | null
  size: string
  payer: string
  amount: string
  changed: string
}

export const standingTones: Record<Standing, Tone> = {
  none: 'info',
  on_time: 'success',
  due: 'warning',
  late: 'danger',
}

const columns = ['کد', 'وضعیت', 'تا وعده', 'روش', 'از', 'به', 'اندازه', 'پرداخت', 'آخرین تغییر']

/** A real table; where there is no room for its columns each row is a card whose cells say what they are. */
export function QueueTable({ lines, isChoosing }: { lines: QueueLine[]; isChoosing: boolean }) {
  return (
    <table className="queue-table">
      <TableHead caption="مرسوله‌ها، هر کدام یک سطر" columns={columns} />
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row">
              <span className="flex items-center gap-1">
                {isChoosing && (
                  <label className="inline-flex min-h-target w-11 items-center justify-center">
                    <input
                      type="checkbox"
                      name="chosen"
                      value={line.code}
                      aria-label={line.shownCode}
                      className="h-6 w-6"
                    />
                  </label>
                )}
                <a href={`/desk/shipments/${line.code}`} className={buttonClass('link')}>
                  <Ltr code>{line.shownCode}</Ltr>
                </a>
              </span>
            </th>
            <Cell label="وضعیت">
              {line.state}
              {line.attention && (
                <>
                  {' '}
                  <Badge tone="danger">{line.attention}</Badge>
                </>
              )}
            </Cell>
            <Cell label="تا وعده">
              <Badge tone={standingTones[line.standing.kind]}>{line.standing.text}</Badge>
            </Cell>
            <Cell label="روش">{line.service}</Cell>
            <Cell label="از">{line.pickup ?? '—'}</Cell>
            <Cell label="به">{line.dropoff ?? '—'}</Cell>
            <Cell label="اندازه">{line.size}</Cell>
            <Cell label="پرداخت">
              {line.amount} تومان، {line.payer}
            </Cell>
            <Cell label="آخرین تغییر">{line.changed}</Cell>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export const Cell = ({ label, children }: { label: string; children: ReactNode }) => (
  <td data-label={label}>{children}</td>
)
