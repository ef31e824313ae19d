import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { findOrInstallChromium } from '../support/chromium.ts'
import { temporaryFolder } from '../support/paths.ts'
import { judge } from './judge.ts'
import { type Outcome, one } from './outcome.ts'
import { readReport, reportTo } from './report.ts'
import type { Terminal } from './terminal.ts'

const reporters = '--reporter=list,./e2e/runner/journey-reporter.ts'

type Journeys = {
  /** Of the report's file. */
  name: string
  /** Of each one at least one test must pass. */
  projects: readonly string[]
  config?: string
  env?: Record<string, string>
}

/** Playwright to its end, and what its report says. */
export async function runJourneys(terminal: Terminal, { name, projects, config, env }: Journeys): Promise<Outcome> {
  const report = join(temporaryFolder(), `${name}.json`)
  rmSync(report, { force: true })
  const selected = projects.map((project) => `--project=${project}`)
  const args = ['test', '--config', config ?? 'e2e/playwright.config.ts', '--forbid-only', reporters, ...selected]
  const exit = await terminal.run('@playwright/test/cli.js', args, { ...env, ...reportTo(report) })
  return judge(exit, readReport(report), projects)
}

/** The same, once there is a browser. */
export async function runJourneysInBrowser(terminal: Terminal, journeys: Journeys): Promise<Outcome> {
  const found = findOrInstallChromium(terminal.say)
  if (!found) return one(false, ['Failed: no Chromium could be had: set $CHROMIUM to one and run again.'])
  terminal.say(`Chromium: ${found.path} (${found.how})`)
  return await runJourneys(terminal, { ...journeys, env: { ...journeys.env, CHROMIUM: found.path } })
}
