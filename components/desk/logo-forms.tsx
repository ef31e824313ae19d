import { BusinessLogo } from '#components/layout/business-logo.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Card } from '#components/ui/card.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { emptyForm } from '#lib/kernel/form.ts'
import { BaseVersion } from './base-version.tsx'
import { LogoInput } from './logo-input.tsx'

type LogoFormsProps = { base: string; href: string | null; set: FormAction; drop: FormAction }

/** The logo of the business: sent as a file, or taken away. Each is a version more. */
export function LogoForms({ base, href, set, drop }: LogoFormsProps) {
  return (
    <Card title="نشان شرکت">
      <div className="space-y-4">
        {href !== null && <BusinessLogo href={href} size="large" />}
        <ActionForm name="logo" action={set} initial={emptyForm}>
          <BaseVersion base={base} />
          <LogoInput />
          <SubmitButton variant="secondary">ثبت نشان</SubmitButton>
        </ActionForm>
        {href !== null && (
          <ActionForm name="logo-drop" action={drop} initial={emptyForm}>
            <BaseVersion base={base} />
            <SubmitButton variant="danger">برداشتن نشان</SubmitButton>
          </ActionForm>
        )}
      </div>
    </Card>
  )
}
