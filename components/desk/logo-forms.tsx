'use client'

import type { ChangeEvent } from 'react'
import { shrinkPicture } from '#components/courier/shrink-picture.ts'
import { BusinessLogo } from '#components/layout/business-logo.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Card } from '#components/ui/card.tsx'
import { controlClass, Field } from '#components/ui/field.tsx'
import { useField } from '#components/ui/form-context.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { emptyForm } from '#lib/kernel/form.ts'
import { BaseVersion } from './base-version.tsx'

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

/** In the browser it is made as small as it will be kept; without scripts a small file is asked for. */
function LogoInput() {
  const { id, fault } = useField('logo')
  return (
    <Field
      id={id}
      label="عکس نشان"
      hint="PNG یا JPEG تا ۵۰ کیلوبایت؛ کنار نام شرکت در همهٔ صفحه‌ها دیده می‌شود."
      fault={fault}
    >
      <input
        id={id}
        name="logo"
        type="file"
        accept="image/png,image/jpeg"
        aria-invalid={fault ? true : undefined}
        onChange={(event) => void shrink(event)}
        className={controlClass(fault !== null)}
      />
    </Field>
  )
}

async function shrink({ currentTarget }: ChangeEvent<HTMLInputElement>): Promise<void> {
  const file = currentTarget.files?.[0]
  if (!file) return
  const small = await shrinkPicture(file, { maxSide: 128, kind: 'image/png' })
  const list = new DataTransfer()
  list.items.add(new File([small], 'logo', { type: small.type }))
  if (currentTarget.files?.[0] === file) currentTarget.files = list.files
}
