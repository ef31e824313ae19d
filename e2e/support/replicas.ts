import { test as base } from './fixtures.ts'
import { type Front, startFront } from './front.ts'
import { type Postgres, startPostgres } from './postgres.ts'

export { expect } from './fixtures.ts'

/** Two replicas that start at the same moment on an empty PostgreSQL of their own, behind one address. */
export const test = base.extend<{ restored: undefined }, { postgres: Postgres; stack: Front }>({
  postgres: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const postgres = await startPostgres()
      await use(postgres)
      await postgres.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  stack: [
    async ({ postgres }, use, info) => {
      const own = { DATABASE_URL: await postgres.database('peyk') }
      const front = await startFront(info.parallelIndex, { processes: 2, own })
      await use(front)
      await front.stop()
    },
    { scope: 'worker', timeout: 5 * 60_000 },
  ],

  /** Both run, with their own environment, when a test begins. */
  restored: [
    async ({ stack }, use) => {
      await Promise.all(stack.apps.map((app) => app.restore()))
      await use(undefined)
    },
    { auto: true, timeout: 4 * 60_000 },
  ],
})
