import type { Check } from '#lib/checks/index.ts'
import type { PanelField } from './panel.ts'

export type Report = { checks: Check[]; panel: PanelField[] }

export const isHealthy = ({ checks }: Report): boolean => checks.every(({ state }) => state !== 'wrong')

const signs: Record<Check['state'], string> = { good: '✓', note: '!', wrong: '✗', skipped: '–' }

/** The report for people: a line for each check, the remedy beside what is wrong, then the panel's fields. */
export function reportText(report: Report): string {
  const wrong = report.checks.filter(({ state }) => state === 'wrong').length
  const lines = report.checks.map(
    ({ state, sentence, remedy }) => `${signs[state]} ${sentence}${remedy === null ? '' : ` → ${remedy}`}`,
  )
  const panel = report.panel.flatMap(({ field, value, why }) => [
    `  ${field}`,
    `      ${value}${why === null ? '' : `   (${why})`}`,
  ])
  const verdict = wrong === 0 ? 'Nothing is wrong.' : `${wrong} ${wrong === 1 ? 'thing is' : 'things are'} wrong.`
  return [...lines, '', "To register in Divar's panel:", ...panel, '', verdict].join('\n')
}

/** The same for machines. */
export const reportJson = (report: Report): string => JSON.stringify({ ok: isHealthy(report), ...report }, null, 2)
