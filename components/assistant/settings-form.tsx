import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextInput } from '#components/ui/text-input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { FormState } from '#lib/kernel/form.ts'

const hours = [
  {
    label: null,
    options: Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `ساعت ${toPersianDigits(hour)}` })),
  },
]

/** What a seller chooses for their assistant. */
export function SettingsForm({ action, initial }: { action: FormAction; initial: FormState }) {
  return (
    <ActionForm name="settings" action={action} initial={initial}>
      <Textarea
        name="wording"
        label="جملهٔ خودتان در پایان پاسخ"
        hint="مثلاً «بسته را خودم با احتیاط می‌پیچم». شماره، لینک و تبلیغ پذیرفته نیست."
        optional
        maxLength={200}
        rows={2}
      />
      <Select name="quietFrom" label="ساعت‌های سکوت، از" placeholder="انتخاب کنید" groups={hours} />
      <Select
        name="quietTo"
        label="سکوت تا"
        hint="برای پاسخ در همهٔ ساعت‌ها، هر دو را یکی بگذارید."
        placeholder="انتخاب کنید"
        groups={hours}
      />
      <TextInput name="dailyCap" label="سقف پاسخ در روز" numeric maxLength={4} />
      <SubmitButton variant="secondary">ثبت تنظیم‌ها</SubmitButton>
    </ActionForm>
  )
}
