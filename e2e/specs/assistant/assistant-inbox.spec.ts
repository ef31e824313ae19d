import type { Page } from '@playwright/test'
import { answersIn, morning, turnOnForPost } from '../../support/assistant-life.ts'
import { expect, expectAccessible, test } from '../../support/fixtures.ts'
import { expectGoodLooks } from '../../support/looks.ts'
import { postForm, readForm } from '../../support/plain-form.ts'

test.describe.configure({ timeout: 180_000 })

test.beforeEach(({ divar }) => {
  divar.reset({ scenario: 'assistant', fresh: true })
  divar.clock(morning)
})

/** Moves the clock that the page's scripts read. */
function shiftClock(ms: number): void {
  const { now } = Date
  Date.now = () => now() + ms
}

const read = (page: Page) => page.locator('dl div', { hasText: 'پیام خوانده‌شده' })

test("the assistant's inbox shows each of the seven message kinds on its own line and no phone number", async ({
  page,
  stack,
  divar,
}) => {
  const [conversationId = '', other = ''] = await turnOnForPost(page, stack, divar)
  const say = (type: 'IMAGE' | 'FILE' | 'VOICE' | 'VIDEO' | 'LOCATION' | 'CONTACT') =>
    divar.say({ conversationId, side: 'DEMAND', type })
  divar.say({ conversationId, side: 'DEMAND', text: 'سلام\nوقتتون بخیر' })
  for (const type of ['IMAGE', 'FILE', 'VOICE', 'VIDEO', 'LOCATION', 'CONTACT'] as const) say(type)
  for (const line of [
    /سلام\nوقتتون بخیر/,
    'عکس فرستاد',
    'فایل فرستاد: فاکتور.pdf',
    'پیام صوتی فرستاد',
    'ویدیو فرستاد',
    /موقعیت مکانی فرستاد: .*۳۵٫?\.?۷۴۵/,
    /شماره‌ای فرستاد: آ\. /,
  ]) {
    await expect(page.getByText(line)).toBeVisible()
  }
  await expect(page.getByText('می‌تواند جای تحویل گرفتن کالا باشد')).toBeVisible()
  const shown = await page.content()
  for (const secret of ['9121234567', '۹۱۲۱۲۳۴۵۶۷', 'صادقی', '/images/']) expect(shown).not.toContain(secret)
  // None of it is a question about shipping.
  await expect(read(page)).toContainText('۷')
  expect(answersIn(divar, conversationId)).toEqual([])

  // Long and hostile words break no line and run nowhere.
  divar.say({ conversationId: other, side: 'DEMAND', text: `<img src=x onerror=alert(1)> ${'ک'.repeat(400)}` })
  await expect(page.getByText('<img src=x onerror=alert(1)>')).toBeVisible()
  await expectGoodLooks(page)
})

for (const minutes of [-10, 10]) {
  test(`an inbox in a browser whose clock is ${minutes} minutes off shows each message once, also when it is set right`, async ({
    page,
    stack,
    divar,
  }) => {
    const ms = minutes * 60_000
    await page.addInitScript(shiftClock, ms)
    const [conversationId = ''] = await turnOnForPost(page, stack, divar)
    const say = (text: string) => divar.say({ conversationId, side: 'DEMAND', text })
    const shown = (text: string) => page.getByText(text, { exact: true })
    say('سلام یک')
    await expect(shown('سلام یک')).toHaveCount(1)
    await page.reload()
    await expect(read(page)).toContainText('۱')
    say('سلام دو')
    await expect(shown('سلام دو')).toHaveCount(1)
    await expect(shown('سلام یک'), 'it was said before the page was opened').toHaveCount(0)
    await page.evaluate(shiftClock, -ms)
    say('سلام سه')
    await expect(shown('سلام سه')).toHaveCount(1)
    await expect(read(page)).toContainText('۳')
    await expect(shown('سلام دو')).toHaveCount(1)
  })
}

