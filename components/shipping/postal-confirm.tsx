'use client'

import { useField } from '#components/ui/form-context.ts'

/** Ten digits without a leading zero: such a code is never refused for good, only asked about: the known patterns disagree. */
function mayBeRight(code: string): boolean {
  const digits = code.match(/[0-9۰-۹٠-٩]/g) ?? []
  return digits.length === 10 && !/[0۰٠]/.test(digits[0] ?? '')
}

/** Once the action has asked "are you sure?" about a postal code, sending the form again is the answer yes. */
export function PostalConfirm() {
  const code = useField('postalCode')
  const confirmed = useField('postalConfirmed')
  if (confirmed.value !== '1' && !(code.fault && mayBeRight(code.value))) return null
  return <input type="hidden" name="postalConfirmed" value="1" />
}
