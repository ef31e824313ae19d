import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './support/paths.ts'

/** Words that a reader of other projects would not search for. `anew` is the value of a query, too, and then no word. */
const unwanted = /\b(?:whoever|(?<!next=|')anew|of\s+(?:(?:\*|\/\/|#)\s+)?ours)\b/gi

const folders = ['app', 'components', 'e2e', 'lib']
const documents = ['README.md', 'CONTRIBUTING.md', 'next.config.mjs', 'proxy.ts', 'instrumentation.ts']

const isText = (path: string) =>
  /\.(tsx?|m?js|json|css|html|svg|md)$/.test(path) &&
  !/\/(dist|node_modules)\//.test(path) &&
  path !== 'e2e/words.test.ts'

const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`)

const files = [...folders.flatMap(filesIn).filter(isText), ...documents]

function unwantedIn(path: string, text: string): string[] {
  return [...text.matchAll(unwanted)].map(({ 0: word, index }) => {
    const line = text.slice(0, index).split('\n').length
    return `${path}:${line}: ${word.replace(/\s+/g, ' ')}`
  })
}

describe('the words that code and documents avoid', () => {
  it('stand in none of their files', () => {
    expect(files.length).toBeGreaterThan(1_000)
    expect(files.flatMap((path) => unwantedIn(path, readFileSync(join(root, path), 'utf8')))).toEqual([])
  })

  it.each([
    ['whoever', '// For\n// Whoever reads it.', 'a.ts:2: Whoever'],
    ['anew', 'sealed anew', 'a.ts:1: anew'],
    ['of ours', 'a page of ours', 'a.ts:1: of ours'],
    ['of ours across lines of a comment', '/**\n * A page of\n * ours.\n */', 'a.ts:2: of * ours'],
  ])('are reported with file and line: %s', (_, text, fault) => {
    expect(unwantedIn('a.ts', text)).toEqual([fault])
  })

  it.each(['/s/1?next=anew', 'isUsableAnew', 'out of hours', 'ours'])('are not found in «%s»', (text) => {
    expect(unwantedIn('a.ts', text)).toEqual([])
  })
})
