import type { TimeOf } from './outcome.ts'
import type { Ended } from './run.ts'

const shownFiles = 10

/** Minutes and seconds of each step, and where its tests spent them. Tests run side by side: their times add up to more. */
export function timeTable(ended: Ended[]): string[] {
  return [
    'Time of each step:',
    ...ended.map(({ step, ms }) => row(ms, step.title)),
    ...ended.flatMap(({ step, outcome }) => details(step.title, outcome.times ?? [])),
  ]
}

function details(title: string, times: TimeOf[]): string[] {
  if (times.length === 0) return []
  const projects = Map.groupBy(times, ({ project }) => project)
  const slowest = times.toSorted((a, b) => b.ms - a.ms).slice(0, shownFiles)
  return [
    ...(projects.size > 1 ? [`${title}, tests of each project:`] : []),
    ...(projects.size > 1 ? [...projects].map(([project, all]) => row(total(all), project)) : []),
    `${title}, the slowest of ${times.length} files:`,
    ...slowest.map(({ project, file, ms }) => row(ms, project ? `[${project}] ${file}` : file)),
  ]
}

const total = (times: TimeOf[]) => times.reduce((all, { ms }) => all + ms, 0)

function row(ms: number, what: string): string {
  const seconds = Math.round(ms / 1000)
  return `${`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`.padStart(7)}  ${what}`
}
