import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { editBusiness, openAlways } from './business.ts'
import { putFirstFiles } from './first-files.ts'
import { test as base, expect } from './fixtures.ts'
import type { Environment } from './settings.ts'

type Edit = (change?: Record<string, unknown>) => Promise<void>

/** An app on a database of its own, and the command that edits its business while it runs. */
export const test = base.extend<{ own: Environment; edit: Edit }>({
  /** What the operator's commands beside this app are run with. */
  own: async ({ app, stack, postgres }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'peyk-e2e-business-'))
    const url = postgres ? await postgres.database(`business_${randomUUID().slice(0, 8)}`) : ''
    const own = { DATABASE_URL: url, DATA_DIR: folder }
    if (!postgres) await putFirstFiles(folder)
    await app.restart(own)
    await use({ ...stack.env, ...own })
    await app.stop()
    rmSync(folder, { recursive: true, force: true })
  },
  edit: async ({ own }, use) => {
    await use(async (change = {}) => {
      expect(await editBusiness(own, { ...openAlways, ...change })).toMatch(/^Version \d+ is written/)
    })
  },
})
