import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { editBusiness, openAlways } from './business.ts'
import { putFirstFiles } from './first-files.ts'
import { test as base, expect } from './fixtures.ts'
import type { Environment } from './settings.ts'

/** For tests that count what is there, or fill it: the app of each begins on a database without a row of Peyk's. */
export const test = base.extend<{ own: Environment; edit(): Promise<void> }>({
  /** What the operator's commands beside this app are run with. */
  own: async ({ stack, postgres }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'peyk-e2e-database-'))
    const url = postgres ? await postgres.database(`own_${randomUUID().slice(0, 8)}`) : ''
    if (!postgres) await putFirstFiles(folder)
    await use({ ...stack.env, DATABASE_URL: url, DATA_DIR: folder })
    rmSync(folder, { recursive: true, force: true })
  },

  app: async ({ stack, own }, use) => {
    await stack.app.restart(own)
    await use(stack.app)
    await stack.app.kill()
  },

  /** Makes the demo's business, which never closes, the one in force within two seconds. */
  edit: async ({ own }, use) => {
    await use(async () => {
      expect(await editBusiness(own, openAlways)).toMatch(/^Version \d+ is written/)
    })
  },
})
