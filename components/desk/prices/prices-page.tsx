import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Card } from '#components/ui/card.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { emptyForm, type FormState } from '#lib/kernel/form.ts'
import { type DeskFrame, DeskShell } from '../desk-shell.tsx'
import { PriceChanges } from './price-changes.tsx'
import { PriceCheck, type PriceCheckView } from './price-check.tsx'
import { PriceFiles } from './price-files.tsx'
import { PriceForm, type PriceTableView } from './price-form.tsx'
import { PriceParcels, type PriceParcelsView } from './price-parcels.tsx'
import { PriceVersions } from './price-versions.tsx'

type PricesView = {
  /** The version that is in force, and the revision of the draft, as the page shows them. */
  base: string
  revision: string
  lead: string
  /** That what is published is a sample; null where it is not. */
  sample: string | null
  /** That what is published ends soon, or has ended; null where there is nothing to say of that. */
  ending: string | null
  /** Whose the open draft is, and from when; null: none is open. */
  draft: string | null
  form: FormState
  tables: PriceTableView[]
  changes: { cell: string; label: string; before: string; after: string; percent: string }[]
  isMaybeRials: boolean
  odd: string[]
  calculator: PriceCheckView
  parcels: PriceParcelsView
  mayPublish: boolean
  /** Why the draft is not published now; null: it can be. */
  blocked: string | null
  versions: { number: string; label: string; when: string; who: string | null; isCurrent: boolean }[]
}

type PricesPageProps = {
  frame: DeskFrame
  view: PricesView
  actions: Record<'saveDraft' | 'importTable' | 'saveExpected' | 'publish' | 'rollBack' | 'dropDraft', FormAction>
}

/** The prices: what is published, the draft of the next ones, and all that is looked at between the two. */
export function PricesPage({ frame, view, actions }: PricesPageProps) {
  const { base, revision, draft, tables } = view
  // Another form of the page may change what this one shows: it is then made again, and not filled with what it showed before.
  const seen = `prices-${base}-${revision}`
  return (
    <DeskShell frame={frame} title="قیمت‌ها" lead={view.lead} isWide>
      {view.sample !== null && <Banner tone="warning" title={view.sample} />}
      {view.ending !== null && <Banner tone="warning" title={view.ending} />}
      {draft !== null && (
        <Banner title="پیش‌نویسی باز است">
          <bdi>{draft}</bdi> مردم هنوز قیمت‌های منتشرشده را می‌بینند.
        </Banner>
      )}
      <PriceForm
        key={seen}
        name={seen}
        revision={revision}
        tables={tables}
        initial={view.form}
        act={actions.saveDraft}
      />
      <PriceFiles revision={revision} tables={tables} act={actions.importTable} />
      <PriceChanges changes={view.changes} isMaybeRials={view.isMaybeRials} odd={view.odd} />
      <PriceCheck {...view.calculator} />
      <PriceParcels key={`parcels-${seen}`} view={view.parcels} revision={revision} act={actions.saveExpected} />
      <Publication view={view} actions={actions} />
      <PriceVersions base={base} versions={view.versions} mayPublish={view.mayPublish} act={actions.rollBack} />
    </DeskShell>
  )
}

function Publication({ view: { base, revision, draft, blocked }, actions }: Pick<PricesPageProps, 'view' | 'actions'>) {
  return (
    <Card title="انتشار">
      <div className="space-y-4">
        {blocked === null ? (
          <ActionForm name="publish" action={actions.publish} initial={emptyForm} hidden={{ base, revision }}>
            <p>از همین حالا هر قیمت تازه‌ای با این‌ها حساب می‌شود. پیشنهادهای پیشین به قیمت خودشان می‌مانند.</p>
            <SubmitButton>انتشار این قیمت‌ها</SubmitButton>
          </ActionForm>
        ) : (
          <p className="text-muted">{blocked}</p>
        )}
        {draft !== null && (
          <ActionForm name="drop" action={actions.dropDraft} initial={emptyForm} hidden={{ revision }}>
            <SubmitButton variant="danger">دور انداختن پیش‌نویس</SubmitButton>
          </ActionForm>
        )}
      </div>
    </Card>
  )
}
