import type { Page } from '@playwright/test'
import type { Control } from '../../simulator/index.ts'
import { accept, heading, timeline, toAcceptance, toAcceptanceWithoutScripts } from '../../support/answer.ts'
import { expect, expectAccessible, type Side, test } from '../../support/fixtures.ts'
import { unfold } from '../../support/journey.ts'
import { carrierTells, openButton, patience, propose, rejectFromChat } from '../../support/life.ts'
import { expectFits } from '../../support/looks.ts'
import { test as testOfBusiness } from '../../support/own-business.ts'
import { bookTo, complete } from '../../support/plain-walk.ts'

test.describe.configure({ timeout: 300_000 })

const phone = { width: 390, height: 844 }
const sides: Side[] = ['DEMAND', 'SUPPLY']

/** Nothing that a person opens is opened: two screens of a phone at most. */
async function expectTwoScreens(page: Page, state: string): Promise<void> {
  await page.setViewportSize(phone)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  expect(height, `height of the page: ${state}`).toBeLessThanOrEqual(2 * phone.height)
  await expectFits(page)
  await expectAccessible(page)
}

const titles = {
  accepted: 'ارسال پذیرفته شد',
  assigned: 'مأمور پیک مشخص شد',
  picked_up: 'مرسوله در راه است',
  delivery_failed: 'تحویل انجام نشد',
  delivered: 'مرسوله تحویل شد',
} as const

/** From the acceptance on, each page in each state. */
async function follow(
  divar: Control,
  code: string,
  pages: Page[],
  steps: Exclude<keyof typeof titles, 'accepted'>[],
): Promise<void> {
  for (const state of ['accepted', ...steps] as const) {
    if (state !== 'accepted') await carrierTells(divar, code, state)
    for (const [i, page] of pages.entries()) {
      await expect(heading(page)).toHaveText(titles[state], patience)
      await expectTwoScreens(page, `${state}, page ${i + 1}`)
    }
  }
}

for (const proposes of sides) {
  const answers = proposes === 'DEMAND' ? 'SUPPLY' : 'DEMAND'

  test(`what the ${proposes} side proposed takes at most two screens of a phone in every state, for both sides`, async ({
    openFromChat,
    newWindow,
    divar,
  }) => {
    const mine = await openFromChat({ side: proposes, opens: 'webview' })
    const code = await propose(mine, proposes)
    await expectTwoScreens(mine, 'proposed')
    const theirs = await openButton(await newWindow({ viewport: phone }), divar, answers, code)
    await expectTwoScreens(theirs, 'to be answered')
    await complete(theirs)
    const tries = ['picked_up', 'delivery_failed', 'picked_up', 'delivery_failed', 'picked_up'] as const
    await follow(divar, code, [mine, theirs], ['assigned', ...tries, 'delivered'])
  })
}

for (const side of sides) {
  test(`what the ${side} side proposed and what ended takes at most two screens, also while its message is in doubt`, async ({
    openFromChat,
    newWindow,
    divar,
  }) => {
    const page = await openFromChat({ side, opens: 'webview' })
    await bookTo(page, 'preview', { service: { otherCity: side === 'SUPPLY' ? 'تهران' : null } })
    divar.fault({ on: 'send', kind: 'status', status: 500, effect: 'apply' })
    await page.getByRole('button', { name: 'ثبت و فرستادن در چت' }).click()
    await expect(page.getByText('نمی‌دانیم پیام رسیده یا نه', { exact: true })).toBeVisible(patience)
    await expectTwoScreens(page, 'unconfirmed')
    const code = /shipment\/(\w+)/.exec(page.url())?.[1] ?? ''
    const other = side === 'DEMAND' ? 'SUPPLY' : 'DEMAND'
    const theirs = await openButton(await newWindow({ viewport: phone }), divar, other, code)
    await rejectFromChat(theirs, divar, other, code)
    for (const one of [page, theirs]) {
      await expect(heading(one)).toHaveText('پیشنهاد پذیرفته نشد', patience)
      await expectTwoScreens(one, 'rejected')
    }
  })
}

testOfBusiness(
  'with a business, long names and nothing announced, every state takes at most two screens, for both sides',
  async ({ edit, openFromChat, newWindow, divar }) => {
    divar.reset({ scenario: 'long-names', fresh: true })
    await edit()
    const buyer = await openFromChat({ side: 'DEMAND', opens: 'webview' })
    await expect(buyer.getByText('چه کسی کالا را می‌برد؟')).toBeVisible()
    await bookTo(buyer, 'review')
    await buyer.getByRole('button', { name: 'بدون اعلام در چت ثبت کن' }).click()
    await expect(heading(buyer)).toHaveText('ثبت شد، ولی فروشنده هنوز خبر ندارد')
    await expectTwoScreens(buyer, 'not announced')
    const code = /shipment\/(\w+)/.exec(buyer.url())?.[1] ?? ''
    const seller = await openButton(await newWindow({ viewport: phone }), divar, 'SUPPLY', code)
    await expectTwoScreens(seller, 'to be answered')
    await complete(seller)
    await follow(divar, code, [buyer, seller], ['assigned', 'picked_up', 'delivery_failed'])
  },
)

