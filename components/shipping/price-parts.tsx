import { Card } from '#components/ui/card.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'

/** A price ready to show, with the parts that add up to it. */
export type PriceSummary = {
  parts: { label: string; amount: string }[]
  /** «جمع» with its amount, or with a range while an end is unknown. */
  total: { label: string; amount: string }
  /** «قیمت قطعی پس از نشانی خریدار…», or that the tariff is a sample. */
  note: string | null
}

export function PriceParts({ price }: { price: PriceSummary }) {
  return (
    <Card title="هزینهٔ ارسال">
      <DefinitionList
        layout="ends"
        rows={price.parts.map(({ label, amount }) => ({ label, value: amount }))}
        total={{ label: price.total.label, value: price.total.amount }}
      />
      {price.note && <p className="mt-2 text-sm text-muted">{price.note}</p>}
    </Card>
  )
}
