import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

type PrintFieldsProps = { label: string; papers: { value: string; label: string }[] }

/** Inside a form that says of which shipments. Fields: `paper`, `do`. */
export function PrintFields({ label, papers }: PrintFieldsProps) {
  return (
    <div className="flex flex-wrap items-end gap-2">
      <div className="min-w-0 flex-1 basis-48">
        <Select name="paper" label={label} placeholder="انتخاب کنید" groups={[{ label: null, options: papers }]} />
      </div>
      <SubmitButton variant="quiet" name="do" value="print">
        چاپ (ثبت می‌شود)
      </SubmitButton>
    </div>
  )
}