test('five reports, one of them with thirty long texts, leave a page of two screens to each side', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND', opens: 'webview' })
  const code = await propose(buyer, 'DEMAND')
  const seller = await openButton(await newWindow({ viewport: phone }), divar, 'SUPPLY', code)
  await complete(seller)
  await expect(heading(buyer)).toHaveText(titles.accepted, patience)
  const long = `${'بسته هنوز به دست من نرسیده و کسی هم زنگ نزده است. '.repeat(9)}نوشتهٔ`
  for (const page of [buyer, seller]) {
    for (const number of [1, 2, 3, 4, 5]) {
      await page.getByRole('link', { name: 'گزارش مشکل' }).click()
      await page.getByLabel('شرح مشکل').fill(`${long} ${number}`)
      await page.getByRole('button', { name: 'فرستادن به شرکت پیک' }).click()
      await expect(page.getByText('گزارش‌های شما')).toBeVisible(patience)
    }
    const told = () => divar.carrierOrders().filter(({ type }) => type === 'problem.reported')
    const by = page === buyer ? 'buyer' : 'seller'
    const own = () => told().filter(({ data }) => data.by === by)
    await expect.poll(() => own().length, patience).toBe(5)
    const threadId = String(own()[0]?.data.threadId)
    for (let number = 1; number <= 30; number++) await divar.carrierReply({ threadId, text: `${long} پاسخ ${number}` })
    await page.reload()
    await expect(page.getByText('۳۰ نوشتهٔ پیشین')).toBeVisible(patience)
    await expectTwoScreens(page, `thirty texts, ${by}`)
    await page.getByText('همهٔ متن').locator('visible=true').click()
    await expect(page.getByText(/پاسخ 30$/).locator('visible=true')).toBeVisible()
    await page.getByText('۳۰ نوشتهٔ پیشین').click()
    await page.getByText('۴ گزارش دیگر').click()
    await expectFits(page)
    await expectAccessible(page)
  }
})

test('the timeline stands on the first screen, with the awaited step, its deadline and who does it', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND', opens: 'webview' })
  const code = await propose(buyer, 'DEMAND')
  await buyer.setViewportSize(phone)
  await expect(timeline(buyer).nth(1)).toHaveText(/^فروشنده بپذیرد \(قدم بعدی\)تا .+، ساعت [۰-۹]+:[۰-۹]{2}$/)
  await expect(timeline(buyer).nth(1)).toBeInViewport()
  const seller = await openButton(await newWindow({ viewport: phone }), divar, 'SUPPLY', code)
  await expect(timeline(seller).nth(1)).toHaveText(/^شما بپذیرید \(قدم بعدی\)تا /)
  await complete(seller)
  await expect(timeline(seller).nth(2)).toHaveText(/^مأمور پیک مشخص شود \(قدم بعدی\).+ مشخص می‌کند$/)
  const report = seller.getByRole('link', { name: 'گزارش مشکل' })
  await expect(report).toBeInViewport()
})

test('a row that a person has opened stays open when the page is drawn again', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND', opens: 'webview' })
  const code = await propose(buyer, 'DEMAND')
  for (const title of ['نشانی شما', 'خبرها در چت']) await unfold(buyer, title)
  const open = () => buyer.locator('details[open]').count()
  expect(await open()).toBe(2)
  await complete(await openButton(await newWindow(), divar, 'SUPPLY', code))
  await expect(heading(buyer)).toHaveText('ارسال پذیرفته شد', patience)
  expect(await open()).toBe(2)
  await carrierTells(divar, code, 'assigned', 'picked_up')
  await expect(heading(buyer)).toHaveText('مرسوله در راه است', patience)
  expect(await open()).toBe(2)
  await expect(buyer.getByText('طرف مقابل فقط شهر و محله را می‌بیند.')).toBeVisible()
})

/** Of the acceptance, with everything that is agreed to there in sight and the later windows behind their row. */
const acceptance = 3100

for (const javaScriptEnabled of [true, false]) {
  testOfBusiness(
    `the acceptance ${javaScriptEnabled ? 'with' : 'without'} JavaScript keeps the later windows behind a row, and the earliest costs no tap`,
    async ({ edit, openFromChat, newWindow, divar, tolerate }) => {
      tolerate(/\.js did not load: csp$/)
      await edit()
      const code = await propose(await openFromChat({ side: 'DEMAND', opens: 'webview' }), 'DEMAND')
      const seller = await openButton(await newWindow({ viewport: phone, javaScriptEnabled }), divar, 'SUPPLY', code)
      await (javaScriptEnabled ? toAcceptance : toAcceptanceWithoutScripts)(seller)
      const height = await seller.evaluate(() => document.documentElement.scrollHeight)
      expect(height, 'height of the acceptance').toBeLessThanOrEqual(acceptance)
      const shown = seller.getByText('گرفتن کالا', { exact: true }).locator('..')
      const earliest = (await shown.textContent()) ?? ''
      const others = seller.getByRole('navigation', { name: 'زمان گرفتن کالا' })
      await expect(others.getByRole('link')).toHaveCount(0)
      await others.getByText('زمان‌های دیگر', { exact: true }).click()
      await expect(others.getByRole('link')).toHaveCount(5)
      await expectFits(seller)
      // Axe itself is a script.
      if (javaScriptEnabled) await expectAccessible(seller)
      const later = (await others.getByRole('link').last().textContent()) ?? ''
      await others.getByRole('link').last().click()
      await expect(shown).toContainText(later)
      await expect(shown).not.toHaveText(earliest)
      await expect(others.getByRole('link')).toHaveCount(0)
      await accept(seller)
      await expect(timeline(seller).nth(3)).toContainText(later)
    },
  )
}
