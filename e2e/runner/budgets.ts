import { readFileSync } from 'node:fs'
import { budget, type PageMeasure } from '../support/measure.ts'
import { temporaryFolder } from '../support/paths.ts'
import { walk } from './build.ts'

/** One row for each page that the budget spec measured. */
export function printBudgets(say: (line: string) => void): void {
  const rows = walk(temporaryFolder('pages')).map((path) => JSON.parse(readFileSync(path, 'utf8')) as PageMeasure)
  if (rows.length === 0) return
  const kb = (bytes: number) => (bytes / 1024).toFixed(1).padStart(8)
  const score = (value: number | null) => (value === null ? '-' : String(value)).padStart(8)
  const width = Math.max(...rows.map(({ name }) => name.length), 4)
  say('')
  say(
    `${'page'.padEnd(width)} ${'KB'.padStart(8)} ${'KB of JS'.padStart(8)} ${'a11y'.padStart(8)} ${'practice'.padStart(8)}`,
  )
  for (const { name, bytes, scriptBytes, accessibility, bestPractices } of rows) {
    say(`${name.padEnd(width)} ${kb(bytes)} ${kb(scriptBytes)} ${score(accessibility)} ${score(bestPractices)}`)
  }
  say(
    `${'allowed'.padEnd(width)} ${kb(budget.bytes)} ${kb(budget.scriptBytes)} ${score(100)} ${score(100)}` +
      `   (JavaScript of live pages: ${kb(budget.liveScriptBytes).trim()}, of the desk: ${kb(budget.deskScriptBytes).trim()})`,
  )
}
