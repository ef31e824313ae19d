import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../support/paths.ts'
import { judge } from './judge.ts'
import type { Outcome } from './outcome.ts'
import { readReport, reportTo } from './report.ts'
import type { Terminal } from './terminal.ts'

const reporters = ['--reporter=default', '--reporter=./e2e/runner/unit-reporter.ts']

/** Vitest to its end, and what its report says. `--allowOnly=false`: a forgotten `.only` hides the other tests. */
export async function runUnits(terminal: Terminal, name = 'unit', config = 'e2e/vitest.config.ts'): Promise<Outcome> {
  const report = join(temporaryFolder(), `${name}.json`)
  rmSync(report, { force: true })
  const args = ['run', '--config', config, '--allowOnly=false', ...reporters]
  const exit = await terminal.run('vitest/vitest.mjs', args, reportTo(report))
  return judge(exit, readReport(report))
}
