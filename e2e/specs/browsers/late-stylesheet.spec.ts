import { expect, expectAccessible, test } from '../../support/fixtures.ts'
import { expectFits } from '../../support/looks.ts'

test('a page whose stylesheet is late is looked at as it is with it', async ({ page, stack, divar }) => {
  const [talk] = divar.conversations()
  const { promise: asked, resolve: give } = Promise.withResolvers<void>()
  await page.route(/\.css$/, async (route) => {
    await asked
    await route.continue()
  })
  await page.goto(`${stack.appUrl}/price?post=${talk?.post.token}`, { waitUntil: 'commit' })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const looked = Promise.all([expectFits(page), expectAccessible(page)])
  await expect.poll(() => page.evaluate(() => document.styleSheets.length)).toBe(0)
  give()
  await looked
})
