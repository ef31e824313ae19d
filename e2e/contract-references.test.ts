import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { root } from './support/paths.ts'

/** What the contract has to refer to: numbered sections, the rows of their tables, and headings without a number. */
type Contract = { rows: Map<string, number[]>; titles: Set<string> }

type Reference = { line: number; section: string; rows: number[] } | { line: number; title: string }

const contractPath = 'lib/divar/contract.md'
const contractText = readFileSync(join(root, contractPath), 'utf8')
const contract = contractOf(contractText)
const files = filesToRead()

describe('references to the contract', () => {
  it('each lead to an existing section, row or heading', () => {
    const wrong = files.flatMap((path) => faultsIn(path, readFileSync(join(root, path), 'utf8'), contract))
    expect(wrong).toEqual([])
  })

  it('are collected from code, fixtures and documents', () => {
    const found = files.filter((path) => referencesIn(readFileSync(join(root, path), 'utf8')).length > 0)
    for (const kind of ['.ts', '.json', '.md', '.spec.ts'])
      expect(found.filter((path) => path.endsWith(kind))).not.toEqual([])
    for (const part of ['e2e/simulator/', 'e2e/specs/', 'lib/addon/access/', 'lib/adapters/', 'lib/divar/', 'lib/web/'])
      expect(found.filter((path) => path.startsWith(part))).not.toEqual([])
    expect(found.length).toBeGreaterThan(150)
  })

  it.each<[string, string, Reference[]]>([
    ['a section', '// Contract §11.2.', [{ line: 1, section: '11.2', rows: [] }]],
    ['a row', '/** Contract §14, row 26. */', [{ line: 1, section: '14', rows: [26] }]],
    ['a row without a comma', '/** Contract §14 row 46. */', [{ line: 1, section: '14', rows: [46] }]],
    ['two rows', 'Contract §14, rows 57 and 60: x', [{ line: 1, section: '14', rows: [57, 60] }]],
    ['a range of rows', '// §14, rows 49 to 51', [{ line: 1, section: '14', rows: [49, 50, 51] }]],
    ['rows of three kinds', '// §14, rows 1, 3 to 5 and 9', [{ line: 1, section: '14', rows: [1, 3, 4, 5, 9] }]],
    ['a row across lines', '\n/**\n * Contract §14,\n * row 7.\n */', [{ line: 3, section: '14', rows: [7] }]],
    ['rows across lines', '// Contract §14, rows 7\n  // and 9.', [{ line: 1, section: '14', rows: [7, 9] }]],
    [
      'rows of the nearest section only',
      '// Contract §8 and §13, row 23.',
      [
        { line: 1, section: '8', rows: [] },
        { line: 1, section: '13', rows: [23] },
      ],
    ],
    ['a heading', '// Contract, "Headers for every call"', [{ line: 1, title: 'Headers for every call' }]],
    [
      'a heading across lines',
      ' * Contract, "Headers for\n * every call"',
      [{ line: 1, title: 'Headers for every call' }],
    ],
    ['nothing in the section of a standard', '// RFC 6749 §5.2 and RFC 9110, §15', []],
    ['nothing without a section', '// as the contract says, in row 3 of the table', []],
  ])('parse to %s', (_, text, expected) => {
    expect(referencesIn(text)).toEqual(expected)
  })

  it.each([
    ['a section that is not there', '\n// Contract §15.', 'x.ts:2: §15'],
    ['a part of a section that is not there', '/** Contract §3.9. */', 'x.ts:1: §3.9'],
    ['a row that is not there', '/**\n * Contract §14,\n * row 99.\n */', 'x.ts:2: §14, row 99'],
    ['a row past the last in a range', '// Contract §14, rows 76 to 78', 'x.ts:1: §14, row 78'],
    ['a row of a section without any', '// Contract §8, row 1', 'x.ts:1: §8, row 1'],
    ['a row of the other table', '// Contract §13, row 77', 'x.ts:1: §13, row 77'],
    ['a heading that is not there', '// Contract, "Headers for some calls"', 'x.ts:1: "Headers for some calls"'],
  ])('fail with file and line for %s', (_, text, fault) => {
    expect(faultsIn('x.ts', text, contract)).toEqual([`${fault} is not in ${contractPath}`])
  })

  it('fail for every row that the contract lacks and for no other', () => {
    const last = contract.rows.get('14')?.at(-1) ?? 0
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), (row) => {
        const faults = faultsIn('x.ts', `/** Something. Contract §14,\n * row ${row}: more. */`, contract)
        expect(faults.length).toBe(row >= 1 && row <= last ? 0 : 1)
      }),
    )
  })
})

