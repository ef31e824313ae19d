import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { ButtonLink, buttonClass } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { controlClass } from '#components/ui/field.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { KeptTextarea } from '#components/ui/kept-textarea.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { searchTexts } from '#lib/fa/desk-texts.ts'
import { emptyForm } from '#lib/kernel/form.ts'
import { type DeskFrame, DeskShell } from './desk-shell.tsx'
import { DoneNote } from './done-note.tsx'
import { type DeskLive, LiveDesk } from './live-desk.tsx'
import { PrintFields } from './paper/print-fields.tsx'
import { type QueueLine, QueueTable } from './queue-table.tsx'

type Choice = { value: string; label: string }

export type QueueView = {
  /** What was looked for; empty: nothing. */
  asked: string
  filter: { tab: string; state: string; service: string; city: string; courier: string; late: boolean }
  tabs: { label: string; count: string; href: string; isHere: boolean }[]
  /** `courier`: none where this role gives nobody a parcel. */
  choices: { state: Choice[]; service: Choice[]; city: Choice[]; courier: Choice[] }
  isFiltered: boolean
  clearHref: string
  /** All that is shown, in a file; null where that is what somebody looked for. */
  fileHref: string | null
  /** Back to the first page; null: this is it. */
  firstHref: string | null
  lines: QueueLine[]
  /** What of a list there is no shipment of. */
  notFound: string[]
  /** Said in place of rows, or above them. */
  note: string | null
  next: string | null
  /** Whom parcels may be given to; none where this role gives nobody one. */
  couriers: Choice[]
  /** What may be printed of rows; nothing where this role prints nothing. */
  papers: Choice[]
  tapId: string
  live: DeskLive | null
}

/** Fields of the address: `q`, or `tab`, `state`, `service`, `city`, `courier`, `late`. */
export function QueuePage({ frame, view, act }: { frame: DeskFrame; view: QueueView; act: FormAction }) {
  return (
    <DeskShell frame={frame} title="مرسوله‌ها" isWide>
      <LiveDesk live={view.live} announcement={countsText(view.tabs)} />
      <search>
        <form action="/desk/queue" className="flex flex-wrap items-end gap-2">
          <div className="min-w-0 flex-1 basis-64">
            <label htmlFor="search" className="mb-1 block text-sm font-bold">
              جست‌وجو
            </label>
            <KeptTextarea
              id="search"
              name="q"
              data-key="/"
              rows={1}
              defaultValue={view.asked}
              maxLength={10_000}
              aria-describedby="search-hint"
              className={classNames(controlClass(false), 'block min-h-target')}
            />
          </div>
          <button type="submit" className={buttonClass('quiet')}>
            بگرد
          </button>
          <p id="search-hint" className="w-full text-sm text-muted">
            {searchTexts.empty}
          </p>
        </form>
      </search>
      <nav aria-label="دسته‌ها" className="flex flex-wrap gap-2">
        {view.tabs.map(({ label, count, href, isHere }) => (
          <a
            key={href}
            href={href}
            aria-current={isHere ? 'page' : undefined}
            className={classNames(buttonClass('quiet'), isHere && 'border-2 border-brand bg-brand-soft font-bold')}
          >
            {label} <span className="text-sm text-muted">({count})</span>
          </a>
        ))}
      </nav>
      {view.asked === '' && <Filters view={view} />}
      {view.note && <p className="text-muted">{view.note}</p>}
      {view.notFound.length > 0 && (
        <Banner tone="warning" title="این‌ها پیدا نشد">
          <ul className="flex flex-wrap gap-x-4">
            {view.notFound.map((code) => (
              <li key={code} className="min-w-0 break-words">
                <bdi>{code}</bdi>
              </li>
            ))}
          </ul>
        </Banner>
      )}
      <Lines view={view} act={act} />
      {(view.next || view.firstHref || view.fileHref) && (
        <div className="flex flex-wrap gap-2">
          {view.firstHref && (
            <a href={view.firstHref} className={buttonClass('quiet')}>
              از آغاز
            </a>
          )}
          {view.next && (
            <a href={view.next} className={buttonClass('quiet')}>
              ۵۰تای بعدی
            </a>
          )}
          {view.fileHref && view.lines.length > 0 && (
            <a href={view.fileHref} className={buttonClass('link')} download>
              همهٔ این فهرست در یک فایل (CSV)
            </a>
          )}
        </div>
      )}
      {view.asked !== '' && (
        <ButtonLink href="/desk/queue" variant="link">
          بازگشت به فهرست
        </ButtonLink>
      )}
    </DeskShell>
  )
}

