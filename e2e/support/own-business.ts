import { randomBytes } from 'node:crypto'
import { editBusiness, openAlways } from './business.ts'
import { test as base, expect } from './fixtures.ts'
import { patience } from './life.ts'

type Edit = (change?: Record<string, unknown>) => Promise<void>

/**
 * For tests that write the business with all that they expect of it. They share an app, which starts once for a worker; it
 * is another than that of the tests where nobody has written one, since a fixture of a worker's makes it another worker.
 */
export const test = base.extend<object, { edit: Edit }>({
  /** Makes the demo's business, with this changed, the one in force, and ends when the app goes by it. */
  edit: [
    async ({ stack }, use) => {
      await use(async (change = {}) => {
        // As long as the example's, so that no page changes its height.
        const support = `badpa.example/${randomBytes(4).toString('hex').slice(1)}`
        const file = { ...openAlways, support: `https://${support}`, ...change }
        expect(await editBusiness(stack.env, file)).toMatch(/^Version \d+ is written/)
        const shown = async () => await (await fetch(`${stack.app.url}/privacy`)).text()
        await expect.poll(shown, patience).toContain(support)
      })
    },
    { scope: 'worker' },
  ],
})
