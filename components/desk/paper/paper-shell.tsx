import type { ReactNode } from 'react'
import { ButtonLink } from '#components/ui/button.tsx'
import { PrintButton } from './print-button.tsx'
import './paper.css'

type PaperShellProps = { title: string; note: string | null; backHref: string; children: ReactNode }

/** What stands around paper on the screen: none of it is printed. */
export function PaperShell({ title, note, backHref, children }: PaperShellProps) {
  return (
    <main className="paper-desk">
      <title>{`${title} – میز کار پیک`}</title>
      <div className="mx-auto max-w-[40rem] space-y-3 p-4 print:hidden">
        <h1 className="text-xl font-bold">
          <bdi>{title}</bdi>
        </h1>
        {note && <p className="text-muted">{note}</p>}
        <PrintButton />
        <ButtonLink href={backHref} variant="link">
          بازگشت
        </ButtonLink>
      </div>
      {children}
    </main>
  )
}
