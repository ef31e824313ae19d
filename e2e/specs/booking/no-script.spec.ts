import { randomBytes } from 'node:crypto'
import { expect, test } from '../../support/fixtures.ts'
import {
  bookAndSend,
  consent,
  errorSummary,
  expectAt,
  fillAddress,
  fillWhat,
  payers,
  readAddressSeed,
  readMessage,
  typeAddress,
  walkTo,
} from '../../support/journey.ts'

test.use({ javaScriptEnabled: false })

test.describe.configure({ timeout: 120_000 })

test.beforeEach(({ tolerate }) => {
  // A script that the page asks for ahead is refused where no script may run, and Chromium calls that a policy.
  tolerate(/\.js did not load: csp$/)
})

const otherKey = () => ({ SEAL_KEYS: randomBytes(32).toString('base64') })

test('without JavaScript, a booking with input errors on the way reaches its result and returns to the chat', async ({
  openFromChat,
  divar,
  stack,
}) => {
  const [talk] = divar.conversations()
  const page = await openFromChat({ side: 'DEMAND', byHand: true })
  // Playwright leaves such an element out when it looks for words.
  await expect(page.locator('noscript p')).toContainText('فهرست محله‌ها نشان داده می‌شود')
  await expect(page.locator('noscript p')).toBeVisible()
  await fillWhat(page, { parcel: { fragile: true }, address: { district: null } })
  await expect(errorSummary(page)).toContainText('محله را انتخاب کنید.')
  await expect(page.getByRole('radio', { name: /^کوچک/ })).toBeChecked()
  await expect(page.getByLabel('شکستنی است')).toBeChecked()
  await expect(page.getByLabel(/^وزن با بسته‌بندی/).locator('option:checked')).toHaveText('تا ۲ کیلوگرم')
  await page.getByLabel('محله', { exact: true }).selectOption({ label: 'تهرانپارس' })
  const go = page.getByRole('button', { name: 'ادامه', exact: true })
  await go.click()
  // The weight came after the last prices were drawn: what it costs is shown before the journey goes on.
  if (await errorSummary(page).isVisible()) {
    await expect(errorSummary(page)).toContainText('قیمت با این انتخاب‌ها عوض شد')
    await go.click()
  }

  await expectAt(page, 'address')
  const { typed, kept } = readAddressSeed()
  await fillAddress(page, { mobile: '۱۲۳' })
  await expect(errorSummary(page)).toContainText('با ۰۹ شروع شود')
  await expect(page.getByLabel('نام و نام خانوادگی')).toHaveValue(typed.name)
  await expect(page.getByLabel('شمارهٔ موبایل')).toHaveValue('۱۲۳')
  await expect(page.getByLabel('نشانی', { exact: true })).toHaveValue(typed.line)
  await expect(page.getByLabel(/^کد پستی/)).toHaveValue(typed.postalCode)
  await typeAddress(page, { postalCode: '۵۵۵۵۵۵۵۵۵۵' })
  await go.click()

  // An unusual postal code is asked about once, with everything else as it was.
  await expect(errorSummary(page)).toContainText('این کد پستی کمی نامعمول است.')
  await go.click()

  await expectAt(page, 'review')
  await expect(page.getByText(kept.line)).toBeVisible()
  await consent(page, 'allow')
  await expectAt(page, 'preview')
  const shown = await readMessage(page)
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expect(page.getByText('پیام در چت نوشته شد')).toBeVisible()
  expect(divar.messages(talk?.id ?? '').at(-1)?.text).toBe(shown.text)
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
  await page.getByRole('link', { name: 'بازگشت به چت دیوار' }).click()
  await page.waitForURL(`${stack.simulator.url}/chat/${talk?.id}**`)
})

test('without JavaScript, the seller names the other city and can book without a message', async ({
  openFromChat,
  divar,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  // The item is where its post says: the seller's city comes filled in, with its districts.
  await expect(page.getByLabel('محله', { exact: true }).locator('option:checked')).toHaveText('نازی‌آباد')
  const service = { otherCity: 'مشهد', service: 'پست پیشتاز', payer: payers.seller }
  await fillWhat(page, { parcel: { forbiddenAccepted: false }, service })
  await expect(errorSummary(page)).toContainText('تأیید کنید که کالای ممنوعه در بسته نیست.')
  await walkTo(page, 'review', { service })
  await page.getByRole('button', { name: 'بدون اعلام در چت ثبت کن' }).click()
  await expectAt(page, 'result')
  await expect(page.getByText('در چت اعلام نشد')).toBeVisible()
  expect(divar.calls({ name: 'send' })).toEqual([])
})

test('without JavaScript, an error while rendering leads to the error page, and trying again works', async ({
  openFromChat,
  app,
}) => {
  const page = await openFromChat({ side: 'DEMAND' })
  await walkTo(page, 'review')

  // What was sealed with keys that are gone cannot be opened: a surprise, wherever the address is needed.
  await app.restart(otherKey())
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'خطایی پیش آمد' })).toBeVisible()
  await expect(page.getByText('شمارهٔ پیگیری خطا')).toBeVisible()
  await expect(page.getByRole('link', { name: 'بازگشت به دیوار' }).first()).toBeVisible()

  await app.restore()
  await page.getByRole('link', { name: 'تلاش دوباره' }).click()
  await page.getByRole('button', { name: 'ادامه', exact: true }).click()
  await expectAt(page, 'review')
})

test('without JavaScript, an error in an action leads to the error page and books nothing', async ({
  openFromChat,
  app,
  divar,
}) => {
  const page = await openFromChat({ side: 'DEMAND' })
  await walkTo(page, 'review')
  await consent(page, 'allow')
  await expectAt(page, 'preview')

  await app.restart(otherKey())
  await bookAndSend(page)
  await expect(page.getByRole('heading', { level: 1, name: 'خطایی پیش آمد' })).toBeVisible()
  await expect(page.getByText('شمارهٔ پیگیری خطا')).toBeVisible()
  expect(divar.calls({ name: 'send' })).toEqual([])

  await app.restore()
  await page.getByRole('link', { name: 'تلاش دوباره' }).click()
  await page.getByRole('button', { name: 'ادامه', exact: true }).click()
  await expectAt(page, 'review')
  await page.getByRole('link', { name: 'ادامه', exact: true }).click()
  await expectAt(page, 'preview')
  await bookAndSend(page)
  await expect(page.getByText('پیام در چت نوشته شد')).toBeVisible()
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
})
