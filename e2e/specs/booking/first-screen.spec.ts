import { expect, type Side, test } from '../../support/fixtures.ts'
import { chosen, expectAt, ownCity } from '../../support/journey.ts'
import { laidOut } from '../../support/layout.ts'
import { expectFits } from '../../support/looks.ts'

test.describe.configure({ timeout: 120_000 })

/** Two screens of a phone and a little; without scripts there is a button more, and a sentence. */
const longest = (hasScripts: boolean) => (hasScripts ? 1900 : 2020)

for (const side of ['DEMAND', 'SUPPLY'] as Side[]) {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(`the first screen of the ${side} side, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
      test.use({ javaScriptEnabled, viewport: { width: 390, height: 844 } })

      test.beforeEach(({ tolerate }) => {
        tolerate(/\.js did not load: csp$/)
      })

      test('ends with its main button within two screens, and opens the other sizes in place', async ({
        openFromChat,
      }) => {
        const page = await openFromChat({ side })
        await expectAt(page, 'what')
        const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'ادامه', exact: true }) })
        await laidOut(page)
        const box = await form.boundingBox()
        expect((box?.y ?? 0) + (box?.height ?? Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(
          longest(javaScriptEnabled),
        )

        const sizes = page.getByRole('radiogroup', { name: 'اندازهٔ بسته' })
        await expect(sizes.getByRole('radio')).toHaveCount(1)
        await expect(sizes.getByRole('radio')).toBeChecked()
        await sizes.getByText('اندازهٔ دیگر', { exact: true }).click()
        await expect(sizes.getByRole('radio')).toHaveCount(5)
        await sizes.getByRole('radio', { name: /^کوچک/ }).check()
        await expectFits(page)
      })
    })
  }
}

test('a size that was chosen among the others stays in sight after an error, after a visit and on the way back', async ({
  openFromChat,
}) => {
  const page = await openFromChat({ side: 'DEMAND' })
  await expectAt(page, 'what')
  const small = page.getByRole('radio', { name: /^کوچک/ })
  await page.getByText('اندازهٔ دیگر', { exact: true }).click()
  await small.check()
  await page.getByRole('button', { name: 'ادامه', exact: true }).click()
  await expect(page.getByRole('main').getByRole('alert')).toBeFocused()
  await expect(small).toBeVisible()
  await expect(small).toBeChecked()
  await page.reload()
  await expect(small).toBeVisible()
  await expect(small).toBeChecked()
  await page.goto(`${page.url().split('?')[0]}?size=nothing`)
  await expect(small).toBeVisible()
  await expect(small).toBeChecked()
})

test('a seller reads which services stay in the city, and what becomes of a buyer farther away, until the city is known', async ({
  openFromChat,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await expectAt(page, 'what')
  const prices = page.locator('[data-prices]')
  const local = prices.getByRole('radio', { name: /فقط داخل شهر تهران/ })
  await expect(local).toHaveCount(1)
  await expect(prices.getByText(/اگر خریدار جای دورتری باشد، روش دیگری پیشنهاد می‌دهد/)).toBeVisible()
  await page.locator('select[name=otherCity]').selectOption({ label: 'تهران' })
  await expect(prices.getByText(/فقط داخل شهر/)).toHaveCount(0)
  await expect(prices.getByText(/اگر خریدار جای دورتری باشد/)).toHaveCount(0)
})

test('a place that came with the launch preselects the nearest city, which can be changed and is then kept', async ({
  page,
  divar,
  stack,
}) => {
  const [, ofMashhad] = divar.conversations().map(({ id }) => id)
  const conversationId = ofMashhad ?? ''
  await page.goto(`${stack.simulator.url}/chat/${conversationId}?as=DEMAND`)
  const { url } = await divar.launch({ conversationId, side: 'DEMAND', version: 1, variant: 'location_strings' })
  await page.goto(url ?? '')
  await expectAt(page, 'what')
  await expect(chosen(page, 'city')).toHaveText('تهران')
  await expect(chosen(page, 'district')).toHaveText('محله را انتخاب کنید')
  await page.getByLabel(ownCity).selectOption({ label: 'شیراز' })
  await page.getByRole('button', { name: 'ادامه', exact: true }).click()
  await expect(page.getByRole('main').getByRole('alert')).toBeFocused()
  await page.reload()
  await expect(chosen(page, 'city')).toHaveText('شیراز')
})
