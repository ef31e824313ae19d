import type { PaperKind } from '#lib/desk/index.ts'
import { DaySheet, type SheetView } from './day-sheet.tsx'
import { Label, type PaperBusiness, type PaperView } from './label.tsx'
import { PaperShell } from './paper-shell.tsx'
import { Waybill } from './waybill.tsx'

type PrintPageProps = {
  view: { title: string; note: string } & (
    | { kind: 'papers'; paper: PaperKind; business: PaperBusiness; papers: PaperView[] }
    | ({ kind: 'sheet' } & SheetView)
  )
}

/** What was printed, as it comes out of the printer. */
export function PrintPage({ view }: PrintPageProps) {
  const backHref = view.kind === 'sheet' ? '/desk/paper' : '/desk/queue'
  return (
    <PaperShell title={view.title} note={view.note} backHref={backHref}>
      {view.kind === 'sheet' ? <DaySheet sheet={view} /> : <Papers {...view} />}
    </PaperShell>
  )
}

function Papers({ paper, papers, business }: { paper: PaperKind; papers: PaperView[]; business: PaperBusiness }) {
  if (paper === 'waybill') return papers.map((one) => <Waybill key={one.code} paper={one} business={business} />)
  const labels = papers.map((one) => <Label key={one.code} paper={one} business={business} />)
  if (paper === 'label') return <div className="paper-labels">{labels}</div>
  return inFours(labels).map((four) => (
    <div key={four[0]?.key} className="paper-four">
      {four}
    </div>
  ))
}

function inFours<Item>(items: Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / 4) }, (_, at) => items.slice(at * 4, at * 4 + 4))
}
