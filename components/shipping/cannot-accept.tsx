import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { FormState } from '#lib/kernel/form.ts'

export type CannotAcceptProps = {
  frame: Frame
  backHref: string
  editHref: string
  rejectHref: string
  /** Where the seller corrects the parcel; null for the buyer. */
  parcelHref: string | null
  /** Proposes from this side instead. */
  action: FormAction
  initial: FormState
  title: string
  lead: string
  /** The price beside its limit, and the difference. */
  rows: Row[]
}

/** With both addresses known the proposal does not hold: why, and the way on. */
export function CannotAccept({ frame, backHref, action, initial, title, lead, rows, ...ways }: CannotAcceptProps) {
  return (
    <PageShell frame={frame} title={title} lead={lead} backHref={backHref} backLabel="بازگشت به مرسوله">
      {rows.length > 0 && (
        <Card>
          <DefinitionList rows={rows.slice(0, -1)} layout="ends" total={rows.at(-1) ?? null} />
        </Card>
      )}
      <ActionForm name="propose" action={action} initial={initial}>
        <Card title="چه می‌توانید بکنید؟">
          <p className="text-sm text-muted">
            از طرف خودتان پیشنهاد دهید: این پیشنهاد بسته می‌شود و پیشنهاد شما با همین بسته و نشانی آماده است. پیش از
            فرستادن، همه‌چیز را می‌بینید و می‌توانید عوض کنید.
          </p>
          <ButtonLink href={ways.editHref} variant="link">
            نشانی‌ام را عوض می‌کنم
          </ButtonLink>
          {ways.parcelHref && (
            <ButtonLink href={ways.parcelHref} variant="link">
              بسته را اصلاح می‌کنم
            </ButtonLink>
          )}
        </Card>
        <StickyAction>
          <SubmitButton>از طرف خودم پیشنهاد می‌دهم</SubmitButton>
          <ButtonLink href={ways.rejectHref} variant="secondary">
            نمی‌خواهم
          </ButtonLink>
        </StickyAction>
      </ActionForm>
    </PageShell>
  )
}
