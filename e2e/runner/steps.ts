import { readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { findOrInstallChromium } from '../support/chromium.ts'
import { prepareEngines } from '../support/engines/index.ts'
import { root, temporaryFolder } from '../support/paths.ts'
import { projectNames } from '../support/projects.ts'
import { printBudgets } from './budgets.ts'
import { buildIfNeeded, walk } from './build.ts'
import { runTool } from './children.ts'
import { migrationsInStep } from './migrations.ts'

/** How a step ended. A step without tests of its own counts as one. `notes` are printed before the last line. */
export type Outcome = { passed: number; failed: number; skipped: number; notes?: string[] }

export type Step = { name: string; title: string; run(say: (line: string) => void): Promise<Outcome> }

const one = (good: boolean): Outcome => ({ passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 })

export const sum = (outcomes: Outcome[]): Outcome => ({
  passed: outcomes.reduce((total, { passed }) => total + passed, 0),
  failed: outcomes.reduce((total, { failed }) => total + failed, 0),
  skipped: outcomes.reduce((total, { skipped }) => total + skipped, 0),
})

export const steps: Step[] = [
  {
    name: 'lint',
    title: 'Format and lint',
    run: async () => one((await runTool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])) === 0),
  },
  { name: 'types', title: 'Types', run: types },
  { name: 'unit', title: 'Unit tests', run: unit },
  {
    name: 'migrations',
    title: 'Migrations in step with the schema',
    run: async (say) => one(await migrationsInStep(say)),
  },
  { name: 'build', title: 'Production build', run: async (say) => one(await buildIfNeeded(say)) },
  { name: 'output', title: 'What the build publishes', run: async (say) => one(publishesNothingElse(say)) },
  {
    name: 'e2e',
    title: 'Journeys in a browser',
    run: (say) => {
      rmSync(temporaryFolder('logs'), { recursive: true, force: true })
      return browser(say, 'e2e', (project) => project !== 'budgets')
    },
  },
  {
    name: 'budgets',
    title: 'Page budgets',
    run: async (say) => {
      rmSync(temporaryFolder('pages'), { recursive: true, force: true })
      const outcome = await browser(say, 'budgets', (project) => project === 'budgets')
      printBudgets(say)
      return outcome
    },
  },
]

async function types(): Promise<Outcome> {
  if ((await runTool('next/dist/bin/next', ['typegen'])) !== 0) return one(false)
  return one((await runTool('typescript/bin/tsc', ['--noEmit', '-p', '.'])) === 0)
}

type UnitReport = Partial<Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numTodoTests', number>> & {
  testResults?: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[]
}

async function unit(): Promise<Outcome> {
  const report = join(temporaryFolder(), 'unit.json')
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await runTool('vitest/vitest.mjs', ['run', '--config', 'e2e/vitest.config.ts', ...reporters])
  const counts = readJson(report) as UnitReport | null
  const failed = counts?.numFailedTests ?? 0
  const files = counts?.testResults ?? []
  const broken = files.flatMap(({ name, status, assertionResults }) => {
    const where = relative(root, name)
    const tests = assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => `${where} › ${test.fullName}`)
    return tests.length === 0 && status === 'failed' ? [where] : tests
  })
  return {
    passed: counts?.numPassedTests ?? 0,
    // A file that does not even load fails the run without one failed test.
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: (counts?.numPendingTests ?? 0) + (counts?.numTodoTests ?? 0),
    notes: broken.map((name) => `Failed: ${name}`),
  }
}

type Suite = {
  suites?: Suite[]
  specs: { title: string; file: string; tests: { projectName: string; status: string }[] }[]
}

const brokenJourneys = ({ suites = [], specs }: Suite): string[] => [
  ...specs.flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ projectName }) => `[${projectName}] ${file} › ${title}`),
  ),
  ...suites.flatMap(brokenJourneys),
]

async function browser(
  say: (line: string) => void,
  name: string,
  wanted: (project: string) => boolean,
): Promise<Outcome> {
  const found = findOrInstallChromium(say)
  if (!found) {
    return { ...one(false), notes: ['No Chromium could be had: set $CHROMIUM to one and run again.'] }
  }
  say(`Chromium: ${found.path} (${found.how})`)
  const missing = name === 'e2e' ? prepareEngines() : []
  const report = join(temporaryFolder(), `${name}.json`)
  rmSync(report, { force: true })
  const selected = projectNames.filter(wanted).map((project) => `--project=${project}`)
  const code = await runTool(
    '@playwright/test/cli.js',
    ['test', '--config', 'e2e/playwright.config.ts', '--pass-with-no-tests', ...selected],
    { CHROMIUM: found.path, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  )
  const { stats, suites = [] } = (readJson(report) ?? {}) as { stats?: Record<string, number>; suites?: Suite[] }
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0)
  return {
    passed: stats?.expected ?? 0,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: stats?.skipped ?? 0,
    notes: [
      ...suites.flatMap(brokenJourneys).map((journey) => `Failed: ${journey}`),
      ...missing.map((reason) => `Not run on this machine: the journeys of one engine. ${reason}`),
    ],
  }
}

/** The build must not publish the embedded database or a source map. */
function publishesNothingElse(say: (line: string) => void): boolean {
  const published = [...walk(join(root, '.next/static')), ...walk(join(root, 'public'))]
  const wrong = published.filter(
    (path) =>
      path.endsWith('.map') || /pglite|postgres|initdb/i.test(path) || path.endsWith('.wasm') || path.endsWith('.data'),
  )
  for (const path of wrong) say(`Published, and must not be: ${relative(root, path)}`)
  say(`${published.length} files are public.`)
  return wrong.length === 0 && published.length > 0
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
