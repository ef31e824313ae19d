import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import type { Option } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { FormState } from '#lib/kernel/form.ts'
import { BaseVersion } from '../base-version.tsx'
import { Cell } from '../queue-table.tsx'
import { TableHead } from '../table-head.tsx'
import { ChoiceCell, PriceCell, TickCell } from './price-cell.tsx'
import './price-table.css'

export type PriceParcelsView = {
  form: FormState
  /** Each with the names of its fields, and what it costs by the draft. */
  rows: {
    label: string
    service: string
    distance: string
    size: string
    weight: string
    fragile: string
    expected: string
    total: string | null
    holds: boolean | null
  }[]
  choices: { services: Option[]; distances: Option[]; sizes: Option[] }
}

const columns = ['بسته', 'روش', 'راه', 'اندازه', 'وزن (گرم)', 'شکستنی', 'باید بشود (تومان)', 'با پیش‌نویس می‌شود']

/** Parcels whose totals the business knows: prices that miss one of them are not published. */
export function PriceParcels({ view, revision, act }: { view: PriceParcelsView; revision: string; act: FormAction }) {
  const { form, rows, choices } = view
  return (
    <Card title="بسته‌های آزمون">
      <p className="mb-3 text-sm text-muted">
        تا ده بسته که می‌دانید باید چند شود، با مالیات. تا یکی از آن‌ها جور نباشد قیمت‌ها منتشر نمی‌شوند. پس از انتشار هم
        می‌مانند.
      </p>
      <ActionForm name={`parcels-${revision}`} action={act} initial={form}>
        <BaseVersion name="revision" base={revision} />
        <table className="queue-table price-table">
          <TableHead caption="بسته‌های آزمون، هر کدام یک سطر" columns={columns} />
          <tbody>
            {rows.map(({ label, total, holds, ...names }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <Cell label="روش">
                  <ChoiceCell name={names.service} label={`${label}: روش`} options={choices.services} />
                </Cell>
                <Cell label="راه">
                  <ChoiceCell name={names.distance} label={`${label}: راه`} options={choices.distances} />
                </Cell>
                <Cell label="اندازه">
                  <ChoiceCell name={names.size} label={`${label}: اندازه`} options={choices.sizes} />
                </Cell>
                <Cell label="وزن (گرم)">
                  <PriceCell name={names.weight} label={`${label}: وزن به گرم`} />
                </Cell>
                <Cell label="شکستنی">
                  <TickCell name={names.fragile} label={`${label}: شکستنی`} />
                </Cell>
                <Cell label="باید بشود (تومان)">
                  <PriceCell name={names.expected} label={`${label}: باید بشود، به تومان`} />
                </Cell>
                <Cell label="با پیش‌نویس می‌شود">
                  {total === null ? (
                    '—'
                  ) : (
                    <Badge tone={holds ? 'success' : 'danger'}>{`${holds ? 'درست' : 'نادرست'}: ${total}`}</Badge>
                  )}
                </Cell>
              </tr>
            ))}
          </tbody>
        </table>
        <SubmitButton variant="secondary">ثبت بسته‌های آزمون</SubmitButton>
      </ActionForm>
    </Card>
  )
}