/** «تازه ۳، …», for those who hear the page. */
const countsText = (tabs: QueueView['tabs']) => tabs.map(({ label, count }) => `${label} ${count}`).join('، ')

/**
 * The rows, and for those who may give parcels to a courier, or print them, a way to do it with many at once. The form is there
 * without rows, too: the last of them may leave with its answer, which stands in it.
 */
function Lines({ view, act }: { view: QueueView; act: FormAction }) {
  const { lines, couriers, papers, tapId } = view
  if (couriers.length + papers.length === 0) return lines.length > 0 && <QueueTable lines={lines} isChoosing={false} />
  return (
    <ActionForm name="assign" action={act} initial={emptyForm} hidden={{ tap: tapId }}>
      <DoneNote href="/desk/queue" />
      {lines.length > 0 && <Choosing lines={lines} couriers={couriers} papers={papers} />}
    </ActionForm>
  )
}

function Choosing({ lines, couriers, papers }: Pick<QueueView, 'lines' | 'couriers' | 'papers'>) {
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {couriers.length > 0 && (
          <div className="flex flex-wrap items-end gap-2">
            <div className="min-w-0 flex-1 basis-48">
              <Select
                name="courier"
                label="سپردن انتخاب‌شده‌ها به"
                placeholder="مأمور پیک را انتخاب کنید"
                groups={[{ label: null, options: couriers }]}
              />
            </div>
            <SubmitButton variant="quiet">سپردن</SubmitButton>
          </div>
        )}
        {papers.length > 0 && <PrintFields label="چاپ انتخاب‌شده‌ها" papers={papers} />}
      </div>
      <QueueTable lines={lines} isChoosing />
    </>
  )
}

function Filters({ view: { filter, choices, isFiltered, clearHref } }: { view: QueueView }) {
  const selects = [
    { name: 'state', label: 'وضعیت', value: filter.state, all: 'همهٔ وضعیت‌ها', options: choices.state },
    { name: 'service', label: 'روش', value: filter.service, all: 'همهٔ روش‌ها', options: choices.service },
    { name: 'city', label: 'شهر', value: filter.city, all: 'همهٔ شهرها', options: choices.city },
    { name: 'courier', label: 'مأمور پیک', value: filter.courier, all: 'همهٔ مأموران', options: choices.courier },
  ].filter(({ options }) => options.length > 0)
  return (
    <Fold title="صافی" fact={isFiltered ? 'روشن' : null} isOpen={isFiltered}>
      <form action="/desk/queue" className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="tab" value={filter.tab} />
        {selects.map(({ name, label, value, all, options }) => (
          <label key={name} className="min-w-0 basis-40">
            <span className="mb-1 block text-sm font-bold">{label}</span>
            <select name={name} defaultValue={value} className={controlClass(false)}>
              <option value="">{all}</option>
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
          </label>
        ))}
        <label className="flex min-h-target items-center gap-2">
          <input type="checkbox" name="late" value="1" defaultChecked={filter.late} className="h-5 w-5" />
          فقط از وعده گذشته‌ها
        </label>
        <button type="submit" className={buttonClass('quiet')}>
          نشان بده
        </button>
        {isFiltered && (
          <a href={clearHref} className={buttonClass('link')}>
            بدون صافی
          </a>
        )}
      </form>
    </Fold>
  )
}
