import type { ReactNode } from 'react'
import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { Fold, Folds } from '#components/ui/fold.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import type { PrivacyAnswers } from '#lib/fa/retention.ts'
import { BusinessCard, type BusinessCardProps } from './business-card.tsx'

export type PrivacyRow = { item: string; what: string; why: string; howLong: string }

/** A company that gets personal data from the business. */
export type Processor = { name: string; receives: string; why: string }

export type PrivacyPageProps = {
  frame: Frame
  answers: PrivacyAnswers
  /** Who gets addresses, and whom they go to from there. */
  business: { card: BusinessCardProps; processors: { sentence: string; rows: Processor[] } } | null
  /** Each thing that is kept. */
  rows: PrivacyRow[]
  back: { label: string; href: string } | null
  /** Where one has one's own data erased; null where nobody's seat is known. */
  eraseHref: string | null
}

/** First what people ask: who sees it, how long it stays, how it is erased. Then each thing that is kept, behind a row. */
export function PrivacyPage({ frame, answers, business, rows, back, eraseHref }: PrivacyPageProps) {
  return (
    <PageShell frame={frame} title="چه کسی می‌بیند، تا کی و چطور پاک می‌شود">
      <Answer title="چه کسی اطلاعات شما را می‌بیند؟" sentences={answers.who} />
      <Answer title="تا کی می‌ماند؟" sentences={answers.howLong} />
      <Answer title="چطور پاک کنم؟" sentences={answers.erasing}>
        {eraseHref ? (
          <ButtonLink href={eraseHref} variant="secondary">
            پاک کردن اطلاعات من
          </ButtonLink>
        ) : (
          <p>پیک را از چت باز کنید و پایین صفحه «حریم خصوصی» را بزنید؛ همان‌جا می‌توانید اطلاعات خود را پاک کنید.</p>
        )}
      </Answer>
      {business && <BusinessCard {...business.card} />}
      {business && <Processors {...business.processors} />}
      <section className="space-y-2">
        <h2 className="font-bold">همهٔ چیزهایی که نگه می‌داریم</h2>
        <Folds>
          {rows.map((row) => (
            <Fold key={row.item} title={row.item} fact={row.howLong}>
              <DefinitionList
                layout="stacked"
                rows={[
                  { label: 'چه چیزی', value: row.what },
                  { label: 'چرا', value: row.why },
                ]}
              />
            </Fold>
          ))}
        </Folds>
      </section>
      <StickyAction sticks={false}>
        <ButtonLink href={back?.href ?? frame.completionUrl}>{back?.label ?? 'بازگشت به دیوار'}</ButtonLink>
      </StickyAction>
    </PageShell>
  )
}

function Processors({ sentence, rows }: { sentence: string; rows: Processor[] }) {
  return (
    <Card title="شرکت‌های دیگری که اطلاعات شما را می‌گیرند">
      <div className="space-y-3">
        <p>{sentence}</p>
        {rows.map(({ name, receives, why }) => (
          <DefinitionList
            key={name}
            rows={[
              { label: 'شرکت', value: name },
              { label: 'چه می‌گیرد', value: receives },
              { label: 'چرا', value: why },
            ]}
          />
        ))}
      </div>
    </Card>
  )
}

function Answer({ title, sentences, children }: { title: string; sentences: string[]; children?: ReactNode }) {
  return (
    <Card title={title}>
      <div className="space-y-3">
        <ul className="list-disc space-y-1 ps-5">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {children}
      </div>
    </Card>
  )
}
