import { type Exit, endedWell, sayExit } from './children.ts'
import { type Outcome, one, type TimeOf } from './outcome.ts'
import type { Report, ReportedTest } from './report.ts'

const nameOf = ({ project, file, title }: ReportedTest) => `${project ? `[${project}] ` : ''}${file} › ${title}`

/**
 * Never counts less than what is broken: each failed test, each one that did not come to its end, each error outside of
 * a test, each project of which nothing passed, and a tool that ends badly for a reason that it does not tell.
 */
export function judge(exit: Exit, report: Report | null, projects: readonly string[] = ['']): Outcome {
  if (!report) return one(false, [`Failed: no report of the tests was written; the tool ${sayExit(exit)}`])
  const of = (state: ReportedTest['state']) => report.tests.filter((test) => test.state === state)
  const [passed, failed, skipped, stopped] = [of('passed'), of('failed'), of('skipped'), of('not run')]
  const empty = projects.filter((project) => !report.tests.some((test) => test.project === project && counts(test)))
  const found = [
    ...failed.map((test) => nameOf(test)),
    ...stopped.map((test) => `${nameOf(test)} (did not run to its end)`),
    ...report.errors,
    ...empty.map((project) => (project ? `[${project}] no test of this project ran` : 'no test ran')),
  ]
  if (found.length === 0 && !endedWell(exit)) found.push(`no test failed, but the tool ${sayExit(exit)}`)
  return {
    passed: passed.length,
    failed: found.length,
    skipped: skipped.length,
    notes: [...found.map((what) => `Failed: ${what}`), ...skipped.map((test) => `Skipped: ${nameOf(test)}`)],
    times: timesOf(report),
  }
}

const counts = ({ state }: ReportedTest) => state === 'passed' || state === 'failed'

function timesOf({ tests, loading }: Report): TimeOf[] {
  const times = new Map<string, TimeOf>()
  for (const { project, file, ms } of [...tests, ...loading.map((one) => ({ ...one, project: '' }))]) {
    const key = `${project}\0${file}`
    const before = times.get(key)?.ms ?? 0
    times.set(key, { project, file, ms: before + ms })
  }
  return [...times.values()]
}
