'use client'

import { type ReactNode, useContext } from 'react'
import { Button, type ButtonVariant } from './button.tsx'
import { FormContext } from './form-context.ts'

type SubmitButtonProps = { children: ReactNode; variant?: ButtonVariant; name?: string; value?: string }

/** Posts the form around it and shows that it is under way. */
export function SubmitButton({ children, variant = 'primary', name, value }: SubmitButtonProps) {
  const { pressed } = useContext(FormContext)
  return (
    <Button
      type="submit"
      variant={variant}
      name={name}
      value={value}
      loading={pressed.includes(`${name ?? ''}=${value ?? ''}`)}
    >
      {children}
    </Button>
  )
}
