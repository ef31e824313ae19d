import 'server-only'
import {
  type DayRange,
  type FailureRow,
  type Report,
  type ReportRow,
  readRange,
  readReport,
  type Sums,
  shareOf,
  usualDays,
} from '#lib/desk/index.ts'
import { failureReasonLabels } from '#lib/fa/carrier-reasons.ts'
import { formatDate, formatDay } from '#lib/fa/date.ts'
import { serviceLabels } from '#lib/fa/labels.ts'
import { formatAmount } from '#lib/fa/money.ts'
import { answerRows, measureLabels, noReason, rangeFaults, shareText } from '#lib/fa/report-texts.ts'
import { csvOf } from '#lib/kernel/csv.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { instantOf, jalaliOf, tehranTime } from '#lib/kernel/tehran.ts'
import { deskFile } from './file.ts'
import type { StaffHere } from './session.ts'

const path = '/desk/reports'
type Query = Readonly<Record<string, string>>

/** The report of the range that an address names, or what is wrong with that range. */
export async function reportView({ app, staff }: StaffHere, query: Query) {
  const now = app.clock()
  const today = tehranTime(now).day
  const read = readRange(query, today)
  const asked = { from: query.from ?? '', to: query.to ?? '' }
  const presets = usualDays.map((days) => ({
    label: `${toPersianDigits(days)} روز`,
    href: `${path}?days=${days}`,
    isHere: read.ok && asked.from === '' && read.range.to - read.range.from + 1 === days,
  }))
  if (!read.ok) {
    const faults = Object.entries(read.faults).map(([field, fault]) => [field, rangeFaults[fault]])
    return { presets, asked, faults: Object.fromEntries(faults) as Record<string, string>, report: null }
  }
  const report = await readReport(app.desk, staff, read.range)
  const shown = { from: written(read.range.from), to: written(read.range.to) }
  return {
    presets,
    asked: { from: toPersianDigits(shown.from), to: toPersianDigits(shown.to) },
    faults: {},
    report: report.kind === 'report' ? shownReport(report, read.range, now) : null,
  }
}

const written = (day: number) => jalaliOf(day).replaceAll('-', '/')
const noon = (day: number) => instantOf({ day, minute: 12 * 60 })

function shownReport(report: Report, { from, to }: DayRange, now: Date) {
  const { total, days, services, failures, answers } = report
  const label = (day: number) => formatDay(noon(day), now)
  return {
    range: from === to ? formatDate(noon(from)) : `${formatDate(noon(from))} تا ${formatDate(noon(to))}`,
    fileHref: `${path}/csv?from=${jalaliOf(from)}&to=${jalaliOf(to)}`,
    isEmpty: report.rows.length === 0 && answers.asked === 0,
    total: cells(total),
    shares: [
      { label: 'به‌موقع، از تحویل‌های وعده‌دار', value: shareText(shareOf(total.onTime, total.promised)) },
      { label: 'پذیرفته، از پیشنهادها', value: shareText(shareOf(total.accepted, total.proposed)) },
    ],
    days: days.map((day) => ({ key: String(day.day), label: label(day.day), cells: cells(day) })),
    services: services.map((one) => ({ key: one.service, label: serviceLabels[one.service], cells: cells(one) })),
    failures: byReason(failures),
    answers: answerRows(answers),
    chart: {
      labels: days.map(({ day }) => label(day)),
      series: (['proposed', 'accepted', 'delivered'] as const).map((measure) => ({
        label: measureLabels[measure],
        values: days.map((day) => day[measure]),
      })),
    },
    promises: {
      labels: days.map(({ day }) => label(day)),
      series: [
        { label: measureLabels.onTime, values: days.map((day) => day.onTime) },
        { label: 'دیرتر از وعده', values: days.map((day) => day.promised - day.onTime) },
      ],
    },
  }
}

const columns = Object.keys(measureLabels) as (keyof Sums)[]
const cells = (sums: Sums) => columns.map((measure) => formatAmount(sums[measure]))

const reasons = [...Object.keys(failureReasonLabels), null] as FailureRow['reason'][]
const reasonLabel = (reason: FailureRow['reason']) => (reason === null ? noReason : failureReasonLabels[reason])
const countOf = (rows: readonly FailureRow[], reason: FailureRow['reason']) =>
  rows.filter((row) => row.reason === reason).reduce((sum, { count }) => sum + count, 0)

function byReason(rows: readonly FailureRow[]) {
  const counted = reasons.map((reason) => ({ label: reasonLabel(reason), count: countOf(rows, reason) }))
  return counted
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count)
    .map(({ label, count }) => ({ label, value: toPersianDigits(count) }))
}

/** The same as a file for a spreadsheet: a row for each day and service to which anything happened. */
export async function reportFile(request: Request): Promise<Response> {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  return await deskFile(
    { page: path, may: 'report.read', name: 'peyk-report', format: 'csv' },
    async ({ app, staff }) => {
      const read = readRange(query, tehranTime(app.clock()).day)
      const report = read.ok ? await readReport(app.desk, staff, read.range) : null
      if (!read.ok || report?.kind !== 'report') return null
      const { rows, failures } = report
      const columns = ['روز', 'روش', ...Object.values(measureLabels), ...reasons.map(reasonLabel)]
      return csvOf(columns, once(rows.map((row) => fileRow(row, read.range.from, failures))))
    },
  )
}

function fileRow(row: ReportRow, from: number, failures: readonly FailureRow[]): string[] {
  const own = failures.filter(({ day, service }) => day === row.day && service === row.service)
  const counts = [...columns.map((measure) => row[measure]), ...reasons.map((reason) => countOf(own, reason))]
  return [jalaliOf(from + row.day), serviceLabels[row.service], ...counts.map(String)]
}

async function* once<Page>(page: Page) {
  yield page
}
