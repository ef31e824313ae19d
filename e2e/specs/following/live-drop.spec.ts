import type { BrowserContext, Page } from '@playwright/test'
import { turnOnForPost } from '../../support/assistant-life.ts'
import { expect, test } from '../../support/fixtures.ts'
import { readTrackingCode } from '../../support/journey.ts'
import { patience, rejectFromChat } from '../../support/life.ts'
import { bookTo } from '../../support/plain-walk.ts'

test.describe.configure({ timeout: 180_000 })

test.beforeEach(({ tolerate }) => {
  tolerate(/ERR_FAILED|status (401|502)|console error/)
})

/** The page's own redraws fail, in one way and another, until they are let through; gives how many were asked for. */
async function tearRedraws(context: BrowserContext) {
  let [asked, isTorn] = [0, true]
  await context.route(/[?&]_rsc=/, async (route) => {
    asked += 1
    if (!isTorn) await route.continue()
    else if (asked % 2 === 0) await route.fulfill({ status: 502, body: '<h1>Bad Gateway</h1>' })
    else await route.abort()
  })
  return {
    asked: () => asked,
    mend: () => {
      isTorn = false
    },
  }
}

const mark = (page: Page) => page.evaluate(() => Object.assign(window, { sinceLoad: true }))
const expectNoReload = async (page: Page) => expect(await page.evaluate(() => 'sinceLoad' in window)).toBe(true)

test('a connection lost before a redraw leaves the shipment page in place, and it catches up later', async ({
  openFromChat,
  newWindow,
  context,
  divar,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'result')
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible(patience)
  const shipment = (await readTrackingCode(page)).replaceAll('-', '')
  await mark(page)
  const redraws = await tearRedraws(context)
  await rejectFromChat(await newWindow(), divar, 'DEMAND', shipment)
  await expect.poll(redraws.asked, patience).toBeGreaterThan(3)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('درخواست شما ثبت شد')
  redraws.mend()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('پیشنهاد پذیرفته نشد', patience)
  await expectNoReload(page)
})

test("a connection lost before a redraw leaves the assistant's inbox and a reply being written in place", async ({
  page,
  context,
  stack,
  divar,
}) => {
  divar.reset({ scenario: 'assistant', fresh: true })
  const [conversationId = '', other = ''] = await turnOnForPost(page, stack, divar)
  divar.say({ conversationId, side: 'DEMAND', text: 'سلام، هنوز هست؟' })
  await expect(page.getByText('سلام، هنوز هست؟')).toBeVisible(patience)
  const box = page.locator(`[name="reply-${conversationId}"]`)
  await page.locator('details', { has: box }).locator('summary').first().click()
  await box.fill('بله، هنوز')
  await mark(page)
  const redraws = await tearRedraws(context)
  divar.say({ conversationId: other, side: 'DEMAND', text: 'قیمت آخرش چند؟' })
  await expect.poll(redraws.asked, patience).toBeGreaterThan(3)
  redraws.mend()
  await expect(page.getByText('قیمت آخرش چند؟')).toBeVisible(patience)
  await expect(page.getByText('سلام، هنوز هست؟')).toBeVisible()
  await expect(box).toHaveValue('بله، هنوز')
  await expectNoReload(page)
})

test('a session that ends while the connection is lost is reported when it returns', async ({
  openFromChat,
  context,
  divar,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'result')
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible(patience)
  await mark(page)
  const redraws = await tearRedraws(context)
  divar.clock(16 * 60)
  await expect.poll(redraws.asked, patience).toBeGreaterThan(1)
  redraws.mend()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('این صفحه برای امنیت شما بسته شد', patience)
})
