import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const sections = /^## (.*)$/m

/** Puts a section in place of its last one in a file of sections, which are sorted by title. */
export function writeSection(file: string, head: string, title: string, body: string): void {
  const kept = existsSync(file) ? readFileSync(file, 'utf8').split(sections).slice(1) : []
  const all = new Map<string, string>()
  for (let index = 0; index + 1 < kept.length; index += 2) all.set(kept[index] ?? '', (kept[index + 1] ?? '').trim())
  all.set(title, body)
  const sorted = [...all].sort(([a], [b]) => a.localeCompare(b, 'en'))
  writeFileSync(file, `${[head, ...sorted.map(([name, text]) => `## ${name}\n\n${text}\n`)].join('\n')}`)
}

/** A table in Markdown, its columns aligned as the formatter wants them. */
export function markdownTable(columns: string[], rows: string[][]): string {
  const lines = [columns, ...rows]
  const widths = columns.map((_, column) => Math.max(3, ...lines.map((line) => line[column]?.length ?? 0)))
  const line = (of: string[]) => `| ${of.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
