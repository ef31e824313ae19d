import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'
import type { Step } from '#components/ui/steps.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { FormState } from '#lib/kernel/form.ts'
import { AnnouncedMessage, type MessageShown } from './announced-message.tsx'
import { ForbiddenGoods } from './forbidden-goods.tsx'
import { OwnCost, type OwnCostProps } from './own-cost.tsx'
import { PostLine, type PostSummary } from './post-card.tsx'
import { PriceParts, type PriceSummary } from './price-parts.tsx'
import { SafetyNote } from './safety-note.tsx'
import { WindowChoice, type WindowChoiceProps } from './window-choice.tsx'

export type AcceptPageProps = {
  frame: Frame
  step: Step
  backHref: string
  /** Null: its address is part of the shipment already. */
  editHref: string | null
  /** Where the seller corrects the parcel; null for the buyer. */
  parcelHref: string | null
  permissionHref: string
  action: FormAction
  initial: FormState
  hidden: Record<string, string>
  cost: OwnCostProps
  price: PriceSummary
  address: Row[]
  post: PostSummary | null
  rows: Row[]
  windows: WindowChoiceProps
  message: MessageShown
  /** What must not be inside, for the seller to confirm; null for the buyer. */
  forbidden: string[] | null
}

function EditLink({ href }: { href: string }) {
  return (
    <a
      href={href}
      className="inline-flex min-h-target items-center text-sm text-brand-ink underline underline-offset-4"
    >
      ویرایش<span className="sr-only"> نشانی شما</span>
    </a>
  )
}

/** What accepting comes to: the final price, who pays, the own address, and what the chat will be told. */
export function AcceptPage({ frame, step, backHref, action, initial, hidden, message, ...shown }: AcceptPageProps) {
  return (
    <PageShell
      frame={frame}
      title="قیمت قطعی و پذیرش"
      lead="این قیمت پس از پذیرفتن شما عوض نمی‌شود."
      step={step}
      backHref={backHref}
    >
      <OwnCost {...shown.cost} />
      <PriceParts price={shown.price} />
      <WindowChoice {...shown.windows} />
      <Card title="نشانی شما" action={shown.editHref && <EditLink href={shown.editHref} />}>
        <DefinitionList rows={shown.address} />
        <p className="mt-2 text-sm text-muted">طرف مقابل فقط شهر و محله را می‌بیند.</p>
      </Card>
      <Card title="مرسوله">
        <PostLine post={shown.post} />
        <DefinitionList rows={shown.rows} />
        {shown.parcelHref && (
          <ButtonLink href={shown.parcelHref} variant="link">
            اندازه، وزن یا ارزش درست نیست
          </ButtonLink>
        )}
      </Card>
      <ActionForm name="accept" action={action} initial={initial} hidden={hidden}>
        <AnnouncedMessage message={message} when="با پذیرفتن شما" permissionHref={shown.permissionHref} />
        {shown.forbidden && <ForbiddenGoods goods={shown.forbidden} asks />}
        <SafetyNote />
        <StickyAction>
          <SubmitButton>می‌پذیرم</SubmitButton>
        </StickyAction>
      </ActionForm>
    </PageShell>
  )
}
