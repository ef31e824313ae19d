import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'
import type { Step } from '#components/ui/steps.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { FormState } from '#lib/kernel/form.ts'
import { PermissionSummary } from './permission.tsx'
import { PostLine, type PostSummary } from './post-card.tsx'
import { PriceParts, type PriceSummary } from './price-parts.tsx'

export type ReviewSection = { title: string; rows: Row[]; editHref: string; note: string | null }

export type ReviewProps = {
  frame: Frame
  step: Step
  backHref: string
  /** Stands in the first section. */
  post: PostSummary | null
  sections: ReviewSection[]
  price: PriceSummary
  /** The message where Divar's permission is given, else Divar's question. */
  continueHref: string
  isGranted: boolean
  /** Books without telling the chat; null where that is not offered. */
  bookSilently: FormAction | null
  initial: FormState
}

export function Review(props: ReviewProps) {
  const { frame, step, backHref, post, sections, price, continueHref, isGranted, bookSilently, initial } = props
  return (
    <PageShell frame={frame} title="همه‌چیز درست است؟" step={step} backHref={backHref}>
      {sections.map((section, index) => (
        <Card
          key={section.title}
          title={section.title}
          action={
            <a
              href={section.editHref}
              className="inline-flex min-h-target items-center text-sm text-brand-ink underline underline-offset-4"
            >
              ویرایش<span className="sr-only"> {section.title}</span>
            </a>
          }
        >
          {index === 0 && <PostLine post={post} />}
          <DefinitionList rows={section.rows} />
          {section.note && <p className="mt-2 text-sm text-muted">{section.note}</p>}
        </Card>
      ))}
      <PriceParts price={price} isFolded />
      {!isGranted && <PermissionSummary />}
      {bookSilently && (
        <ActionForm name="book" action={bookSilently} initial={initial}>
          <Card title="نمی‌خواهید اجازه بدهید؟">
            <p className="mb-3 text-sm text-muted">
              درخواست بدون پیام هم ثبت می‌شود، ولی طرف مقابل باخبر نمی‌شود و باید خودتان به او بگویید.
            </p>
            <SubmitButton variant="secondary">بدون اعلام در چت ثبت کن</SubmitButton>
          </Card>
        </ActionForm>
      )}
      <StickyAction note={isGranted ? 'هنوز چیزی ثبت نمی‌شود.' : 'هنوز چیزی ثبت نمی‌شود؛ دیوار خودش از شما می‌پرسد.'}>
        <ButtonLink href={continueHref}>{isGranted ? 'ادامه' : 'ادامه در دیوار'}</ButtonLink>
      </StickyAction>
    </PageShell>
  )
}
