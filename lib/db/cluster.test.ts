import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getTableConfig } from 'drizzle-orm/pg-core'
import { describe, expect, it } from 'vitest'
import { root, walk, withoutComments } from '#lib/testing-sources.ts'
import { tables } from './tables.ts'

const text = readFileSync(new URL('CLUSTER.md', import.meta.url), 'utf8')

/** What a cluster would have and the schema has not, and Citus's own. */
const proposed = ['shard_key', 'tracking_codes', 'assistant_owners', 'assistant_listeners', 'create_distributed_table']

const stores = 'lib/db/stores'
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const isTest = (path: string) => /\.test\.ts$|\/testing[\w-]*\.ts$/.test(path)

/** The code spans in the first cells of a section's table. */
const firstCells = (section: string): string[][] => {
  const [, part = ''] = text.split(`## ${section}\n`)
  const [own = ''] = part.split(/^## /m)
  return [...own.matchAll(/^\| (`[^|]+)\|/gm)].map(([, cell = '']) => spansOf(cell))
}

const spansOf = (part: string) => [...part.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span)

const pathOf = (file: string) => (file.includes('/') ? file : `${stores}/${file}`)

/** Each name with the file that stands before it in its cell. */
const named = firstCells('The statements that would not be local').flatMap((spans) => {
  let path = ''
  return spans.flatMap((span) => {
    if (!span.endsWith('.ts')) return [{ path, name: span }]
    path = pathOf(span)
    return []
  })
})

const isDefined = (source: string, name: string) =>
  new RegExp(`\\b(?:async|function|const) ${name}\\b|^ +${name}: (?:async |\\()`, 'm').test(source)

describe('what a cluster would need', () => {
  it('has each table of the schema once, and no other', () => {
    const written = firstCells('The tables').flat()
    expect(written.toSorted()).toEqual(tables.map((table) => getTableConfig(table).name).toSorted())
  })

  it('names functions only in the files that define them', () => {
    expect(named.length).toBeGreaterThan(100)
    const wrong = named.filter(({ path, name }) => !existsSync(join(root, path)) || !isDefined(read(path), name))
    expect(wrong.map(({ path, name }) => `${path} has no ${name}`)).toEqual([])
  })

  it('names each file of a store that makes statements, and none that is not there', () => {
    const files = spansOf(text).filter((span) => /^[\w./-]+\.ts$/.test(span))
    expect(files.filter((file) => !existsSync(join(root, pathOf(file))))).toEqual([])
    const asking = readdirSync(join(root, stores))
      .map((file) => `${stores}/${file}`)
      .filter((path) => !isTest(path) && /\bsql`|\.\.\/schema\//.test(withoutComments(read(path))))
    expect(asking.length).toBeGreaterThan(30)
    expect(asking.filter((path) => !files.map(pathOf).includes(path))).toEqual([])
  })

  it('calls nothing by a name that the code does not have, except what it proposes', () => {
    const sources = walk('lib').filter((path) => /\.(ts|sql)$/.test(path) && !isTest(path))
    const words = new Set(sources.flatMap((path) => read(path).match(/\w+/g) ?? []))
    const names = new Set(spansOf(text).filter((span) => /^\w+$/.test(span)))
    expect([...names].filter((name) => !words.has(name)).toSorted()).toEqual(proposed.toSorted())
  })
})
