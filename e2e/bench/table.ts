import { join } from 'node:path'
import { root } from '../support/paths.ts'
import { markdownTable, writeSection } from '../support/table-file.ts'

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
  /** Where it was told to do other than usual: what, for the title. */
  variant?: string
}

const file = join(root, 'e2e/bench/table.md')
const head = '# What `npm run bench` measured last, part by part\n'
const columns = ['What', 'Measured', 'Bare Node server', 'Budget', 'Divar', 'Held']

/** Puts the part's rows in place of those of its last run on the same database. */
export function writeRows(title: string, machine: string, rows: Row[]): void {
  writeSection(file, head, title, `${machine}\n\n${markdownTable(columns, rows.map(cells))}`)
}

const cells = ({ what, measured, bare, ours, divar, isHeld }: Row): string[] =>
  [what, measured, bare, ours, divar, isHeld === null ? null : isHeld ? 'yes' : 'NO'].map((cell) => cell ?? '')
