import type { BrowserContext, Page, Route } from '@playwright/test'
import { expect, expectAccessible, test } from '../../support/fixtures.ts'
import {
  bookAndSend,
  chooseWhat,
  errorSummary,
  expectAt,
  expectPricesSettled,
  fillWhat,
  ownCity,
  payers,
  typeAddress,
  walkTo,
} from '../../support/journey.ts'
import { patience } from '../../support/life.ts'

test.describe.configure({ timeout: 180_000 })

const go = (page: Page) => page.getByRole('button', { name: 'ادامه', exact: true })
const line = (page: Page) => page.getByLabel('نشانی', { exact: true })
const isForm = (route: Route) => route.request().method() === 'POST'

/** Has what forms send answered by `answer`, one after the other; `past` lets the rest through. */
async function onForms(context: BrowserContext, answer: (route: Route, count: number) => Promise<void>): Promise<void> {
  let count = 0
  await context.route('**/s/**', async (route) => {
    if (isForm(route)) await answer(route, ++count)
    else await route.continue()
  })
}

test('the districts of a city that was chosen offline load when the network returns', async ({
  openFromChat,
  context,
  tolerate,
}) => {
  tolerate(/ERR_INTERNET_DISCONNECTED|api\/places|console error/)
  const page = await openFromChat({ side: 'DEMAND' })
  await walkTo(page, 'what')
  await context.setOffline(true)
  await page.getByLabel(ownCity).selectOption({ label: 'مشهد' })
  await expect(page.getByRole('status').filter({ hasText: 'محله‌ها نیامد' })).toBeVisible()
  await context.setOffline(false)
  await page.getByLabel('محله', { exact: true }).selectOption({ label: 'احمدآباد' })
  await expect(page.getByText('محله‌ها نیامد')).toHaveCount(0)
  await expectPricesSettled(page)
})

for (const how of ['says so', 'does not say so']) {
  test(`a tap during a submission is taken after it, in a browser that ${how} which button was tapped`, async ({
    openFromChat,
    page,
    context,
  }) => {
    if (how === 'does not say so') {
      await page.addInitScript(() => Object.defineProperty(SubmitEvent.prototype, 'submitter', { value: undefined }))
    }
    await openFromChat({ side: 'SUPPLY' })
    await chooseWhat(page, { service: { otherCity: 'تهران' } })
    const held: Route[] = []
    let isHeld = true
    await onForms(context, async (route) => {
      if (isHeld) held.push(route)
      else await route.continue()
    })
    await go(page).click()
    await go(page).click({ force: true })
    await expect.poll(() => held.length).toBe(1)
    await page.getByRole('radio', { name: /^پست پیشتاز/ }).check()
    await page.getByRole('radio', { name: payers.seller }).check()
    await go(page).click({ force: true })
    // It says that it is under way too.
    await expect(go(page)).toHaveAttribute('aria-disabled', 'true')
    expect(held).toHaveLength(1)
    isHeld = false
    await held[0]?.continue()
    await expectAt(page, 'address')
    await page.goBack()
    await expect(page.getByRole('radio', { name: payers.seller })).toBeChecked()
  })
}

test('Enter in a field triggers the main action', async ({ openFromChat }) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await chooseWhat(page, { service: { otherCity: 'تهران' } })
  await page.getByRole('radio', { name: /^پست پیشتاز/ }).check()
  await page.getByRole('radio', { name: /^پست پیشتاز/ }).press('Enter')
  await expectAt(page, 'address')
})

test('a message in doubt is settled in a browser that does not say which button was tapped', async ({
  openFromChat,
  page,
  divar,
}) => {
  await page.addInitScript(() => Object.defineProperty(SubmitEvent.prototype, 'submitter', { value: undefined }))
  await openFromChat({ side: 'SUPPLY' })
  await walkTo(page, 'preview')
  divar.fault({ on: 'send', kind: 'status', status: 500, effect: 'apply' })
  await bookAndSend(page)
  await page.getByRole('button', { name: 'در چت هست' }).click()
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible(patience)
})

