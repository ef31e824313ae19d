import { rmSync } from 'node:fs'
import { prepareEngines } from '../support/engines/index.ts'
import { temporaryFolder } from '../support/paths.ts'
import { installPgbouncer, missingPgbouncer } from '../support/pgbouncer.ts'
import { projectNames } from '../support/projects.ts'
import { printBudgets } from './budgets.ts'
import { buildIfNeeded } from './build.ts'
import { endedWell } from './children.ts'
import { runJourneysInBrowser } from './journeys.ts'
import { migrationsInStep } from './migrations.ts'
import { one } from './outcome.ts'
import { publishesNothingElse } from './published.ts'
import type { Step } from './run.ts'
import { runUnits } from './units.ts'

const lint: Step = {
  name: 'lint',
  title: 'Format and lint',
  run: async ({ run }) => one(endedWell(await run('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']))),
}

const types: Step = {
  name: 'types',
  title: 'Types',
  run: async ({ run }) => {
    if (!endedWell(await run('next/dist/bin/next', ['typegen']))) return one(false)
    return one(endedWell(await run('typescript/bin/tsc', ['--noEmit', '-p', '.'])))
  },
}

/** Files, exports and packages that nothing uses, and then what only tests use. */
const unused: Step = {
  name: 'unused',
  title: 'Nothing unused',
  run: async ({ run }) => {
    const config = ['--config', 'e2e/knip.config.mjs']
    const exits = [await run('knip/bin/knip.js', config), await run('knip/bin/knip.js', [...config, '--production'])]
    return one(exits.every(endedWell))
  },
}

const unit: Step = { name: 'unit', title: 'Unit tests', run: (terminal) => runUnits(terminal) }

const migrations: Step = {
  name: 'migrations',
  title: 'Migrations in step with the schema',
  run: async (terminal) => one(await migrationsInStep(terminal)),
}

const build: Step = {
  name: 'build',
  title: 'Production build',
  // Nothing that follows means anything about a build that is not there.
  vital: true,
  run: async (terminal) => one(await buildIfNeeded(terminal)),
}

const output: Step = {
  name: 'output',
  title: 'What the build publishes',
  run: async ({ say }) => one(publishesNothingElse(say)),
}

const e2e: Step = {
  name: 'e2e',
  title: 'Journeys in a browser',
  run: async (terminal) => {
    rmSync(temporaryFolder('logs'), { recursive: true, force: true })
    const projects = projectNames.filter((project) => project !== 'budgets')
    installPgbouncer()
    const reasons = [...prepareEngines(), ...[missingPgbouncer()].filter((reason) => reason !== null)]
    const missing = reasons.map((reason) => `Not run on this machine: the journeys that need it. ${reason}`)
    const outcome = await runJourneysInBrowser(terminal, { name: 'e2e', projects })
    return { ...outcome, notes: [...(outcome.notes ?? []), ...missing] }
  },
}

const budgets: Step = {
  name: 'budgets',
  title: 'Page budgets',
  run: async (terminal) => {
    rmSync(temporaryFolder('pages'), { recursive: true, force: true })
    const outcome = await runJourneysInBrowser(terminal, { name: 'budgets', projects: ['budgets'] })
    printBudgets(terminal.say)
    return outcome
  },
}

/**
 * Stages follow each other, the lanes of one stand side by side, and the steps of a lane follow each other. The browsers
 * come alone: in parallel with the unit tests they take longer than their pages and Divar's time limits bear.
 */
export const stages: Step[][][] = [[[lint, types, unused, migrations, build, output], [unit]], [[budgets, e2e]]]
