import type { BrowserContext } from '@playwright/test'
import { expect, expectAccessibleInBothSchemes } from '../../support/fixtures.ts'
import { expectFits } from '../../support/looks.ts'
import { test } from '../../support/own-business.ts'
import { enterAs } from '../../support/staff.ts'

test.describe.configure({ timeout: 300_000 })

/** What pages fetch to measure themselves, and what they send of it. */
function measuring(context: BrowserContext) {
  const asked: string[] = []
  context.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/^\/(scripts|api\/figures)(\/|$)/.test(pathname)) asked.push(`${request.method()} ${pathname}`)
  })
  return asked
}

test('a page measures itself only where the business wants that, and the desk shows the counts', async ({
  edit,
  openFromChat,
  newWindow,
  stack,
  tolerate,
}) => {
  tolerate(/\.js did not load: csp$/)
  await edit()
  const page = await openFromChat({ side: 'DEMAND' })
  const asked = measuring(page.context())
  const seat = page.url()
  await page.goto(seat, { waitUntil: 'networkidle' })
  await page.getByRole('heading', { level: 1 }).click()
  expect(await page.content()).not.toMatch(/\/scripts\/|figures/)
  await page.goto(`${stack.appUrl}/privacy`, { waitUntil: 'networkidle' })
  expect(asked).toEqual([])
  const figures = { page: '/s/[seat]', figures: { LCP: 1 } }
  const refused = await page.request.post(`${stack.appUrl}/api/figures`, {
    data: figures,
    headers: { 'sec-fetch-site': 'same-origin' },
  })
  expect(refused.status()).toBe(404)

  await edit({ measurePages: true })
  await expect(async () => {
    asked.length = 0
    await page.goto(seat, { waitUntil: 'networkidle' })
    expect(asked).toEqual([expect.stringMatching(/^GET \/scripts\/page-figures-[\da-f]{12}\.js$/)])
  }).toPass({ timeout: 30_000 })
  await page.getByRole('heading', { level: 1 }).click()
  await page.goto(`${stack.appUrl}/privacy`)
  await expect(page.getByText('شمارش سرعت صفحه‌ها، فقط اگر شرکت پیک آن را روشن کرده باشد')).toBeVisible()

  // A browser tells nobody of what a page sends while it goes: the desk has its count, or nothing came.
  const desk = await newWindow({ viewport: { width: 1280, height: 800 } })
  await enterAs(desk, stack.env, 'manager')
  await desk.goto(`${stack.env.APP_URL}/desk/security`)
  await desk.getByRole('link', { name: 'کارکرد پیک' }).first().click()
  const first = desk.getByRole('table', { name: 'سرعت صفحه‌ها' }).getByRole('row', { name: /صفحهٔ نخست/ })
  await expect(async () => {
    await desk.reload()
    await expect(first).toContainText(/ثانیه.*از [۱-۹]/, { timeout: 1000 })
  }).toPass({ timeout: 15_000 })
  await expect(desk.getByText('۲۴ ساعت گذشته، خواستهٔ دیوار ۹۹٫۵٪')).toBeVisible()
  expect(await desk.content()).not.toContain(new URL(seat).pathname.split('/')[2] ?? '')
  await expectAccessibleInBothSchemes(desk)
  await expectFits(desk)
  const storageState = await desk.context().storageState()
  const phone = await newWindow({ javaScriptEnabled: false, storageState, viewport: { width: 390, height: 844 } })
  await phone.goto(`${stack.appUrl}/desk/figures`)
  await expectFits(phone)
  await expect(phone.getByText('صفحهٔ نخست')).toBeVisible()
})
