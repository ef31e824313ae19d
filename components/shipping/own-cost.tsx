import { Card } from '#components/ui/card.tsx'

export type OwnCostProps = {
  /** «برای شما رایگان است» */
  amount: string
  /** Who pays what, when and to whom. */
  detail: string
  /** How far the price is certain. */
  note?: string | null
}

/** What a proposal costs the side that is to answer it, before anything else about it. */
export function OwnCost({ amount, detail, note }: OwnCostProps) {
  return (
    <Card title="سهم شما از هزینه">
      <p className="text-xl font-bold">{amount}</p>
      <p className="mt-1 text-sm text-muted">{detail}</p>
      {note && <p className="mt-1 text-sm text-muted">{note}</p>}
    </Card>
  )
}
