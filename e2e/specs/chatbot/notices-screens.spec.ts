import { heading } from '../../support/answer.ts'
import { expect, expectAccessibleInBothSchemes, test } from '../../support/fixtures.ts'
import { consent, unfold } from '../../support/journey.ts'
import { propose } from '../../support/life.ts'
import { expectFits, expectReadableTwiceAsLarge } from '../../support/looks.ts'

test.describe.configure({ timeout: 180_000 })

test("a shipment's notices fit at every width, in dark mode and with text twice as large", async ({ openFromChat }) => {
  const page = await openFromChat({ side: 'DEMAND', opens: 'webview' })
  await propose(page, 'DEMAND')
  const look = async () => {
    for (const width of [320, 1280, 390]) {
      await page.setViewportSize({ width, height: 800 })
      await expectFits(page)
    }
    await expectAccessibleInBothSchemes(page)
    await expectReadableTwiceAsLarge(page)
  }
  const section = page.locator('#notices')
  const on = 'روشن کردن خبرها در ربات پیک'
  const off = section.getByRole('button', { name: 'خاموش کردن خبرها در ربات پیک' })
  const title = 'خبرها در ربات پیک'
  await look()
  await unfold(page, title)
  await look()
  await section.getByRole('link', { name: on }).click()
  await expect(heading(page)).toHaveText('اجازهٔ خبر در ربات پیک')
  await look()
  await consent(page, 'refuse')
  await expect(section.getByText('اجازه داده نشد')).toBeVisible()
  await look()
  await section.getByRole('link', { name: on }).click()
  await consent(page, 'allow')
  await unfold(page, title)
  await expect(off).toBeVisible()
  await look()
  await off.click()
  await unfold(page, title)
  await expect(section.getByRole('button', { name: on })).toBeVisible()
  await look()
})
