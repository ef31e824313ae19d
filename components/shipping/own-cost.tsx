import { Card } from '#components/ui/card.tsx'

export type OwnCostProps = {
  /** «برای شما رایگان است» */
  amount: string
  /** Who pays what, when and to whom. */
  detail: string
}

/** What a proposal costs the side that is to answer it, before anything else about it. */
export function OwnCost({ amount, detail }: OwnCostProps) {
  return (
    <Card title="سهم شما از هزینه">
      <p className="text-xl font-bold">{amount}</p>
      <p className="mt-1 text-sm text-muted">{detail}</p>
    </Card>
  )
}
