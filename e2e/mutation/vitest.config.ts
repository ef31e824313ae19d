import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { root } from '../support/paths.ts'
import { preparePostgresFiles } from '../support/postgres-files.ts'
import { groupOf } from './groups.ts'

preparePostgresFiles()

const { tests } = groupOf(process.env.MUTATION_GROUP)

/** The group's tests as `npm test` runs them, but on PostgreSQL alone: a new database there costs a tenth of an embedded one. */
export default defineConfig({
  root,
  resolve: { alias: { 'server-only': join(root, 'node_modules/server-only/empty.js') } },
  test: {
    include: tests.filter((path) => !path.startsWith('!')),
    exclude: tests.filter((path) => path.startsWith('!')).map((path) => path.slice(1)),
    provide: { onlyEngine: 'PostgreSQL' },
    globalSetup: ['lib/db/testing-global.ts'],
    setupFiles: ['e2e/vitest.setup.ts'],
    // The modules are loaded once for a change, not once for each file of tests.
    isolate: false,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
