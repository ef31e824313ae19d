import type { Page } from '@playwright/test'
import { expect, expectAccessibleInBothSchemes, test } from '../../support/fixtures.ts'
import { overflow, smallTargets } from '../../support/layout.ts'

test.describe.configure({ timeout: 240_000 })

const alone = {
  session_ended: 'این صفحه برای امنیت شما بسته شد',
  link_invalid: 'این لینک درست نیست',
  link_used: 'این لینک قبلاً باز شده است',
  link_expired: 'مهلت این لینک گذشته است',
  no_conversation: 'پیک را از داخل چت باز کنید',
  other_divar_user: 'با حساب دیگری وارد شده‌اید',
  not_found: 'این صفحه پیدا نشد',
  too_many_requests: 'درخواست‌ها زیاد شده است',
  fault: 'خطایی پیش آمد',
}

const seated = {
  wrong_side: 'این کار را طرف مقابل باید انجام دهد',
  shipment_exists: 'برای این گفت‌وگو یک ارسال در جریان است',
  not_found: 'این صفحه پیدا نشد',
  divar_unavailable: 'دیوار پاسخ نمی‌دهد',
  divar_refused: 'دیوار این درخواست را نپذیرفت',
  divar_malformed: 'پاسخ دیوار کامل نرسید',
  permission_refused: 'اجازه داده نشد',
  permission_missing: 'اجازهٔ شما لازم است',
  other_divar_user: 'با حساب دیگری وارد شده‌اید',
  same_divar_user: 'هر دو طرف با یک حساب دیوار وارد شده‌اند',
  message_refused: 'پیام در چت فرستاده نشد',
  message_unconfirmed: 'از رسیدن پیام مطمئن نیستیم',
  fault: 'خطایی پیش آمد',
}

/** Says what happened, has one button and a way back to Divar, and can be read by everybody. */
async function look(page: Page, address: string, title: string, sticks = true): Promise<void> {
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(page).toHaveTitle(`${title} – پیک`)
  await expect(page.locator('.stick-bottom').getByRole('link')).toHaveCount(sticks ? 1 : 0)
  await expect(page.getByRole('link', { name: /^بازگشت به (چت )?دیوار$/ }).first()).toBeVisible()
  expect(await overflow(page), address).toEqual([])
  expect(await smallTargets(page), address).toEqual([])
  await expectAccessibleInBothSchemes(page)
}

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
})

test('every dead end without a seat and the privacy page are accessible and fit', async ({ page, stack }) => {
  for (const [code, title] of Object.entries(alone)) await look(page, `${stack.appUrl}/problem/${code}`, title)
  // Nothing is known to try again with: the sentence says what the button does.
  for (const code of ['other_divar_user', 'too_many_requests', 'fault']) {
    await page.goto(`${stack.appUrl}/problem/${code}`)
    await expect(page.getByText('کمی بعد به چت برگردید', { exact: false })).toBeVisible()
    await expect(page.locator('.stick-bottom').getByRole('link')).toHaveText('بازگشت به دیوار')
  }
  await look(page, `${stack.appUrl}/no-such-page`, 'این صفحه پیدا نشد')
  await look(page, `${stack.appUrl}/privacy`, 'چه کسی می‌بیند، تا کی و چطور پاک می‌شود', false)
  const headings = page.getByRole('heading', { level: 2 })
  for (const [i, asked] of ['چه کسی اطلاعات شما را می‌بیند؟', 'تا کی می‌ماند؟', 'چطور پاک کنم؟'].entries()) {
    await expect(headings.nth(i)).toHaveText(asked)
  }
  await expect(page.getByText(/پیام‌های تازهٔ همان آگهی خودکار خوانده می‌شود/)).toBeVisible()
})

test('every dead end with a seat is accessible and fits', async ({ openFromChat }) => {
  const page = await openFromChat({ side: 'SUPPLY', opens: 'webview' })
  const seat = page.url()
  for (const [code, title] of Object.entries(seated)) await look(page, `${seat}/problem/${code}`, title)
})

test('a page that asks to be drawn again carries what is said of a lost page in short', async ({ page, stack }) => {
  const address = `${stack.appUrl}/problem/fault`
  const visit = await (await page.request.get(address, { headers: { 'sec-fetch-mode': 'navigate' } })).text()
  const redraw = await page.request.get(`${address}?_rsc`, { headers: { 'sec-fetch-mode': 'cors', rsc: '1' } })
  const payload = await redraw.text()
  for (const text of [visit, payload]) expect(text).toContain(alone.not_found)
  // The page around it stands there once: of what is drawn.
  expect(visit.split(`${alone.not_found} – پیک`).length).toBeGreaterThan(1)
  expect(payload).not.toContain(`${alone.not_found} – پیک`)
})
