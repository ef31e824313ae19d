import type { Page } from '@playwright/test'
import { expect, expectAccessibleInBothSchemes, test } from '../../support/fixtures.ts'
import { errorSummary } from '../../support/journey.ts'
import { expectFits } from '../../support/looks.ts'

const ask = (page: Page) => page.getByRole('button', { name: 'قیمت را نشان بده' })
const prices = (page: Page) => page.locator('#prices')
const toAssistant = (page: Page) => page.getByRole('link', { name: 'دستیار ارسال برای این آگهی' })

for (const javaScriptEnabled of [true, false]) {
  test.describe(`the price calculator, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled })

    test.beforeEach(({ tolerate }) => {
      tolerate(/\.js did not load: csp$/)
    })

    test('names each empty field beside it and in the summary, and keeps what was chosen', async ({ page, stack }) => {
      await page.goto(`${stack.appUrl}/price`)
      await expect(errorSummary(page)).toHaveCount(0)
      await page.getByLabel('به شهر').selectOption({ label: 'مشهد' })
      await ask(page).click()
      await expect(errorSummary(page)).toBeFocused()
      await expect(errorSummary(page)).toBeInViewport()
      await expect(errorSummary(page).getByRole('link')).toHaveText([
        'شهر مبدأ را انتخاب کنید.',
        'اندازهٔ بسته را انتخاب کنید.',
      ])
      await expect(page.getByLabel('از شهر')).toHaveAccessibleDescription(/شهر مبدأ را انتخاب کنید/)
      await expect(page.getByLabel('به شهر').locator('option:checked')).toHaveText('مشهد')
      await expect(prices(page)).toHaveCount(0)
      await expectFits(page)
      if (javaScriptEnabled) await expectAccessibleInBothSchemes(page)
    })

    test('brings the prices into view, cheapest first, and keeps the post of the seller', async ({
      page,
      stack,
      divar,
    }) => {
      const [talk] = divar.conversations()
      await page.goto(`${stack.appUrl}/price?post=${talk?.post.token}`)
      await page.getByLabel('به شهر').selectOption({ label: 'مشهد' })
      await page.getByLabel('اندازهٔ بسته').selectOption({ label: 'متوسط' })
      await ask(page).click()
      await expect(prices(page)).toBeInViewport()
      await expect(page.getByRole('heading', { name: 'قیمت‌ها' })).toBeInViewport()
      await expect(prices(page).getByRole('listitem').first()).toContainText('پست پیشتاز')
      await expect(prices(page).getByRole('listitem').first()).toContainText(/از [۰-۹٬]+ تا [۰-۹٬]+ تومان/)
      await expect(prices(page).getByRole('listitem').last()).toContainText('در این مسیر ارائه نمی‌شود')
      await expect(toAssistant(page)).toHaveAttribute('href', `/assistant?post=${talk?.post.token}`)
      await expectFits(page)
      if (javaScriptEnabled) await expectAccessibleInBothSchemes(page)
    })
  })
}

test('the strongest button of the price calculator is its own, not the way back', async ({ page, stack }) => {
  await page.goto(`${stack.appUrl}/price`)
  const filled = page.getByRole('main').locator('a, button').and(page.locator('.bg-brand'))
  await expect(filled).toHaveText(['قیمت را نشان بده'])
})
