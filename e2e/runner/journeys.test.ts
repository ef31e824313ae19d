import { afterEach, describe, expect, it } from 'vitest'
import { runJourneys } from './journeys.ts'
import type { Outcome } from './outcome.ts'
import { type Planted, plant } from './planted.ts'

const config = (more = '') => `
import { defineConfig } from '@playwright/test'
const projects = ['phone', 'popup'].map((name) => ({ name, testMatch: ['all.spec.ts', name + '*.spec.ts'] }))
const planted = defineConfig({ testDir: '.', workers: 1, projects, outputDir: './results', ${more} })
export { planted as default }
`
const from = "import { expect, test } from '@playwright/test'\n"
const good = `${from}test('is good', () => {})\n`

let planted: Planted | undefined
afterEach(() => planted?.remove())

async function outcomeOf(files: Record<string, string>, settings = config()): Promise<Outcome> {
  planted = plant({ ...files, 'planted.config.ts': settings })
  const { terminal, name, config } = planted
  return await runJourneys(terminal, { name, config, projects: ['phone', 'popup'] })
}

const counts = ({ passed, failed, skipped }: Outcome) => ({ passed, failed, skipped })

describe('a browser run in which every test is good', () => {
  it('passes and names what was skipped', async () => {
    const skips = `${from}test.skip('left out', () => {})\ntest('finds nothing', () => test.skip(true, 'not here'))\n`
    const outcome = await outcomeOf({ 'all.spec.ts': good, 'popup.spec.ts': skips })
    expect(counts(outcome)).toEqual({ passed: 2, failed: 0, skipped: 2 })
    expect(outcome.notes).toEqual([
      'Skipped: [popup] popup.spec.ts › left out',
      'Skipped: [popup] popup.spec.ts › finds nothing',
    ])
    expect(outcome.times?.map(({ project, file }) => `${project} ${file}`)).toEqual([
      'phone all.spec.ts',
      'popup all.spec.ts',
      'popup popup.spec.ts',
    ])
  })
})

describe('a browser run with one good test', () => {
  it('counts each broken test by its name', async () => {
    const outcome = await outcomeOf(
      {
        'all.spec.ts': good,
        'phone-fails.spec.ts': `${from}test('is wrong', () => expect(1).toBe(2))\n`,
        'phone-hook.spec.ts': `${from}test.beforeAll(() => { throw new Error('no simulator') })
test('one', () => {})
test('two', () => {})
`,
        'phone-worker.spec.ts': `${from}const own = test.extend<object, { stack: string }>({
  stack: [async ({}, use) => { await use('here'); throw new Error('cannot stop') }, { scope: 'worker', auto: true }],
})
own('leaves a worker that cannot end', () => {})
`,
        'popup-late.spec.ts': `${from}test('throws too late', async () => {
  void Promise.reject(new Error('left behind'))
  await new Promise((resolve) => setTimeout(resolve, 20))
})
`,
      },
      config('retries: 0'),
    )
    expect(outcome.notes?.toSorted()).toEqual([
      'Failed: [phone] phone-fails.spec.ts › is wrong',
      'Failed: [phone] phone-hook.spec.ts › one',
      'Failed: [phone] phone-hook.spec.ts › two (did not run to its end)',
      'Failed: [popup] popup-late.spec.ts › throws too late',
      expect.stringContaining('cannot stop'),
    ])
    expect(counts(outcome)).toEqual({ passed: 3, failed: 5, skipped: 0 })
  })

  it('counts a file that does not load as failed', async () => {
    const outcome = await outcomeOf({ 'all.spec.ts': good, 'phone.spec.ts': "import './not-there.ts'\n" })
    expect(outcome.failed).toBeGreaterThan(0)
    expect(outcome.notes?.join('\n')).toContain('not-there')
  })

  it('counts a project without a finished test as failed', async () => {
    const outcome = await outcomeOf({ 'phone.spec.ts': good, 'popup.spec.ts': `${from}test.skip('out', () => {})\n` })
    expect(counts(outcome)).toEqual({ passed: 1, failed: 1, skipped: 1 })
    expect(outcome.notes).toContain('Failed: [popup] no test of this project ran')
  })

  it('counts a test that passes on its second try as failed', async () => {
    const second = `${from}test('at last', ({}, info) => expect(info.retry).toBe(1))\n`
    const outcome = await outcomeOf({ 'all.spec.ts': good, 'phone.spec.ts': second }, config('retries: 1'))
    expect(counts(outcome)).toEqual({ passed: 2, failed: 1, skipped: 0 })
  })

  it('counts a forgotten .only as failed', async () => {
    const outcome = await outcomeOf({ 'all.spec.ts': `${good}test.only('hides', () => {})\n` })
    expect(outcome.failed).toBeGreaterThan(0)
  })

  it('counts a test that the end of the run prevented as failed, not as skipped', async () => {
    const slow = `${from}test('takes long', async () => { await new Promise((resolve) => setTimeout(resolve, 60_000)) })
test('comes after it', () => {})
`
    const outcome = await outcomeOf({ 'all.spec.ts': good, 'popup.spec.ts': slow }, config('globalTimeout: 3000'))
    expect(outcome.skipped).toBe(0)
    expect(outcome.notes).toContain('Failed: [popup] popup.spec.ts › comes after it (did not run to its end)')
    expect(outcome.notes).toContain('Failed: the run did not come to its end: timedout')
  })
})

describe('a browser run without a result', () => {
  it('counts as failed when there is no test', async () => {
    expect(await outcomeOf({})).toMatchObject({ passed: 0, failed: expect.toSatisfy((failed: number) => failed > 0) })
  })

  it('counts as failed when the settings are broken', async () => {
    const outcome = await outcomeOf({ 'all.spec.ts': good }, "throw new Error('broken settings')\n")
    expect(outcome).toMatchObject({ passed: 0, failed: 1, notes: [expect.stringContaining('no report')] })
  })

  it('counts as failed when the tool is killed', async () => {
    const kills = `${from}test('is good', () => {})
test('kills', () => { process.kill(process.ppid, 'SIGKILL') })
`
    const outcome = await outcomeOf({ 'all.spec.ts': kills })
    expect(outcome).toMatchObject({ passed: 0, failed: 1, notes: [expect.stringContaining('ended by SIGKILL')] })
  })
})
