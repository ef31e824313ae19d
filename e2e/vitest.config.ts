import { defineConfig } from 'vitest/config'
import { root } from './support/paths.ts'
import { preparePostgresFiles } from './support/postgres-files.ts'

// Here, because the global setup imports the package that they belong to.
preparePostgresFiles()

export default defineConfig({
  root,
  resolve: { alias: { 'server-only': `${root}/node_modules/server-only/empty.js` } },
  test: {
    include: ['lib/**/*.test.ts', 'e2e/**/*.test.ts', 'components/**/*.test.{ts,tsx}'],
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
