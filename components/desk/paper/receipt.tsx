import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'
import { Ltr } from '#components/ui/ltr.tsx'
import type { DrawnCode } from '#lib/kernel/drawn-codes.ts'
import { CodeDrawing } from './drawn-code.tsx'
import { BusinessName, type PaperBusiness } from './label.tsx'
import { PaperShell } from './paper-shell.tsx'

export type ReceiptView = {
  business: PaperBusiness
  shownCode: string
  square: DrawnCode
  facts: Row[]
  parts: { label: string; amount: string }[]
  total: string
}

/** What somebody paid for a delivery. Nobody's name, number or address stands on it. */
export function ReceiptPage({ view, backHref }: { view: ReceiptView; backHref: string }) {
  return (
    <PaperShell title={`رسید ${view.shownCode}`} note={null} backHref={backHref}>
      <article className="paper-receipt" aria-label={`رسید ${view.shownCode}`}>
        <div className="paper-row">
          <div>
            <h2>رسید کرایهٔ پیک</h2>
            <BusinessName business={view.business} />
          </div>
          <CodeDrawing code={view.square} className="paper-square" />
        </div>
        <p className="paper-code">
          <Ltr>{view.shownCode}</Ltr>
        </p>
        <DefinitionList rows={view.facts} />
        <DefinitionList
          layout="ends"
          rows={view.parts.map(({ label, amount }) => ({ label, value: amount }))}
          total={{ label: 'پرداخت‌شده', value: view.total }}
        />
      </article>
    </PaperShell>
  )
}
