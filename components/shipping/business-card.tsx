import { BusinessLogo } from '#components/layout/business-logo.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'

type BusinessRow = {
  label: string
  value: string
  ltr: boolean
  /** Of a phone that can be called by a tap. The support page is no link: nothing here leaves Divar's webview. */
  href: string | null
}

export type BusinessCardProps = { name: string; logo: string | null; rows: BusinessRow[] }

/** Who carries the parcel and gets the address, and how to reach them. */
export function BusinessCard({ name, logo, rows }: BusinessCardProps) {
  return (
    <Card title="چه کسی کالا را می‌برد؟">
      <p className="mb-2 font-bold">
        {logo !== null && <BusinessLogo href={logo} size="large" />} <bdi>{name}</bdi>
      </p>
      <BusinessRows rows={rows} />
    </Card>
  )
}

export const BusinessRows = ({ rows }: { rows: BusinessRow[] }) => (
  <DefinitionList rows={rows.map(({ href, value, ...row }) => ({ ...row, value: linked(value, href) }))} />
)

const linked = (value: string, href: string | null) =>
  href === null ? (
    value
  ) : (
    <a href={href} className="inline-flex min-h-target items-center text-brand-ink underline underline-offset-4">
      {value}
    </a>
  )
