import type { Page } from '@playwright/test'
import { expect, test } from '../../support/fixtures.ts'
import { bookAndSend, expectAt } from '../../support/journey.ts'
import { bookTo } from '../../support/plain-walk.ts'

test.describe.configure({ timeout: 120_000 })

const ended = 'این صفحه برای امنیت شما بسته شد'
const minutes = (count: number): number => count * 60

const seatOf = (page: Page): string => page.url().replace(/^(.*\/s\/[^/]+).*$/, '$1')

async function expectEnded(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(ended, { timeout: 30_000 })
  await expect(page.getByText('برای ادامه، پیک را دوباره از چت باز کنید.', { exact: false })).toBeVisible()
  const main = page.getByRole('main')
  await expect(main.getByRole('button')).toHaveCount(0)
  await expect(main.getByRole('link')).toHaveText(['بازگشت به دیوار'])
}

test('a session ends after fifteen idle minutes, and using it extends it', async ({ openFromChat, divar }) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'review')
  divar.clock(minutes(14))
  await page.reload()
  await expectAt(page, 'review')
  divar.clock(minutes(28))
  await page.reload()
  await expectAt(page, 'review')
  divar.clock(minutes(28 + 16))
  await page.reload()
  await expectEnded(page)
  for (const step of ['', '/address', '/review']) {
    await page.goto(`${seatOf(page)}${step}`)
    await expectEnded(page)
  }
})

test('a form submitted after the session ended says so and keeps its input', async ({ openFromChat, divar }) => {
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'address')
  await page.getByLabel('نام و نام خانوادگی').fill('شهلا کاویانی')
  divar.clock(minutes(16))
  await page.getByRole('button', { name: 'ادامه', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'پیک را دوباره از چت باز کنید' })).toBeVisible()
  await expect(page.getByLabel('نام و نام خانوادگی')).toHaveValue('شهلا کاویانی')
})

test('a page that only polls does not extend its session and says when it has ended', async ({
  openFromChat,
  divar,
  context,
  app,
}) => {
  // Where no event comes through it asks; that listening keeps nobody signed in either is shown in live.spec.ts.
  await context.route('**/events', async (route) => await route.abort())
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'preview')
  // Divar asks for two hours of patience: until then the page goes on asking where the message is.
  divar.fault({ on: 'send', kind: 'status', status: 429, headers: { 'retry-after': '7200' } })
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expect(page.getByText('پیام در راه است')).toBeVisible()
  for (const minute of [4, 8, 12]) {
    divar.clock(minutes(minute))
    const asked = await page.waitForResponse((response) => response.url().endsWith('/state'))
    expect(asked.status()).toBe(200)
  }
  divar.clock(minutes(16))
  await expectEnded(page)
  // For two hours this process would read no titles either.
  await app.restart()
})

test('a session ends after eight hours even when in use', async ({ openFromChat, divar }) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  const greeting = 'شما <strong>فروشندهٔ'
  for (let minute = 14; minute < 8 * 60; minute += 14) {
    divar.clock(minutes(minute))
    expect(await (await page.request.get(page.url())).text(), `after ${minute} minutes`).toContain(greeting)
  }
  divar.clock(minutes(8 * 60 + 1))
  await page.reload()
  await expectEnded(page)
})

test('a browser holds one session cookie, hidden from scripts and other sites', async ({
  openFromChat,
  context,
  stack,
  divar,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await openFromChat({ side: 'DEMAND', page: await context.newPage() })
  const other = divar.conversations()[1]?.id ?? ''
  await openFromChat({ side: 'DEMAND', conversationId: other, page: await context.newPage() })
  const sessions = async () => (await context.cookies(stack.appUrl)).map(({ name }) => name)
  expect(await sessions()).toEqual(['peyk.session'])
  // Each seat's own short cookie is seen by that seat only.
  const all = (await context.cookies()).filter(({ domain }) => domain === 'localhost')
  expect(all.map(({ name, path }) => `${name} ${path.replace(/[^/]{22,}$/, '…')}`).sort()).toEqual([
    'peyk.join /s/…',
    'peyk.join /s/…',
    'peyk.join /s/…',
    'peyk.session /',
  ])
  for (const { name, httpOnly, sameSite, secure } of all) {
    expect({ name, httpOnly, sameSite, secure }).toEqual({ name, httpOnly: true, sameSite: 'Lax', secure: false })
  }
  expect(await page.evaluate(() => document.cookie)).toBe('')
  // After a consent there is still one, and a new one: the state and the proof of the way there are gone.
  const before = all.find(({ name }) => name === 'peyk.session')?.value
  divar.consentAs(divar.conversations()[0]?.supplier.id ?? null)
  await bookTo(page, 'preview')
  expect(await sessions()).toEqual(['peyk.session'])
  expect((await context.cookies(stack.appUrl))[0]?.value).not.toBe(before)
})
