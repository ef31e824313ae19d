import { Card } from '#components/ui/card.tsx'
import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'

export type BusinessCardProps = { name: string; rows: Row[] }

/** Who carries the parcel and gets the address, and how to reach them. */
export function BusinessCard({ name, rows }: BusinessCardProps) {
  return (
    <Card title="چه کسی کالا را می‌برد؟">
      <p className="mb-2 font-bold">
        <bdi>{name}</bdi>
      </p>
      <DefinitionList rows={rows} />
    </Card>
  )
}
