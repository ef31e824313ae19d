import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { FormValues } from '#components/ui/form-values.tsx'
import { type Option, Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextInput } from '#components/ui/text-input.tsx'
import type { FormState } from '#lib/kernel/form.ts'
import { Cell } from '../queue-table.tsx'
import { TableHead } from '../table-head.tsx'
import '../queue-table.css'

export type PriceCheckView = {
  form: FormState
  distances: Option[]
  sizes: Option[]
  /** Null until everything is asked. */
  rows: { service: string; published: string; draft: string; parts: string[] }[] | null
}

const answerId = 'calculated'

/** One parcel by both lists, side by side. A plain form: its fields end up in the address. */
export function PriceCheck({ form, distances, sizes, rows }: PriceCheckView) {
  return (
    <Card title="حساب کردن یک بسته">
      <form action={`/desk/prices#${answerId}`} method="get" className="space-y-4">
        <FormValues state={form}>
          <div className="grid items-start gap-4 sm:grid-cols-3">
            <TextInput name="from" label="از شهر" optional maxLength={60} autoComplete="off" />
            <TextInput name="to" label="به شهر" optional maxLength={60} autoComplete="off" />
            <Select
              name="distance"
              label="یا فاصله"
              optional
              placeholder="انتخاب نشده"
              groups={[{ label: null, options: distances }]}
            />
            <Select name="size" label="اندازه" placeholder="انتخاب کنید" groups={[{ label: null, options: sizes }]} />
            <TextInput name="weight" label="وزن (گرم)" numeric dir="ltr" maxLength={10} autoComplete="off" />
            <Checkbox name="fragile" label="شکستنی" />
          </div>
          <SubmitButton variant="secondary">حساب کن</SubmitButton>
        </FormValues>
      </form>
      {rows && (
        <div id={answerId} tabIndex={-1} className="mt-4 scroll-mt-4">
          <table className="queue-table">
            <TableHead
              caption="جمع هر روش با قیمت‌های منتشرشده و با پیش‌نویس"
              columns={['روش', 'منتشرشده', 'پیش‌نویس', 'از چه ساخته شده']}
            />
            <tbody>
              {rows.map(({ service, published, draft, parts }) => (
                <tr key={service}>
                  <th scope="row">{service}</th>
                  <Cell label="منتشرشده">{published}</Cell>
                  <Cell label="پیش‌نویس">
                    <strong>{draft}</strong>
                  </Cell>
                  <Cell label="از چه ساخته شده">{parts.length === 0 ? '—' : parts.join('، ')}</Cell>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  )
}
