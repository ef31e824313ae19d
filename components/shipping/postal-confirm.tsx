'use client'

import { Checkbox } from '#components/ui/checkbox.tsx'
import { useField } from '#components/ui/form-context.ts'

/** Ten digits without a leading zero: nothing harder than that is refused for good, only asked about (research.md §5). */
function mayBeRight(code: string): boolean {
  const digits = code.match(/[0-9۰-۹٠-٩]/g) ?? []
  return digits.length === 10 && !/[0۰٠]/.test(digits[0] ?? '')
}

/** Asks "are you sure?" about an unusual postal code, once the action has named it. */
export function PostalConfirm() {
  const code = useField('postalCode')
  const confirmed = useField('postalConfirmed')
  if (confirmed.value !== '1' && !(code.fault && mayBeRight(code.value))) return null
  return <Checkbox name="postalConfirmed" label="کد پستی را درست نوشته‌ام." />
}
