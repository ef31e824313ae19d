import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Spinner } from './spinner.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger' | 'link'

const looks: Record<ButtonVariant, string> = {
  primary: 'min-h-action w-full bg-brand px-5 font-bold text-brand-on hover:bg-brand-strong active:bg-brand-strong',
  secondary:
    'min-h-action w-full border-2 border-brand bg-surface px-5 font-bold text-brand-ink hover:bg-brand-soft active:bg-brand-soft',
  quiet: 'min-h-target border border-control bg-surface px-4 text-ink hover:bg-sunken active:bg-sunken',
  danger: 'min-h-action w-full border-2 border-danger bg-surface px-5 font-bold text-danger-ink hover:bg-danger-soft',
  link: 'min-h-target px-1 text-brand-ink underline decoration-1 underline-offset-4 hover:decoration-2',
}

const shared =
  'inline-flex items-center justify-center gap-2 rounded-xl py-2 text-center motion-safe:transition-colors aria-disabled:cursor-default'

export const buttonClass = (variant: ButtonVariant, waiting = false): string =>
  classNames(shared, looks[variant], waiting && 'opacity-80')

type ButtonProps = {
  children: ReactNode
  variant?: ButtonVariant
  type?: 'submit' | 'button'
  name?: string | undefined
  value?: string | undefined
  /** Shows a spinner. The button stays pressable for assistive tools; its owner ignores a second press. */
  loading?: boolean
  disabled?: boolean
  onClick?: () => void
}

export function Button({
  children,
  variant = 'primary',
  type = 'button',
  loading = false,
  disabled = false,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      aria-disabled={loading || disabled || undefined}
      className={classNames(buttonClass(variant, loading), disabled && 'cursor-not-allowed opacity-60')}
      {...rest}
    >
      {loading && <Spinner />}
      {children}
    </button>
  )
}

/** A plain link that looks like a button: it works before and without JavaScript, and fetches nothing ahead. */
export function ButtonLink({
  href,
  children,
  variant = 'primary',
}: {
  href: string
  children: ReactNode
  variant?: ButtonVariant
}) {
  return (
    <a href={href} className={buttonClass(variant)}>
      {children}
    </a>
  )
}
