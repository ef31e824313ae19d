import { Card } from '#components/ui/card.tsx'
import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'

/** When the courier comes and by when the parcel is delivered; nothing where nobody has said. */
export function Promised({ rows }: { rows: Row[] }) {
  if (rows.length === 0) return null
  return (
    <Card title="زمان">
      <DefinitionList rows={rows} />
    </Card>
  )
}
