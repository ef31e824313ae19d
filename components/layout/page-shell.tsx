import type { ReactNode } from 'react'
import { Ltr } from '#components/ui/ltr.tsx'
import { type Step, Steps } from '#components/ui/steps.tsx'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { Side } from '#lib/kernel/side.ts'
import { AuthenticityStrip } from './authenticity-strip.tsx'
import { BackToDivar } from './back-to-divar.tsx'
import { BusinessLogo } from './business-logo.tsx'
import { Logo } from './logo.tsx'

/** What stands around every screen, and is the same on all screens of a seat. */
export type Frame = {
  /** Divar's completion address. */
  completionUrl: string
  /** Peyk's own host name, as in the address bar: «peyk.example.ir». */
  host: string
  /** Who carries; null where it has no name. */
  business: string | null
  /** The address of its logo; null where it has none. */
  logo: string | null
  /** Null on the privacy page itself. */
  privacyUrl: string | null
  /** Whose seat this is; null where no seat is known. */
  seat: { side: Side; itemTitle: string | null } | null
}

/** «گام ۲ از ۴: نشانی – پیک»: the first thing that a screen reader says of a page, and its name in a list of windows. */
const documentTitle = (title: string, step: Step | undefined) =>
  step
    ? `گام ${toPersianDigits(step.current)} از ${toPersianDigits(step.labels.length)}: ${title} – پیک`
    : `${title} – پیک`

type PageShellProps = {
  frame: Frame
  title: string
  /** One sentence under the heading. */
  lead?: ReactNode
  step?: Step | undefined
  /** The step before this one, or what `backLabel` says. */
  backHref?: string | undefined
  backLabel?: string
  children: ReactNode
}

const people: Record<Side, string> = { SUPPLY: 'فروشندهٔ', DEMAND: 'خریدار' }

/** One line, however long the title: the first screen shows it in full. */
function SeatStrip({ side, itemTitle }: NonNullable<Frame['seat']>) {
  return (
    <p className="flex bg-brand-soft px-4 py-2 text-sm text-brand-ink">
      <span className="shrink-0 whitespace-pre">
        شما <strong>{people[side]}</strong> {itemTitle ? '«' : 'این آگهی هستید'}
      </span>
      {itemTitle && (
        <>
          <bdi className="min-w-0 truncate">{itemTitle}</bdi>
          <span className="shrink-0 whitespace-pre">» هستید</span>
        </>
      )}
    </p>
  )
}

export function PageShell({
  frame,
  title,
  lead,
  step,
  backHref,
  backLabel = 'بازگشت به گام قبل',
  children,
}: PageShellProps) {
  const back = backHref && (
    <a
      href={backHref}
      className="inline-flex min-h-target items-center self-start text-sm text-brand-ink underline underline-offset-4"
    >
      {backLabel}
    </a>
  )
  return (
    <div className="full-height flex flex-col sm:py-8">
      <title>{documentTitle(title, step)}</title>
      <div className="mx-auto flex w-full max-w-column flex-1 flex-col bg-surface sm:rounded-card sm:border sm:border-line sm:shadow-lg">
        <header>
          <div className="flex flex-wrap items-center gap-x-3 border-b border-line px-4 py-2">
            <Logo />
            <p className="min-w-0 flex-1 basis-24 leading-tight">
              <strong className="block text-lg">پیک</strong>
              {frame.business !== null && (
                <span className="block truncate text-xs">
                  ارسال با {frame.logo !== null && <BusinessLogo href={frame.logo} size="small" />}{' '}
                  <bdi className="font-bold">{frame.business}</bdi>
                </span>
              )}
              <span className="block text-xs text-muted">
                <Ltr>{frame.host}</Ltr>
              </span>
            </p>
            <BackToDivar completionUrl={frame.completionUrl} />
          </div>
          {frame.seat && <SeatStrip {...frame.seat} />}
        </header>
        <main className="flex flex-1 flex-col gap-5 px-4 pt-4">
          {step ? <Steps {...step} aside={back} /> : back}
          <div className="space-y-1.5">
            <h1 className="text-xl font-bold">{title}</h1>
            {lead && <p className="text-muted">{lead}</p>}
          </div>
          {children}
        </main>
        <AuthenticityStrip privacyUrl={frame.privacyUrl} />
      </div>
    </div>
  )
}
