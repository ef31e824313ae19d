import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { FormFold } from '#components/ui/form-fold.tsx'
import { type Option, Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextInput } from '#components/ui/text-input.tsx'
import { emptyForm } from '#lib/kernel/form.ts'

export type PromiseChoices = {
  days: Option[]
  reasons: Option[]
  /** Until the parcel is collected. */
  asksWindow: boolean
}

type PromiseFormProps = { act: FormAction; hidden: Record<string, string>; choices: PromiseChoices }

const groups = (options: Option[]) => [{ label: null, options }]

/** Moves what was promised. Fields: `eta_day`, `eta_time`, `window_day`, `window_from`, `window_to`, `delay`. */
export function PromiseForm({ act, hidden, choices: { days, reasons, asksWindow } }: PromiseFormProps) {
  const time = { dir: 'ltr', numeric: true, maxLength: 5, autoComplete: 'off' } as const
  return (
    <ActionForm name="promise" action={act} initial={emptyForm} hidden={hidden}>
      <FormFold title="تغییر وعده">
        <p className="text-sm text-muted">هر دو طرف زمان تازه و دلیل آن را در صفحهٔ خود می‌بینند.</p>
        {asksWindow && (
          <fieldset className="grid gap-4 sm:grid-cols-3">
            <legend className="mb-2 text-sm text-muted">گرفتن کالا از فروشنده</legend>
            <Select name="window_day" label="روز گرفتن" optional placeholder="بدون تغییر" groups={groups(days)} />
            <TextInput name="window_from" label="از ساعت" optional {...time} />
            <TextInput name="window_to" label="تا ساعت" optional {...time} />
          </fieldset>
        )}
        <fieldset className="grid gap-4 sm:grid-cols-2">
          <legend className="mb-2 text-sm text-muted">تحویل به خریدار</legend>
          <Select name="eta_day" label="روز تحویل" optional placeholder="بدون تغییر" groups={groups(days)} />
          <TextInput name="eta_time" label="حداکثر تا ساعت" optional {...time} />
        </fieldset>
        <Select name="delay" label="دلیل تغییر" placeholder="انتخاب کنید" groups={groups(reasons)} />
        <SubmitButton variant="quiet" name="do" value="promise">
          ثبت زمان تازه
        </SubmitButton>
      </FormFold>
    </ActionForm>
  )
}
