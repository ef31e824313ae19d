import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { root } from './support/paths.ts'
import { preparePostgresFiles } from './support/postgres-files.ts'
import { letProcessesStartQuickly } from './support/quick-starts.ts'

// Here, because the global setup imports the package that they belong to.
preparePostgresFiles()

letProcessesStartQuickly()

const include = ['lib/**/*.test.ts', 'e2e/**/*.test.ts', 'components/**/*.test.{ts,tsx}']

const replacesModules = (file: string) =>
  /\bvi\.(mock|doMock|resetModules)\(/.test(readFileSync(`${root}/${file}`, 'utf8'))

/** Files whose tests replace modules: the next file of the same process would get the replacement. */
const alone = globSync(include, { cwd: root }).filter(replacesModules)

export default defineConfig({
  root,
  resolve: { alias: { 'server-only': `${root}/node_modules/server-only/empty.js` } },
  test: {
    // Most files share the modules of their process: to load them for each file was a third of the run.
    projects: [
      { extends: true, test: { name: 'shared', include, exclude: ['**/node_modules/**', ...alone], isolate: false } },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
    globalSetup: ['lib/db/testing-global.ts'],
    // Its own imports of `next` name no file endings, which Node wants.
    server: { deps: { inline: ['next-auth'] } },
    setupFiles: ['e2e/vitest.setup.ts'],
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    maxWorkers: 2,
    // A test that hangs ends; one that waits for a busy machine does not fail for it.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
