import { plainLine } from '#lib/kernel/typed.ts'

/** A code somewhere in a text; `lookalike`: something that was meant as one; null: neither. */
export type FoundCode = { kind: 'code'; code: string } | { kind: 'lookalike' } | null

const maxTextLength = 500
const maxCodeLength = 9
const maxGroups = 9
const dashes = /[-_ـ]/g

/**
 * Finds a tracking code among other words, in any digits and grouping. What looks like one is a text
 * of nine Latin letters and digits, with a digit among them, and nothing else; where a code is `expected`, any four of them.
 */
export function findCode(text: string, parse: (text: string) => string | null, expected = false): FoundCode {
  const plain = plainLine(text.slice(0, maxTextLength)).replace(dashes, '')
  // Groups that belong together have only spaces between them.
  const runs = plain
    .split(/[^A-Za-z0-9\s\u200c]+/)
    .map((run) => run.split(/[\s\u200c]+/).filter((group) => group !== ''))
  const codes = runs.flatMap((groups) => groups.flatMap((_, start) => joined(groups.slice(start, start + maxGroups))))
  for (const candidate of codes) {
    const code = parse(candidate)
    if (code !== null) return { kind: 'code', code }
  }
  const alone = plain.replace(/[\s\u200c]/g, '')
  const meant = expected
    ? runs.some((groups) => groups.join('').length >= 4)
    : /^(?=.*\d)[A-Za-z0-9]+$/.test(alone) && alone.length === maxCodeLength
  return meant ? { kind: 'lookalike' } : null
}

/** The beginnings of a row of groups that are as long as a code, written together. */
function joined(groups: readonly string[]): string[] {
  const found: string[] = []
  let text = ''
  for (const group of groups) {
    text += group
    if (text.length === maxCodeLength) found.push(text)
    if (text.length >= maxCodeLength) break
  }
  return found
}
