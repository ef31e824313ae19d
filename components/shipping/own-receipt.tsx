import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'

type OwnReceiptProps = {
  frame: Frame
  backHref: string
  business: { name: string; phone: string | null }
  shownCode: string
  facts: Row[]
  parts: { label: string; amount: string }[]
  total: string
}

/** What this side paid for the delivery, and to whom. */
export function OwnReceipt({ frame, backHref, business, shownCode, facts, parts, total }: OwnReceiptProps) {
  const head: Row[] = [
    { label: 'گیرندهٔ پول', value: <bdi>{business.name}</bdi> },
    ...(business.phone ? [{ label: 'تلفن', value: business.phone, ltr: true }] : []),
    { label: 'کد رهگیری', value: shownCode, ltr: true },
  ]
  return (
    <PageShell frame={frame} title="رسید کرایهٔ پیک" backHref={backHref} backLabel="بازگشت به مرسوله">
      <Card>
        <DefinitionList rows={[...head, ...facts]} />
      </Card>
      <Card>
        <DefinitionList
          layout="ends"
          rows={parts.map(({ label, amount }) => ({ label, value: amount }))}
          total={{ label: 'پرداخت‌شده', value: total }}
        />
      </Card>
    </PageShell>
  )
}
