import type { Page } from '@playwright/test'
import { dumpDatabase } from '../../support/dump.ts'
import { expect, expectAccessible, test } from '../../support/fixtures.ts'
import {
  chooseWhat,
  errorSummary,
  expectAt,
  field,
  fillAddress,
  freshAddress,
  typeAddress,
} from '../../support/journey.ts'
import { bookTo } from '../../support/plain-walk.ts'
import { findLeaks, recordResponses } from '../../support/secrets-scan.ts'

// What the user's own browser keeps of an address, where they ask it to.
test.describe.configure({ timeout: 180_000 })

const name = 'peyk.address'
const go = (page: Page) => page.getByRole('button', { name: 'ادامه', exact: true })
const tick = (page: Page) => page.getByLabel('روی همین دستگاه به یاد بسپار')
const cookieOf = async (page: Page) => (await page.context().cookies()).find((one) => one.name === name)
const seatOf = (page: Page): string => page.url().replace(/^(.*\/s\/[^/?]+).*$/, '$1')
const named = (address: Record<string, string>) => Object.entries(address).map(([key, text]) => ({ name: key, text }))

async function rememberIn(page: Page, address: ReturnType<typeof freshAddress>): Promise<void> {
  await bookTo(page, 'address')
  await typeAddress(page, address)
  await tick(page).check()
  await go(page).click()
  await expectAt(page, 'review')
}

test('a browser that is asked to fills in the next booking by itself, and forgets with one tap', async ({
  openFromChat,
  divar,
}) => {
  const second = divar.conversations()[1]?.id ?? ''
  const address = freshAddress()
  const page = await openFromChat({ side: 'DEMAND' })
  await rememberIn(page, address)
  expect(await cookieOf(page)).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  expect(findLeaks([{ name, text: (await cookieOf(page))?.value ?? '' }], named(address))).toEqual([])

  // Another conversation: city, district and address are there, and the address is seen before anything is booked.
  await openFromChat({ side: 'DEMAND', conversationId: second, page })
  await expect(field(page, 'district').locator('option:checked')).toHaveText('تهرانپارس')
  await go(page).click()
  await expectAt(page, 'review')
  await expect(page.getByText(address.line)).toBeVisible()
  await expect(page.getByText(/همین مرورگر به یاد دارد/)).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'ویرایش نشانی شما' }).click()
  await expect(tick(page)).toBeChecked()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'فراموش کن' }).click()
  await expect(page.getByRole('button', { name: 'فراموش کن' })).toHaveCount(0)
  await expect(tick(page)).not.toBeChecked()
  expect(await cookieOf(page)).toBeUndefined()
})

test('a browser that is not asked remembers nothing, and one that is no longer asked forgets', async ({
  openFromChat,
}) => {
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'review')
  expect(await cookieOf(page)).toBeUndefined()
  await page.goto(`${seatOf(page)}/address`)
  await tick(page).check()
  await go(page).click()
  await expectAt(page, 'review')
  expect(await cookieOf(page)).toBeDefined()
  await page.goto(`${seatOf(page)}/address`)
  await tick(page).uncheck()
  await go(page).click()
  await expectAt(page, 'review')
  expect(await cookieOf(page)).toBeUndefined()
})

test('a remembered address of another district fills in name and number only', async ({ openFromChat, divar }) => {
  const address = freshAddress()
  const page = await openFromChat({ side: 'DEMAND' })
  await rememberIn(page, address)
  await openFromChat({ side: 'DEMAND', conversationId: divar.conversations()[1]?.id ?? '', page })
  await chooseWhat(page, { address: { district: 'نازی‌آباد' } })
  await go(page).click()
  await expectAt(page, 'address')
  await expect(field(page, 'name')).toHaveValue(address.name)
  await expect(field(page, 'line')).toHaveValue('')
})

test('a cookie that cannot be read is ignored and taken away', async ({ openFromChat, context, stack }) => {
  const page = await openFromChat({ side: 'DEMAND' })
  for (const value of ['nonsense', 'a.b.c.d.e', 'x'.repeat(3900)]) {
    await context.addCookies([{ name, value, url: stack.appUrl, httpOnly: true }])
    await page.goto(seatOf(page))
    await bookTo(page, 'address')
    await expect(page.getByRole('button', { name: 'فراموش کن' })).toHaveCount(0)
    await go(page).click()
    await expect(errorSummary(page)).toBeVisible()
    await fillAddress(page)
    await expectAt(page, 'review')
    expect(await cookieOf(page)).toBeUndefined()
    await page.goto(seatOf(page))
    await page.getByRole('button', { name: 'پاک کن و از نو شروع کن' }).click()
    await expect(page.getByText('پیش‌نویس شما')).toHaveCount(0)
  }
})

test('erasing takes the address out of the browser, and no log, database or other browser ever held it', async ({
  openFromChat,
  newWindow,
  stack,
  app,
}) => {
  const before = app.logs().length
  const address = freshAddress()
  const page = await openFromChat({ side: 'DEMAND' })
  await rememberIn(page, address)
  const other = await newWindow()
  const heard = recordResponses(other.context(), stack.appUrl)
  await openFromChat({ side: 'DEMAND', page: other })
  expect(findLeaks(await heard(), named(address))).toEqual([])
  const cookie = (await cookieOf(page))?.value ?? ''

  await page.goto(`${seatOf(page)}/erase`)
  await expect(page.getByText('نشانی‌ای که این مرورگر برای سفارش بعدی به یاد دارد')).toBeVisible()
  await page.getByRole('button', { name: 'اطلاعات من را پاک کن' }).click()
  await page.waitForURL('**/erased')
  expect(await cookieOf(page)).toBeUndefined()
  await app.stop()
  const left = [
    { name: 'the logs', text: JSON.stringify(app.logs().slice(before)) },
    { name: 'the database', text: await dumpDatabase(stack) },
  ]
  expect(findLeaks(left, [...named(address), { name, text: cookie }])).toEqual([])
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('an address is remembered and forgotten all the same', async ({ openFromChat, tolerate }) => {
    tolerate(/\.js did not load: csp$/)
    const page = await openFromChat({ side: 'DEMAND' })
    await rememberIn(page, freshAddress())
    expect(await cookieOf(page)).toBeDefined()
    await page.goto(`${seatOf(page)}/address`)
    await page.getByRole('button', { name: 'فراموش کن' }).click()
    await expect(page.getByRole('button', { name: 'فراموش کن' })).toHaveCount(0)
    expect(await cookieOf(page)).toBeUndefined()
  })
})