test('a form without an answer times out with a message, keeps its input and submits on the next tap', async ({
  openFromChat,
  page,
  context,
}) => {
  await openFromChat({ side: 'DEMAND' })
  await walkTo(page, 'address')
  await typeAddress(page)
  // From here on the page's own clock, to be put forward.
  await page.clock.install()
  await onForms(context, async (route, count) => {
    if (count > 1) await route.continue()
  })
  await go(page).click()
  await expect(go(page)).toHaveAttribute('aria-disabled', 'true')
  await page.clock.runFor(26_000)
  await expect(errorSummary(page)).toContainText('پاسخ دیر کرد')
  await expect(line(page)).not.toHaveValue('')
  await go(page).click()
  await expectAt(page, 'review')
})

test('each failure between a form and its answer has its own message, and no input is lost', async ({
  openFromChat,
  page,
  context,
  tolerate,
}) => {
  tolerate(/status [45]\d\d|console error|ERR_FAILED/)
  await openFromChat({ side: 'DEMAND' })
  await walkTo(page, 'address')
  await typeAddress(page)
  const cases: [number | 'abort', string][] = [
    ['abort', 'پاسخی نرسید. اینترنت خود را بررسی کنید'],
    [303, 'این درخواست پذیرفته نشد'],
    [400, 'این درخواست پذیرفته نشد'],
    [404, 'این درخواست پذیرفته نشد'],
    [413, 'بیش از اندازه بلند است'],
    [429, 'درخواست‌ها زیاد شده است'],
    [500, 'مشکل از سمت پیک است'],
    [502, 'مشکل از سمت پیک است'],
  ]
  await onForms(context, async (route, count) => {
    const status = cases[count - 1]?.[0]
    if (status === undefined) await route.continue()
    else if (status === 'abort') await route.abort()
    else
      await route.fulfill({ status, body: 'No.', headers: status === 303 ? { location: '/problem/cross_site' } : {} })
  })
  const typed = await line(page).inputValue()
  for (const [status, sentence] of cases) {
    await go(page).click()
    await expect(errorSummary(page), `${status}`).toContainText(sentence)
    await expect(line(page)).toHaveValue(typed)
  }
  await expectAccessible(page)
  await go(page).click()
  await expectAt(page, 'review')
})

test('a late answer does not undo what was chosen in the meantime', async ({ openFromChat, page, context }) => {
  await openFromChat({ side: 'SUPPLY' })
  const held: Route[] = []
  await onForms(context, async (route) => {
    held.push(route)
  })
  // The answer says that nothing forbidden may be inside.
  await chooseWhat(page, { parcel: { forbiddenAccepted: false }, service: { otherCity: 'تهران' } })
  const other = page.getByLabel(/^خریدار در کدام شهر است؟/)
  await go(page).click()
  await expect.poll(() => held.length).toBe(1)
  await other.selectOption({ label: 'مشهد' })
  await held[0]?.continue()
  await expect(errorSummary(page)).toBeVisible()
  await expect(other.locator('option:checked')).toHaveText('مشهد')
  // And the prices are those of what stands there.
  await expectPricesSettled(page)
  await expect(page.getByRole('radio', { name: /^پیک فوری/ })).toBeDisabled()
})

test('a chosen parcel stays chosen when the answer does not arrive', async ({
  openFromChat,
  page,
  context,
  tolerate,
}) => {
  tolerate(/console error|ERR_FAILED/)
  await openFromChat({ side: 'DEMAND' })
  await walkTo(page, 'what')
  await onForms(context, async (route, count) => (count === 1 ? await route.abort() : await route.continue()))
  await fillWhat(page)
  await expect(errorSummary(page)).toContainText('پاسخی نرسید')
  await expect(page.getByRole('radio', { name: /^کوچک/ })).toBeChecked()
  await go(page).click()
  await expectAt(page, 'address')
})
