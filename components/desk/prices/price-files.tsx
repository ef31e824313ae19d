import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { controlClass } from '#components/ui/field.tsx'
import { Fold, Folds } from '#components/ui/fold.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { emptyForm } from '#lib/kernel/form.ts'
import { BaseVersion } from '../base-version.tsx'
import type { PriceTableView } from './price-form.tsx'

/** Each table out to a spreadsheet and in again: fields `table.<service>` and `file`. */
export function PriceFiles({ revision, tables, act }: { revision: string; tables: PriceTableView[]; act: FormAction }) {
  return (
    <Card title="با صفحهٔ گسترده (CSV)">
      <p className="text-sm text-muted">
        جدول را بگیرید، در برنامهٔ خودتان تغییر دهید و همان را برگردانید: یا خانه‌ها را با سطر عنوان‌ها اینجا بچسبانید، یا
        فایل را بفرستید. جدول تازه جای جدول آن روش را در پیش‌نویس می‌گیرد؛ آنچه را در خانه‌های بالا نوشته‌اید پیش از آن ثبت
        کنید.
      </p>
      <Folds>
        {tables.map(({ service, label, fileHref }) => (
          <Fold key={service} title={label} fact={null}>
            <p>
              <a href={fileHref} className={buttonClass('link')} download>
                گرفتن جدول {label} (CSV)
              </a>
            </p>
            <ActionForm name={`table-${service}`} action={act} initial={emptyForm} hidden={{ service }}>
              <BaseVersion name="revision" base={revision} />
              <Textarea name={`table.${service}`} label={`جدول ${label}`} optional rows={4} maxLength={12_000} />
              <label className="block space-y-1.5">
                <span className="block font-bold">یا فایل CSV</span>
                <input type="file" name="file" accept=".csv,.tsv,.txt,text/csv" className={controlClass(false)} />
              </label>
              <SubmitButton variant="secondary">گذاشتن در پیش‌نویس</SubmitButton>
            </ActionForm>
          </Fold>
        ))}
      </Folds>
    </Card>
  )
}
