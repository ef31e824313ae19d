import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/paths.ts'
import type { Outcome } from './outcome.ts'
import { type Planted, plant } from './planted.ts'
import { runUnits } from './units.ts'

/** The project's own configuration, on planted tests; `globalSetup` stays where the database is the subject. */
const config = (setup: string) => `
import { defineConfig } from 'vitest/config'
import own from '../../e2e/vitest.config.ts'
const include = [import.meta.dirname + '/*.test.ts']
const planted = defineConfig({ ...own, test: { ...own.test, projects: undefined, include, maxWorkers: 1, ${setup} } })
export { planted as default }
`
const withoutDatabase = config('globalSetup: []')

const good = "import { it } from 'vitest'\nit('is good', () => {})\n"
const fails = "import { expect, it } from 'vitest'\nit('is wrong', () => expect(1).toBe(2))\n"
const doesNotLoad = "import './not-there.ts'\nimport { it } from 'vitest'\nit('never seen', () => {})\n"
const isEmpty = 'export {}\n'
const hookThrows = `import { afterAll, beforeAll, describe, it } from 'vitest'
beforeAll(() => { throw new Error('no database') })
it('one', () => {})
describe('around', () => it('two', () => {}))
`
const hookThrowsAfterwards = `import { afterAll, describe, it } from 'vitest'
describe('around', () => {
  afterAll(() => { throw new Error('cannot close') })
  it('is good, too', () => {})
})
`
const rejects = `import { it } from 'vitest'
it('leaves a promise behind', async () => {
  void Promise.reject(new Error('left behind'))
  await new Promise((resolve) => setTimeout(resolve, 20))
})
`
const throwsLater = `import { it } from 'vitest'
it('leaves a timer behind', async () => {
  setTimeout(() => { throw new Error('too late') }, 5)
  await new Promise((resolve) => setTimeout(resolve, 50))
})
`
const onlyOne = "import { it } from 'vitest'\nit.only('hides', () => {})\nit('is hidden', () => {})\n"
const passesAtLast = `import { it } from 'vitest'
let tries = 0
it('at the second try', { retry: 1 }, () => { if (tries++ === 0) throw new Error('not yet') })
`
const skips = `import { it } from 'vitest'
it('is good', () => {})
it.skip('left out', () => {})
it.todo('not written')
it('finds nothing to do', (context) => context.skip())
`
const endsTheProcess = "import { it } from 'vitest'\nit('kills', () => { process.kill(process.pid, 'SIGKILL') })\n"

let planted: Planted | undefined
afterEach(() => planted?.remove())

async function outcomeOf(files: Record<string, string>, settings = withoutDatabase): Promise<Outcome> {
  planted = plant({ ...files, 'planted.config.ts': settings })
  return await runUnits(planted.terminal, planted.name, planted.config)
}

const counts = ({ passed, failed, skipped }: Outcome) => ({ passed, failed, skipped })

describe('a unit run in which every test is good', () => {
  it('passes on a database that the run starts', async () => {
    const outcome = await outcomeOf(
      {
        'good.test.ts': `import { expect, inject, it } from 'vitest'
it('has an address', () => expect(inject('postgresUrl')).toMatch(/^postgres:/))
`,
      },
      config(''),
    )
    expect(outcome).toMatchObject({ passed: 1, failed: 0, skipped: 0, notes: [] })
  })

  it('passes and names what was skipped', async () => {
    const outcome = await outcomeOf({ 'skips.test.ts': skips })
    expect(counts(outcome)).toEqual({ passed: 1, failed: 0, skipped: 3 })
    expect(outcome.notes).toEqual([
      expect.stringMatching(/^Skipped: .*skips\.test\.ts › left out$/),
      expect.stringMatching(/^Skipped: .*skips\.test\.ts › not written$/),
      expect.stringMatching(/^Skipped: .*skips\.test\.ts › finds nothing to do$/),
    ])
  })
})

describe('a unit run with one good test', () => {
  it('counts each broken test by its name', async () => {
    const outcome = await outcomeOf({
      'good.test.ts': good,
      'a.test.ts': fails,
      'b.test.ts': doesNotLoad,
      'c.test.ts': isEmpty,
      'd.test.ts': hookThrows,
      'e.test.ts': hookThrowsAfterwards,
      'f.test.ts': onlyOne,
      'g.test.ts': passesAtLast,
    })
    const found = (outcome.notes ?? []).map((note) => note.replaceAll(`${planted?.folder}/`, '')).toSorted()
    expect(found).toEqual([
      'Failed: a.test.ts › is wrong',
      expect.stringMatching(/^Failed: b\.test\.ts: .*not-there/),
      expect.stringMatching(/^Failed: c\.test\.ts: No test suite found/),
      'Failed: d.test.ts › around > two (did not run to its end)',
      'Failed: d.test.ts › one (did not run to its end)',
      'Failed: d.test.ts: no database',
      'Failed: e.test.ts › around: cannot close',
      'Failed: f.test.ts › hides',
      'Failed: g.test.ts › at the second try',
      'Skipped: f.test.ts › is hidden',
    ])
    expect(counts(outcome)).toEqual({ passed: 2, failed: 9, skipped: 1 })
  })

  it.each([
    ['a rejection that nobody handles', rejects, 'outside of a test: left behind'],
    ['an error after the test', throwsLater, 'outside of a test: too late'],
    ['a process that is killed', endsTheProcess, 'bad.test.ts'],
  ])('counts %s as failed', async (_, text, named) => {
    const outcome = await outcomeOf({ 'good.test.ts': good, 'bad.test.ts': text })
    expect(outcome.passed).toBeGreaterThan(0)
    expect(outcome.failed).toBeGreaterThan(0)
    expect(outcome.notes?.filter((note) => note.startsWith('Failed: ')).join('\n')).toContain(named)
  })
})

describe('a unit run without a result', () => {
  it('counts as failed when there is no test', async () => {
    expect(await outcomeOf({})).toMatchObject({ passed: 0, failed: 1 })
  })

  it('counts as failed when the database does not start', async () => {
    const setup = "export function setup() { throw new Error('PostgreSQL does not start') }\n"
    const settings = config("globalSetup: [import.meta.dirname + '/setup.ts']")
    const outcome = await outcomeOf({ 'good.test.ts': good, 'setup.ts': setup }, settings)
    expect(counts(outcome)).toMatchObject({ passed: 0, failed: expect.toSatisfy((failed: number) => failed > 0) })
  })

  it('counts as failed when the tool does not start, even with an old report present', async () => {
    planted = plant({ 'planted.config.ts': "throw new Error('broken settings')\n" })
    const old = { tests: [{ project: '', file: 'a', title: 'b', state: 'passed', ms: 1 }], errors: [], loading: [] }
    writeFileSync(join(temporaryFolder(), `${planted.name}.json`), JSON.stringify(old))
    const outcome = await runUnits(planted.terminal, planted.name, planted.config)
    expect(outcome).toMatchObject({ passed: 0, failed: 1, notes: [expect.stringContaining('no report')] })
    expect(planted.printed()).toContain('broken settings')
  })
})
