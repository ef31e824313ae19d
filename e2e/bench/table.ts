import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/paths.ts'

/** One measurement with its budget and limit; null where there is none. */
export type Row = {
  what: string
  measured: string
  /** The bare Node server's figures. */
  bare: string | null
  /** Peyk's own budget. */
  ours: string | null
  /** Divar's limit. */
  divar: string | null
  /** Whether it keeps the stricter of both. */
  isHeld: boolean | null
}

export type PartResult = {
  /** Nothing was lost, refused or done twice. Whether limits are held is said in the rows. */
  good: boolean
  rows: Row[]
}

const file = join(root, 'e2e/bench/table.md')
const head = '# What `npm run bench` measured last, part by part\n'
const sections = /^## (.*)$/m

/** Puts the part's rows in place of those of its last run on the same database. */
export function writeRows(title: string, machine: string, rows: Row[]): void {
  const kept = existsSync(file) ? readFileSync(file, 'utf8').split(sections).slice(1) : []
  const all = new Map<string, string>()
  for (let index = 0; index + 1 < kept.length; index += 2) all.set(kept[index] ?? '', (kept[index + 1] ?? '').trim())
  all.set(title, `${machine}\n\n${tableOf(rows)}`)
  const sorted = [...all].sort(([a], [b]) => a.localeCompare(b, 'en'))
  writeFileSync(file, `${[head, ...sorted.map(([name, body]) => `## ${name}\n\n${body}\n`)].join('\n')}`)
}

const columns = ['What', 'Measured', 'Bare Node server', 'Budget', 'Divar', 'Held']

/** A table in Markdown, its columns aligned as the formatter wants them. */
function tableOf(rows: Row[]): string {
  const lines = [columns, ...rows.map(cells)]
  const widths = columns.map((_, column) => Math.max(3, ...lines.map((line) => line[column]?.length ?? 0)))
  const line = (of: string[]) => `| ${of.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [first = [], ...rest] = lines
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('\n')
}

const cells = ({ what, measured, bare, ours, divar, isHeld }: Row): string[] =>
  [what, measured, bare, ours, divar, isHeld === null ? null : isHeld ? 'yes' : 'NO'].map((cell) => cell ?? '')
