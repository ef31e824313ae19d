import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextInput } from '#components/ui/text-input.tsx'
import type { FormState } from '#lib/kernel/form.ts'
import { BaseVersion } from '../base-version.tsx'
import { Cell } from '../queue-table.tsx'
import { TableHead } from '../table-head.tsx'
import { PriceCell } from './price-cell.tsx'
import './price-table.css'

export type PriceTableView = {
  service: string
  label: string
  /** Whether it has prices in what is shown. */
  isPriced: boolean
  fileHref: string
  columns: string[]
  rows: { label: string; cells: ({ name: string; label: string } | null)[] }[]
  limits: { name: string; label: string; spoken: string }[]
}

type PriceFormProps = { name: string; revision: string; initial: FormState; tables: PriceTableView[]; act: FormAction }

/** The whole list as one form: fields are cells, such as `post_vijeh.same_city.small`, and `list.taxPercent`. */
export function PriceForm({ name, revision, initial, tables, act }: PriceFormProps) {
  return (
    <ActionForm name={name} action={act} initial={initial}>
      <BaseVersion name="revision" base={revision} />
      <Card title="برای همهٔ روش‌ها">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextInput name="list.name" label="نام تعرفه" maxLength={80} autoComplete="off" />
          <TextInput
            name="list.validTo"
            label="آخرین روز این قیمت‌ها"
            hint="مثل ۱۴۰۵/۱۲/۲۹. سی روز پیش از آن خبرتان می‌کنیم."
            optional
            dir="ltr"
            maxLength={40}
            autoComplete="off"
          />
          <TextInput
            name="list.taxPercent"
            label="مالیات بر ارزش افزوده (درصد)"
            numeric
            dir="ltr"
            maxLength={6}
            autoComplete="off"
          />
          <TextInput
            name="list.roundToToman"
            label="گرد کردن جمع به بالا (تومان)"
            hint="مثل ۱٬۰۰۰؛ با ۱ گرد نمی‌شود."
            numeric
            dir="ltr"
            maxLength={20}
            autoComplete="off"
          />
          <Checkbox
            name="list.sample"
            label="این قیمت‌ها نمونه‌اند"
            hint="وقتی قیمت‌های خود شرکت را نوشتید، این نشان را بردارید."
          />
        </div>
      </Card>
      <p className="text-sm text-muted">
        همهٔ مبلغ‌ها تومان و بدون مالیات‌اند. اگر مبلغی به ریال است، کنارش «ریال» بنویسید تا خودمان به تومان برگردانیم.
        خانه‌ای که خالی بماند یعنی آن اندازه در آن راه برده نمی‌شود.
      </p>
      {tables.map((table) => (
        <PriceTable key={table.service} {...table} />
      ))}
      <SubmitButton>ثبت پیش‌نویس</SubmitButton>
    </ActionForm>
  )
}

function PriceTable({ label, isPriced, columns, rows, limits }: PriceTableView) {
  return (
    <Card title={label}>
      {!isPriced && (
        <p className="mb-2 text-sm text-muted">این روش قیمت ندارد. اگر همه‌اش خالی بماند، همین‌طور می‌ماند.</p>
      )}
      <table className="queue-table price-table">
        <TableHead caption={`${label}: قیمت هر راه و هر اندازه، به تومان`} columns={['راه', ...columns]} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              {row.cells.map((cell, index) =>
                cell ? (
                  <Cell key={cell.name} label={columns[index] ?? ''}>
                    <PriceCell {...cell} />
                  </Cell>
                ) : (
                  <td key={columns[index]} className="price-none" />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="mt-4 grid gap-3 sm:grid-cols-3">
        {limits.map(({ name, label: title, spoken }) => (
          <span key={name} className="block space-y-1">
            <span className="block text-sm" aria-hidden="true">
              {title}
            </span>
            <PriceCell name={name} label={spoken} isText={name.endsWith('.deliveryTime')} />
          </span>
        ))}
      </div>
    </Card>
  )
}
