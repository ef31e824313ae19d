import { instantOf } from '#lib/kernel/tehran.ts'
import { services } from '#lib/shipping/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import type { DeskActor, DeskDeps } from '../ports.ts'
import type { Answers, DayRange, FailureRow, ReportRow, Sums } from '../report.ts'
import { sumOf } from '../report.ts'

export type Report = {
  kind: 'report'
  rows: ReportRow[]
  failures: FailureRow[]
  answers: Answers
  total: Sums
  /** Each day of the range, days of nothing too; and each service that anything happened to. */
  days: (Sums & { day: number })[]
  services: (Sums & { service: ReportRow['service'] })[]
}

/** What happened in a range of days of Tehran: it counts steps, each on the day that it was taken. */
export async function readReport(
  { reports }: Pick<DeskDeps, 'reports'>,
  actor: DeskActor,
  { from, to }: DayRange,
): Promise<Report | { kind: 'not_allowed' }> {
  if (!mayDo(actor.role, 'report.read')) return { kind: 'not_allowed' }
  const length = to - from + 1
  const starts = Array.from({ length: length + 1 }, (_, day) => instantOf({ day: from + day, minute: 0 }))
  const { rows, failures, answers } = await reports.figures(starts)
  const of = (isOf: (row: ReportRow) => boolean) => sumOf(rows.filter(isOf))
  return {
    ...{ kind: 'report', rows, failures, answers },
    total: sumOf(rows),
    days: Array.from({ length }, (_, day) => ({ day: from + day, ...of((row) => row.day === day) })),
    services: services
      .filter((service) => rows.some((row) => row.service === service))
      .map((service) => ({ service, ...of((row) => row.service === service) })),
  }
}
