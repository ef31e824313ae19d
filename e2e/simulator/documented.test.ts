import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from './api/endpoints.ts'
import { flags } from './cli-flags.ts'
import { scenarios } from './scenarios/index.ts'
import { defaultSettings } from './settings.ts'
import { type Harness, startHarness } from './testing/harness.ts'

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
const code = [...readme.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text)
/** Not written in any piece of code of the readme. */
const unnamed = (names: string[]) =>
  names.filter((name) => !code.some((text) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text)))

let divar: Harness
beforeAll(async () => {
  divar = await startHarness()
})
afterAll(() => divar.close())

describe('the readme of the package', () => {
  it('names every option of the command line', () => {
    expect(unnamed(Object.keys(flags).map((name) => `--${name}`))).toEqual([])
  })

  it('names every setting', () => {
    expect(unnamed(Object.keys(defaultSettings([], {})))).toEqual([])
  })

  it('names every control function', () => {
    expect(unnamed(Object.keys(divar.control))).toEqual([])
  })

  it('names every scenario', () => {
    expect(unnamed(Object.keys(scenarios))).toEqual([])
  })

  it('names every call of the open API with its permission', () => {
    const assets = readme.split('\n').find((line) => line.startsWith('| assets')) ?? ''
    for (const { name, path, method, permission } of endpoints) {
      if (path.source.includes('assets')) expect(assets).toContain(/assets\\\/([a-z-]+)/.exec(path.source)?.[1])
      else expect(readme).toMatch(new RegExp(`\\| \`${name}\` +\\| ${method} [^|]*\\| +\`${permission}\``))
    }
  })
})
