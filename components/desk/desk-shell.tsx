import type { ReactNode } from 'react'
import { BusinessLogo } from '#components/layout/business-logo.tsx'
import { Logo } from '#components/layout/logo.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { emptyForm } from '#lib/kernel/form.ts'

export type DeskLink = { href: string; label: string; isHere: boolean }

export type DeskFrame = {
  /** Who carries; null where it has no name. */
  business: string | null
  /** The address of its logo; null where it has none. */
  logo: string | null
  /** Who is signed in, where they may go, and what signs them out; null before that. */
  staff: { name: string; role: string; links: DeskLink[]; signOut: FormAction } | null
}

type DeskShellProps = {
  frame: DeskFrame
  title: string
  lead?: ReactNode
  /** As wide as the window, for tables; a column for forms. */
  isWide?: boolean
  children?: ReactNode
}

/** What stands around every screen of the desk. */
export function DeskShell({ frame, title, lead, isWide = false, children }: DeskShellProps) {
  const { business, logo, staff } = frame
  const width = isWide ? 'max-w-[80rem]' : 'max-w-[40rem]'
  return (
    <div className="full-height flex flex-col">
      <title>{`${title} – میز کار پیک`}</title>
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex w-full max-w-[80rem] flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
          <Logo />
          <p className="min-w-0 flex-1 basis-32 leading-tight">
            <strong className="block text-lg">میز کار پیک</strong>
            {business !== null && (
              <span className="block truncate text-xs text-muted">
                {logo !== null && <BusinessLogo href={logo} size="small" />} <bdi>{business}</bdi>
              </span>
            )}
          </p>
          {staff && (
            <div>
              <ActionForm name="sign_out" action={staff.signOut} initial={emptyForm}>
                <SubmitButton variant="quiet">خروج</SubmitButton>
              </ActionForm>
            </div>
          )}
        </div>
        {staff && (
          <div className="mx-auto flex w-full max-w-[80rem] flex-wrap items-center gap-x-4 px-4">
            <nav aria-label="میز کار" className="flex flex-wrap gap-x-4">
              {staff.links.map(({ href, label, isHere }) => (
                <a
                  key={href}
                  href={href}
                  aria-current={isHere ? 'page' : undefined}
                  className={classNames(buttonClass('link'), isHere && 'font-bold no-underline')}
                >
                  {label}
                </a>
              ))}
            </nav>
            <p className="ms-auto min-w-0 max-w-full break-words py-2 text-sm">
              <bdi className="font-bold">{staff.name}</bdi> <span className="text-muted">{staff.role}</span>
            </p>
          </div>
        )}
      </header>
      <main className={`mx-auto flex w-full flex-1 flex-col gap-5 px-4 py-5 ${width}`}>
        <div className="space-y-1.5">
          <h1 className="text-xl font-bold">
            <bdi>{title}</bdi>
          </h1>
          {lead && <p className="text-muted">{lead}</p>}
        </div>
        {children}
      </main>
    </div>
  )
}
