import { buttonClass } from '#components/ui/button.tsx'
import { controlClass } from '#components/ui/field.tsx'
import { Ltr } from '#components/ui/ltr.tsx'
import { type DeskFrame, DeskShell } from './desk-shell.tsx'
import { Cell } from './queue-table.tsx'
import { TableHead } from './table-head.tsx'

type Choice = { value: string; label: string }

export type AuditView = {
  filter: { who: string; what: string; which: string }
  choices: { who: Choice[]; what: Choice[] }
  isFiltered: boolean
  lines: {
    number: string
    when: string
    /** Null: the command line or the clock. */
    who: string | null
    what: string
    which: string | null
    /** Whether `which` is a person's name, else a code or an id. */
    isName: boolean
    whichHref: string | null
    detail: string | null
    address: string | null
  }[]
  /** Back to the first page; null: this is it. */
  firstHref: string | null
  nextHref: string | null
  /** All that the filter shows, as a file. */
  linesHref: string
}

const columns = ['زمان', 'چه کسی', 'چه کرد', 'با چه', 'نتیجه', 'از کجا']

/** Fields of the address: `who`, `what`, `which`. */
export function AuditPage({ frame, view }: { frame: DeskFrame; view: AuditView }) {
  return (
    <DeskShell
      frame={frame}
      title="دفتر کارها"
      lead="هر کاری که روی میز کار شده است، از تازه به کهنه. ۱۳ ماه می‌ماند و هیچ‌کس نمی‌تواند آن را تغییر دهد."
      isWide
    >
      <Filters view={view} />
      <p>
        <a href={view.linesHref} download className={buttonClass('quiet')}>
          گرفتن همه در یک فایل
        </a>
      </p>
      {view.lines.length === 0 && (
        <p className="text-muted">{view.isFiltered ? 'با این صافی چیزی نیست.' : 'هنوز چیزی ثبت نشده است.'}</p>
      )}
      {view.lines.length > 0 && <Lines lines={view.lines} />}
      {(view.nextHref || view.firstHref) && (
        <div className="flex flex-wrap gap-2">
          {view.firstHref && (
            <a href={view.firstHref} className={buttonClass('quiet')}>
              از آغاز
            </a>
          )}
          {view.nextHref && (
            <a href={view.nextHref} className={buttonClass('quiet')}>
              ۵۰تای بعدی
            </a>
          )}
        </div>
      )}
    </DeskShell>
  )
}

function Filters({ view: { filter, choices, isFiltered } }: { view: AuditView }) {
  const people = [...choices.who, { value: 'nobody', label: 'فرمان یا زمان‌سنج سامانه' }]
  return (
    <search>
      <form action="/desk/audit" className="flex flex-wrap items-end gap-3">
        <Choose name="who" label="چه کسی" value={filter.who} all="همه" options={people} />
        <Choose name="what" label="چه کاری" value={filter.what} all="همهٔ کارها" options={choices.what} />
        <label className="min-w-0 flex-1 basis-48">
          <span className="mb-1 block text-sm font-bold">کد پیگیری یا شناسه</span>
          <input name="which" type="text" defaultValue={filter.which} maxLength={64} className={controlClass(false)} />
        </label>
        <button type="submit" className={buttonClass('quiet')}>
          نشان بده
        </button>
        {isFiltered && (
          <a href="/desk/audit" className={buttonClass('link')}>
            بدون صافی
          </a>
        )}
      </form>
    </search>
  )
}

type ChooseProps = { name: string; label: string; value: string; all: string; options: Choice[] }

const Choose = ({ name, label, value, all, options }: ChooseProps) => (
  <label className="min-w-0 flex-1 basis-40">
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
)

const Lines = ({ lines }: { lines: AuditView['lines'] }) => (
  <table className="queue-table">
    <TableHead caption="کارهای ثبت‌شده، هر کدام یک سطر" columns={columns} />
    <tbody>
      {lines.map((line) => (
        <tr key={line.number}>
          <th scope="row">{line.when}</th>
          <Cell label="چه کسی">{line.who === null ? 'سامانه' : <bdi className="break-words">{line.who}</bdi>}</Cell>
          <Cell label="چه کرد">{line.what}</Cell>
          <Cell label="با چه">
            <Which {...line} />
          </Cell>
          <Cell label="نتیجه">{line.detail === null ? '—' : <bdi className="break-words">{line.detail}</bdi>}</Cell>
          <Cell label="از کجا">{line.address === null ? '—' : <Ltr>{line.address}</Ltr>}</Cell>
        </tr>
      ))}
    </tbody>
  </table>
)

function Which({ which, isName, whichHref }: AuditView['lines'][number]) {
  if (which === null) return '—'
  if (isName) return <bdi className="break-words">{which}</bdi>
  const code = (
    <span className="break-all">
      <Ltr code>{which}</Ltr>
    </span>
  )
  if (whichHref === null) return code
  return (
    <a href={whichHref} className={buttonClass('link')}>
      {code}
    </a>
  )
}
