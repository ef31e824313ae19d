import { buttonClass } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { controlClass, describedBy, Field } from '#components/ui/field.tsx'
import { answersNote, emptyReport, measureLabels, reportNote } from '#lib/fa/report-texts.ts'
import { type DeskFrame, DeskShell } from '../desk-shell.tsx'
import { BarChart, type Chart } from './bar-chart.tsx'
import { type SumsRow, SumsTable } from './sums-table.tsx'

type Fact = { label: string; value: string }

export type ReportView = {
  presets: { label: string; href: string; isHere: boolean }[]
  /** As it stands in the two fields. */
  asked: { from: string; to: string }
  faults: Record<string, string>
  /** Null where the range is none. */
  report: {
    range: string
    fileHref: string
    isEmpty: boolean
    total: string[]
    shares: Fact[]
    days: SumsRow[]
    services: SumsRow[]
    failures: Fact[]
    answers: Fact[]
    chart: Chart
    promises: Chart
  } | null
}

/** Fields of the address: `days`, or `from` and `to`. */
export function ReportPage({ frame, view }: { frame: DeskFrame; view: ReportView }) {
  return (
    <DeskShell frame={frame} title="گزارش" lead={view.report?.range} isWide>
      <Range view={view} />
      {view.report &&
        (view.report.isEmpty ? <p className="text-muted">{emptyReport}</p> : <Figures {...view.report} />)}
      <p className="text-sm text-muted">{reportNote}</p>
    </DeskShell>
  )
}

function Range({ view: { presets, asked, faults } }: { view: ReportView }) {
  const fields = [
    { name: 'from', label: 'از روز', value: asked.from },
    { name: 'to', label: 'تا روز', value: asked.to },
  ]
  return (
    <div className="flex flex-wrap items-start gap-4">
      <nav aria-label="بازه" className="flex flex-wrap gap-2 sm:mt-9">
        {presets.map(({ label, href, isHere }) => (
          <a
            key={href}
            href={href}
            aria-current={isHere ? 'page' : undefined}
            className={classNames(buttonClass('quiet'), isHere && 'border-2 border-brand bg-brand-soft font-bold')}
          >
            {label} گذشته
          </a>
        ))}
      </nav>
      <form action="/desk/reports" className="flex flex-wrap items-start gap-2">
        {fields.map(({ name, label, value }) => {
          const fault = faults[name] ?? null
          return (
            <div key={name} className="min-w-0 flex-1 basis-32">
              <Field id={name} label={label} fault={fault}>
                <input
                  id={name}
                  name={name}
                  defaultValue={value}
                  dir="ltr"
                  inputMode="numeric"
                  autoComplete="off"
                  maxLength={20}
                  placeholder="۱۴۰۵/۰۹/۰۱"
                  aria-invalid={fault ? true : undefined}
                  aria-describedby={describedBy(name, undefined, fault)}
                  className={controlClass(fault !== null)}
                />
              </Field>
            </div>
          )
        })}
        <button type="submit" className={classNames(buttonClass('quiet'), 'sm:mt-9')}>
          نشان بده
        </button>
      </form>
    </div>
  )
}

function Figures({
  total,
  shares,
  days,
  services,
  failures,
  answers,
  chart,
  promises,
  fileHref,
}: NonNullable<ReportView['report']>) {
  const sums = Object.values(measureLabels).map((label, index) => ({ label, value: total[index] ?? '' }))
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Card title="جمع">
          <DefinitionList layout="ends" rows={[...sums, ...shares]} />
        </Card>
        <div className="space-y-4">
          <Card title="چرا تحویل نشد">
            {failures.length === 0 ? (
              <p className="text-muted">هیچ تحویلی ناموفق نبود.</p>
            ) : (
              <DefinitionList layout="ends" rows={failures} />
            )}
          </Card>
          <Card title="پاسخ به مردم">
            <DefinitionList layout="ends" rows={answers} />
            <p className="mt-2 text-sm text-muted">{answersNote}</p>
          </Card>
        </div>
      </div>
      <BarChart title="هر روز" chart={chart} tones={['control', 'brand', 'amber']} />
      <BarChart title="تحویل‌های وعده‌دار" chart={promises} tones={['success', 'danger']} isStacked />
      <SumsTable title="به روش" first="روش" rows={services} />
      <SumsTable title="به روز" first="روز" rows={days} />
      <p>
        <a href={fileHref} className={buttonClass('link')} download>
          همین گزارش، به روز و روش، در یک فایل (CSV)
        </a>
      </p>
    </>
  )
}
