import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { emptyForm } from '#lib/kernel/form.ts'
import { PrintFields } from './print-fields.tsx'

type PrintCardProps = {
  code: string
  papers: { value: string; label: string }[]
  /** Null while nobody has paid. */
  receiptHref: string | null
  act: FormAction
}

/** What may be printed of one shipment; nothing where that is nothing. */
export function PrintCard({ code, papers, receiptHref, act }: PrintCardProps) {
  if (papers.length === 0 && receiptHref === null) return null
  return (
    <Card title="چاپ">
      {papers.length > 0 && (
        <ActionForm name="print" action={act} initial={emptyForm} hidden={{ chosen: code }}>
          <PrintFields label="نوع برگه" papers={papers} />
        </ActionForm>
      )}
      {receiptHref && (
        <ButtonLink href={receiptHref} variant="link">
          رسید پرداخت‌کننده
        </ButtonLink>
      )}
    </Card>
  )
}
