import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'
import type { Step } from '#components/ui/steps.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { PriceParts, type PriceSummary } from './price-parts.tsx'

export type ReviewSection = { title: string; rows: Row[]; editHref: string }

export type ReviewProps = {
  frame: Frame
  step: Step
  backHref: string
  sections: ReviewSection[]
  price: PriceSummary
  continueHref: string
}

export function Review({ frame, step, backHref, sections, price, continueHref }: ReviewProps) {
  return (
    <PageShell frame={frame} title="همه‌چیز درست است؟" step={step} backHref={backHref}>
      {sections.map((section) => (
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
          <DefinitionList rows={section.rows} />
        </Card>
      ))}
      <PriceParts price={price} />
      <StickyAction note="هنوز چیزی ثبت نمی‌شود.">
        <ButtonLink href={continueHref}>ادامه</ButtonLink>
      </StickyAction>
    </PageShell>
  )
}