describe('the contract', () => {
  it('has each numbered section once and in order', () => {
    const written = [...withoutFences(contractText).matchAll(/^#{2,3} (\d+)(?:\.(\d+))?\.? /gm)]
    const places = written.map(([, section, part]) => Number(section) * 100 + Number(part ?? 0))
    expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b))
    expect(places.filter((place) => place % 100 === 0)).toEqual(Array.from({ length: 14 }, (_, i) => (i + 1) * 100))
  })

  it.each([
    ['13', 43],
    ['14', 77],
  ])('numbers the rows of section %s from 1 to %i', (section, last) => {
    expect(contract.rows.get(section)).toEqual(Array.from({ length: last }, (_, i) => i + 1))
  })

  it('is parsed without the contents of code blocks', () => {
    const text = '## 1. A\n\n| 1 | x |\n\n```\n## 2. B\n| 2 | x |\n```\n\n### 1.1 C\n\n| 2 | y |\n'
    expect(contractOf(text)).toEqual({
      rows: new Map([
        ['1', [1]],
        ['1.1', [2]],
      ]),
      titles: new Set(['A', 'C']),
    })
  })
})

function contractOf(text: string): Contract {
  const rows = new Map<string, number[]>()
  const titles = new Set<string>()
  let section: string | null = null
  for (const line of withoutFences(text).split('\n')) {
    const [, number = null, title] = /^#{2,3} (?:(\d+(?:\.\d+)?)\.? )?(.+)$/.exec(line) ?? []
    if (title !== undefined) {
      section = number
      titles.add(title)
      if (number !== null) rows.set(number, rows.get(number) ?? [])
    }
    const [, row] = /^\| (\d+) +\|/.exec(line) ?? []
    if (section !== null && row !== undefined) rows.get(section)?.push(Number(row))
  }
  return { rows, titles }
}

function withoutFences(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '')
}

/** In this project `§` means the contract, unless a standard stands before it. */
function referencesIn(text: string): Reference[] {
  // The signs of a comment that goes on become blanks, so that every place in the text stays where it was.
  const plain = text.replace(/\n[ \t]*(?:\*|\/\/)(?=\s)/g, (sign) => '\n'.padEnd(sign.length))
  const lineAt = (place: number) => text.slice(0, place).split('\n').length
  const sections = plain.matchAll(
    /(?<!\bRFC \d+,? )§(\d+(?:\.\d+)?)(?:,?\s+rows?\s+(\d+(?:(?:\s*,\s*|\s+to\s+|\s+and\s+)\d+)*))?/g,
  )
  const titles = plain.matchAll(/\bContract,\s+"([^"]+)"/g)
  return [
    ...[...sections].map(({ index, 1: section = '', 2: rows = '' }) => ({
      line: lineAt(index),
      section,
      rows: rowsOf(rows),
    })),
    ...[...titles].map(({ index, 1: title = '' }) => ({ line: lineAt(index), title: title.replace(/\s+/g, ' ') })),
  ]
}

/** The rows of "1, 3 to 5 and 9". */
function rowsOf(words: string): number[] {
  return [...words.matchAll(/(\d+)(?:\s+to\s+(\d+))?/g)].flatMap(([, from, to]) => {
    const first = Number(from)
    return Array.from({ length: Math.max(1, Number(to ?? first) - first + 1) }, (_, i) => first + i)
  })
}

function faultsIn(path: string, text: string, { rows, titles }: Contract): string[] {
  return referencesIn(text).flatMap((reference) => {
    const fault = (what: string) => `${path}:${reference.line}: ${what} is not in ${contractPath}`
    if ('title' in reference) return titles.has(reference.title) ? [] : [fault(`"${reference.title}"`)]
    const known = rows.get(reference.section)
    if (!known) return [fault(`§${reference.section}`)]
    return reference.rows.filter((row) => !known.includes(row)).map((row) => fault(`§${reference.section}, row ${row}`))
  })
}

/** Everything of the project that can hold a comment or a sentence, but for this test, which has wrong references in it. */
function filesToRead(): string[] {
  const folders = ['app', 'components', 'lib', 'e2e', 'public'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  )
  return [...readdirSync(root), ...folders].filter(
    (path) =>
      /\.(tsx?|m?js|json|css|md|ya?ml)$/.test(path) &&
      !/(^|\/)(data|dist|node_modules)\/|^package-lock\.json$/.test(path) &&
      path !== 'e2e/contract-references.test.ts',
  )
}
