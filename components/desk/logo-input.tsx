'use client'

import { controlClass, describedBy, Field } from '#components/ui/field.tsx'
import { useField } from '#components/ui/form-context.ts'
import { holdTaps } from '#components/ui/form-tap.ts'
import { shrinkPicture } from '#components/ui/shrink-picture.ts'

const hint = 'PNG یا JPEG تا ۵۰ کیلوبایت؛ کنار نام شرکت در همهٔ صفحه‌ها دیده می‌شود.'

/** In the browser it is made as small as it will be kept, for which a tap waits; without scripts a small file is asked for. */
export function LogoInput() {
  const { id, fault } = useField('logo')
  return (
    <Field id={id} label="عکس نشان" hint={hint} fault={fault}>
      <input
        id={id}
        name="logo"
        type="file"
        accept="image/png,image/jpeg"
        aria-invalid={fault ? true : undefined}
        aria-describedby={describedBy(id, hint, fault)}
        onChange={({ currentTarget }) => {
          if (currentTarget.form) holdTaps(currentTarget.form, shrink(currentTarget))
        }}
        className={controlClass(fault !== null)}
      />
    </Field>
  )
}

async function shrink(input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0]
  if (!file) return
  const small = await shrinkPicture(file, { maxSide: 128, kind: 'image/png' })
  const list = new DataTransfer()
  list.items.add(new File([small], 'logo', { type: small.type }))
  if (input.files?.[0] === file) input.files = list.files
}