test('an assistant that is turned off ignores late and waiting messages', async ({ page, stack, divar }) => {
  const [known = '', fresh = ''] = await turnOnForPost(page, stack, divar)
  divar.say({ conversationId: fresh, side: 'DEMAND', text: 'ارسال به کرج دارید؟' })
  await expect(page.getByText('پرسیده است؛ اگر تا')).toBeVisible()
  divar.settings({ eventHold: 5 })
  divar.say({ conversationId: known, side: 'DEMAND', text: 'هزینه ارسال چنده؟' })
  divar.say({ conversationId: fresh, side: 'DEMAND', text: 'با پست می‌فرستید؟' })
  await page.getByRole('button', { name: 'دستیار را خاموش کن' }).click()
  await expect(page.getByText('دستیار چیزی نمی‌خواند و نمی‌فرستد.')).toBeVisible()
  divar.releaseEvents()
  await divar.eventsSettled()
  divar.clock(morning + 10 * 60)
  await page.reload()
  await expect(read(page)).toContainText('۱')
  expect([known, fresh].map((id) => answersIn(divar, id))).toEqual([[], []])
  // On again it does not answer what was asked before.
  await page.getByRole('button', { name: 'دستیار را روشن کن' }).click()
  await expect(page.getByText('پیام‌های تازه خوانده می‌شود')).toBeVisible()
  await expect(page.getByText('پرسیده است؛ اگر تا')).toHaveCount(0)
})

test('a reply submitted twice from one page is sent once', async ({ page, stack, divar }) => {
  const [conversationId = ''] = await turnOnForPost(page, stack, divar)
  divar.say({ conversationId, side: 'DEMAND', text: 'سلام' })
  await expect(page.getByText('سلام', { exact: true })).toBeVisible()
  const form = await readForm(page, 'فرستادن پاسخ')
  const filled = { ...form, [`reply-${conversationId}`]: 'سلام، در خدمتم.' }
  await postForm(page, filled, 2)
  await postForm(page, filled)
  await expect.poll(() => answersIn(divar, conversationId).length).toBe(1)
  // Back in the browser and other words in the same box: they are not lost.
  await postForm(page, { ...form, [`reply-${conversationId}`]: 'تا عصر هستم.' })
  await expect.poll(() => answersIn(divar, conversationId).length).toBe(2)
  // The next page is another form: the same words may be meant twice.
  await postForm(page, { ...(await readForm(page, 'فرستادن پاسخ')), [`reply-${conversationId}`]: 'سلام، در خدمتم.' })
  await expect
    .poll(() => answersIn(divar, conversationId).map(({ text }) => text))
    .toEqual(['سلام، در خدمتم.', 'تا عصر هستم.', 'سلام، در خدمتم.'])
})

test("the assistant's page says when the daily limit is used up or quiet hours stop its answers", async ({
  page,
  stack,
  divar,
}) => {
  const [first = '', second = ''] = await turnOnForPost(page, stack, divar)
  for (const conversationId of [first, second]) divar.say({ conversationId, side: 'DEMAND', text: 'سلام' })
  await expect(page.getByText('سلام', { exact: true })).toHaveCount(2)
  await page.getByLabel('سقف پاسخ در روز').fill('۱')
  await page.getByRole('button', { name: 'ثبت تنظیم‌ها' }).click()
  await expect(page.getByText('تنظیم‌ها ثبت شد.')).toBeVisible()
  divar.clock(morning + 6 * 60)
  divar.say({ conversationId: first, side: 'DEMAND', text: 'ارسال دارید؟' })
  await expect.poll(() => answersIn(divar, first).length).toBe(1)
  await expect(page.getByText('سقف امروز پر شد')).toBeVisible()
  divar.say({ conversationId: second, side: 'DEMAND', text: 'ارسال به شیراز چنده؟' })
  await expect(page.getByText('ارسال به شیراز چنده؟')).toBeVisible()
  await divar.eventsSettled()
  expect(answersIn(divar, second)).toEqual([])
  await expect(page.getByText('دستیار پاسخی نداده است')).toBeVisible()
  await expectAccessible(page)

  await page.getByLabel('ساعت‌های سکوت، از').selectOption({ label: 'ساعت ۹' })
  await page.getByLabel('سکوت تا').selectOption({ label: 'ساعت ۱۱' })
  await page.getByRole('button', { name: 'ثبت تنظیم‌ها' }).click()
  await expect(page.getByText('ولی تا ساعت ۱۱ دستیار پاسخی نمی‌دهد')).toBeVisible()
  await expectAccessible(page)
})
