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

const rowsOf = ({ parts }: PriceSummary) => parts.map(({ label, amount }) => ({ label, value: amount }))

/** The parts of a price whose total stands elsewhere. */
export const PriceList = ({ price }: { price: PriceSummary }) => (
  <>
    <DefinitionList layout="ends" rows={rowsOf(price)} />
    {price.note && <p className="text-sm text-muted">{price.note}</p>}
  </>
)

/** `isFolded`: the total first, and its parts behind it. */
export function PriceParts({ price, isFolded = false }: { price: PriceSummary; isFolded?: boolean }) {
  const rows = rowsOf(price)
  const total = { label: price.total.label, value: price.total.amount }
  return (
    <Card title="هزینهٔ ارسال">
      {isFolded ? (
        <>
          <DefinitionList layout="ends" rows={[]} total={total} />
          <details className="text-sm">
            <summary className="link-row">از چه تشکیل شده است؟</summary>
            <DefinitionList layout="ends" rows={rows} />
          </details>
        </>
      ) : (
        <DefinitionList layout="ends" rows={rows} total={total} />
      )}
      {price.note && <p className="mt-2 text-sm text-muted">{price.note}</p>}
    </Card>
  )
}
