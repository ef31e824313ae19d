import type { Page } from '@playwright/test'
import { answersTo, ask, expectAnswer, idOf, newest, openBot, write } from '../../support/chatbot.ts'
import { expect, expectAccessible, test } from '../../support/fixtures.ts'
import { openButton, patience, propose } from '../../support/life.ts'
import { complete } from '../../support/plain-walk.ts'

test.describe.configure({ timeout: 180_000 })

const problem = 'پیک هنوز نیامده است.'
const send = (page: Page) => page.getByRole('button', { name: 'فرستادن به شرکت پیک' })

async function report(page: Page, text: string): Promise<void> {
  await page.getByRole('link', { name: 'گزارش مشکل' }).click()
  await page.getByLabel('شرح مشکل').fill(text)
  await send(page).click()
  await expect(page.getByText(text, { exact: true })).toBeVisible(patience)
}

/** `kept`: what was left in the form before, which comes back first. */
async function writeOn(page: Page, text: string, kept = ''): Promise<void> {
  await page.getByRole('link', { name: 'نوشتن دربارهٔ این گزارش' }).click()
  await expect(page.getByLabel('نوشتهٔ شما')).toHaveValue(kept)
  await page.getByLabel('نوشتهٔ شما').fill(text)
  await send(page).click()
  await expect(page.getByText(text, { exact: true })).toBeVisible(patience)
}

test('a report is answered on the page while it is open, its person writes on, and nobody else reads any of it', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND' })
  const code = await propose(buyer, 'DEMAND')
  const seller = await openButton(await newWindow(), divar, 'SUPPLY', code)
  await complete(seller)
  await report(seller, problem)
  const told = () => divar.carrierOrders().filter(({ type }) => ['problem.reported', 'thread.replied'].includes(type))
  await expect.poll(() => told().map(({ type }) => type), patience).toEqual(['problem.reported'])
  const threadId = String(told()[0]?.data.threadId)

  await seller.evaluate(() => Object.assign(window, { kept: true }))
  const first = await divar.carrierReply({ threadId, text: 'تا یک ساعت دیگر می‌رسد.\n<b>ممنون</b>', from: 'مینا' })
  expect(first).toMatchObject({ status: 200, body: { threadId, repeated: false } })
  await expect(seller.getByText(/^پاسخ شرکت پیک، .مینا.$/)).toBeVisible(patience)
  await expect(seller.getByText('<b>ممنون</b>')).toBeVisible()
  expect(await seller.evaluate(() => 'kept' in window), 'shown without a reload').toBe(true)
  await expectAccessible(seller)

  await seller.getByRole('link', { name: 'نوشتن دربارهٔ این گزارش' }).click()
  await expectAccessible(seller)
  await send(seller).click()
  await expect(seller.getByLabel('نوشتهٔ شما')).toHaveAccessibleDescription(/بنویسید چه می‌خواهید بگویید/)
  await seller.getByLabel('نوشتهٔ شما').fill('آ'.repeat(501))
  await send(seller).click()
  await expect(seller.getByLabel('نوشتهٔ شما')).toHaveValue('آ'.repeat(501))
  await expectAccessible(seller)
  await seller.getByRole('link', { name: 'بازگشت به مرسوله' }).click()
  await writeOn(seller, 'دو ساعت گذشت.', 'آ'.repeat(501))
  await expect
    .poll(() => told().at(-1)?.data, patience)
    .toMatchObject({ threadId, by: 'seller', text: 'دو ساعت گذشت.' })

  await divar.carrierReply({ threadId, text: 'پیک پشت در است.', closes: true })
  await expect(seller.getByText('پیک پشت در است.')).toBeVisible(patience)
  await expect(seller.getByText('این گفت‌وگو بسته شده است.')).toBeVisible()
  await expect(seller.getByRole('link', { name: 'نوشتن دربارهٔ این گزارش' })).toHaveCount(0)
  expect(await divar.carrierReply({ threadId, text: 'باز هم' })).toMatchObject({ status: 409 })

  // The other side, and the same side opened by somebody else, see none of it.
  await buyer.reload()
  const again = await openButton(await newWindow(), divar, 'SUPPLY', code)
  for (const page of [buyer, again]) {
    for (const words of [problem, 'دو ساعت گذشت.', 'پیک پشت در است.'])
      await expect(page.getByText(words)).toHaveCount(0)
  }
  const seat = (page: Page) => page.url().split('/shipment/')[0]
  for (const page of [buyer, again]) {
    await page.goto(`${seat(page)}/shipment/${code}/problem/${threadId}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('این صفحه پیدا نشد')
  }
})

test('without JavaScript a report is answered and its person writes on', async ({
  openFromChat,
  newWindow,
  divar,
  tolerate,
}) => {
  // A script that the page asks for ahead is refused where no script may run, and Chromium calls that a policy.
  tolerate(/\.js did not load: csp$/)
  const buyer = await openFromChat({ side: 'DEMAND' })
  const code = await propose(buyer, 'DEMAND')
  const seller = await openButton(await newWindow({ javaScriptEnabled: false }), divar, 'SUPPLY', code)
  await complete(seller)
  await report(seller, problem)
  await expect.poll(() => divar.carrierOrders().at(-1)?.type, patience).toBe('problem.reported')
  const threadId = String(divar.carrierOrders().at(-1)?.data.threadId)
  await divar.carrierReply({ threadId, text: 'تا یک ساعت دیگر می‌رسد.' })
  await seller.reload()
  await expect(seller.getByText('تا یک ساعت دیگر می‌رسد.')).toBeVisible()
  await writeOn(seller, 'دو ساعت گذشت.')
  await expect(seller).toHaveURL(/#problems$/)
})

test('a question to the chatbot is answered there, and its person writes on', async ({ page, divar, stack, app }) => {
  const person = idOf(divar, 'سارا محمدی')
  await openBot(page, stack, person)
  await ask(page, 'پشتیبانی', 'مشکل یا پرسشتان را')
  await ask(page, 'یخچال هم می‌برید؟', 'پاسخ که برسد همین‌جا نوشته می‌شود')
  // What is due is looked for at a start.
  await app.stop()
  divar.clock(121)
  await app.start()
  const asked = () => divar.carrierOrders().filter(({ type }) => type === 'support.asked')
  await expect.poll(() => asked().length, patience).toBe(1)
  const threadId = String(asked()[0]?.data.threadId)
  await divar.carrierReply({ threadId, text: 'یخچال نمی‌بریم.', from: 'مینا' })
  await ask(page, 'منو', 'چه کاری برایتان انجام بدهم؟')
  const answers = answersTo(divar, person)
  expect(answers.at(-2)).toContain('یخچال نمی‌بریم.')
  expect(answers.filter((text) => text.includes('یخچال نمی‌بریم.'))).toHaveLength(1)

  await page.getByRole('button', { name: 'نوشتن دربارهٔ این پاسخ' }).click()
  await expectAnswer(page, 'بنویسید تا به پشتیبانی برسانم')
  await write(page, 'پس چه چیزهایی را می‌برید؟')
  await expectAnswer(page, 'نوشته‌تان به پشتیبانی رسید')
  await expect
    .poll(() => divar.carrierOrders().at(-1)?.data, patience)
    .toMatchObject({ threadId, text: 'پس چه چیزهایی را می‌برید؟' })
  await divar.carrierReply({ threadId, text: 'تا سی کیلوگرم.' })
  await ask(page, 'منو', 'چه کاری برایتان انجام بدهم؟')
  expect(answersTo(divar, person).at(-2)).toContain('تا سی کیلوگرم.')
  await expect(newest(page)).toBeVisible()
})
