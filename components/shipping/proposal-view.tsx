import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { PriceParts, type PriceSummary } from './price-parts.tsx'
import { TrackingCode } from './result.tsx'
import { SafetyNote } from './safety-note.tsx'

export type ProposalViewProps = {
  frame: Frame
  /** «پیشنهاد ارسال از طرف فروشنده» */
  title: string
  /** Where the shipment stands: «در انتظار پاسخ شما». */
  status: { label: string; tone: Tone }
  /** Parcel, service, payer, from, to: city and district only. */
  rows: Row[]
  price: PriceSummary
  trackingCode: string
  /** What comes next, e.g. that completing the address comes later; null when nothing is to be said. */
  note: { title: string; sentence: string } | null
  /** The main action; null leads back to Divar. */
  main: { label: string; href: string } | null
}

export function ProposalView({ frame, title, status, rows, price, trackingCode, note, main }: ProposalViewProps) {
  return (
    <PageShell frame={frame} title={title}>
      <p>
        <Badge tone={status.tone}>{status.label}</Badge>
      </p>
      {note && <Notice title={note.title}>{note.sentence}</Notice>}
      <Card title="مرسوله">
        <DefinitionList rows={rows} />
      </Card>
      <PriceParts price={price} />
      <TrackingCode code={trackingCode} />
      <SafetyNote />
      <StickyAction>
        <ButtonLink href={main?.href ?? frame.completionUrl}>{main?.label ?? 'بازگشت به چت دیوار'}</ButtonLink>
      </StickyAction>
    </PageShell>
  )
}
