import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { emptyForm } from '#lib/kernel/form.ts'
import { type DeskFrame, DeskShell } from '../desk-shell.tsx'

type Choice = { value: string; label: string }
type SheetPageProps = { frame: DeskFrame; couriers: Choice[]; days: Choice[]; act: FormAction }

/** Fields: `courier`, `day`. */
export function SheetPage({ frame, couriers, days, act }: SheetPageProps) {
  return (
    <DeskShell frame={frame} title="برگهٔ روز مأمور پیک" lead="همهٔ جاهایی که یک مأمور پیک در یک روز می‌رود، روی کاغذ.">
      {couriers.length === 0 ? (
        <p className="text-muted">هنوز هیچ مأمور پیکی حساب فعال ندارد.</p>
      ) : (
        <ActionForm name="sheet" action={act} initial={{ ...emptyForm, values: { day: days[0]?.value ?? '' } }}>
          <Select
            name="courier"
            label="مأمور پیک"
            placeholder="انتخاب کنید"
            groups={[{ label: null, options: couriers }]}
          />
          <Select name="day" label="روز" placeholder="انتخاب کنید" groups={[{ label: null, options: days }]} />
          <SubmitButton>چاپ برگهٔ روز (ثبت می‌شود)</SubmitButton>
        </ActionForm>
      )}
    </DeskShell>
  )
}
