import { randomBytes } from 'node:crypto'
import { expect, test } from '../../support/fixtures.ts'
import {
  bookAndSend,
  bookTo,
  consent,
  errorSummary,
  expectAt,
  fillAddress,
  fillParcel,
  fillService,
  readAddressSeed,
  readMessage,
  typeAddress,
} from '../../support/journey.ts'

test.use({ javaScriptEnabled: false })

test.describe.configure({ timeout: 120_000 })

test.beforeEach(({ tolerate }) => {
  // A script that the page asks for ahead is refused where no script may run, and Chromium calls that a policy.
  tolerate(/\.js did not load: csp$/)
})

const otherKey = () => ({ SEAL_KEYS: randomBytes(32).toString('base64') })

/** Where the list of districts comes only with a page: the city first, then the district. */
const withoutDistrict = { district: null }

test('without JavaScript, a booking with input errors on the way reaches its result and returns to the chat', async ({
  openFromChat,
  divar,
  stack,
}) => {
  const [talk] = divar.conversations()
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'parcel')
  await fillParcel(page, { fragile: true, forbiddenAccepted: false })
  await expect(errorSummary(page)).toContainText('تأیید کنید که کالای ممنوعه در بسته نیست.')
  await expect(page.getByRole('radio', { name: /^کوچک/ })).toBeChecked()
  await expect(page.getByLabel('شکستنی است')).toBeChecked()
  await expect(page.getByLabel('وزن با بسته‌بندی').locator('option:checked')).toHaveText('تا ۲ کیلوگرم')
  await page.getByLabel('هیچ‌کدام از این‌ها در بسته نیست.').check()
  await page.getByRole('button', { name: 'ادامه', exact: true }).click()

  await expectAt(page, 'address')
  const { typed, kept } = readAddressSeed()
  await expect(page.getByLabel('محله', { exact: true })).toHaveCount(0)
  // Playwright leaves such an element out when it looks for words.
  await expect(page.locator('noscript p')).toContainText('پس از زدن «ادامه» فهرست محله‌ها نشان داده می‌شود')
  await expect(page.locator('noscript p')).toBeVisible()
  await fillAddress(page, { ...withoutDistrict, mobile: '۱۲۳' })
  await expect(errorSummary(page)).toContainText('محله را انتخاب کنید.')
  await expect(errorSummary(page)).toContainText('با ۰۹ شروع شود')
  await expect(page.getByLabel('نام و نام خانوادگی')).toHaveValue(typed.name)
  await expect(page.getByLabel('شمارهٔ موبایل')).toHaveValue('۱۲۳')
  await expect(page.getByLabel('شهر', { exact: true }).locator('option:checked')).toHaveText(typed.city)
  await expect(page.getByLabel('نشانی', { exact: true })).toHaveValue(typed.line)
  await expect(page.getByLabel(/^کد پستی/)).toHaveValue(typed.postalCode)
  await typeAddress(page, { postalCode: '۵۵۵۵۵۵۵۵۵۵' })
  await page.getByRole('button', { name: 'ادامه', exact: true }).click()

  // An unusual postal code is asked about once, with everything else as it was.
  await expect(errorSummary(page)).toContainText('این کد پستی کمی نامعمول است.')
  await expect(page.getByLabel('محله', { exact: true }).locator('option:checked')).toHaveText('تهرانپارس')
  await page.getByRole('button', { name: 'ادامه', exact: true }).click()

  await expectAt(page, 'service')
  await page.getByRole('button', { name: 'ادامه', exact: true }).click()
  await expect(errorSummary(page).getByRole('link')).toHaveCount(2)
  await fillService(page)
  await expectAt(page, 'review')
  await expect(page.getByText(kept.line)).toBeVisible()
  await page.getByRole('link', { name: 'ادامه', exact: true }).click()
  await expectAt(page, 'permission')
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
  await bookTo(page, 'address')
  // The item is where its post says: the seller's city comes filled in, with its districts.
  await expect(page.getByLabel('محله', { exact: true }).locator('option:checked')).toHaveText('نازی‌آباد')
  await fillAddress(page)
  await expectAt(page, 'service')
  await fillService(page, { otherCity: 'مشهد', service: 'پست پیشتاز', payer: 'فروشنده می‌پردازد' })
  await expectAt(page, 'review')
  await page.getByRole('link', { name: 'ادامه', exact: true }).click()
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
  await bookTo(page, 'address')
  await fillAddress(page, withoutDistrict)
  await fillAddress(page)
  await expectAt(page, 'service')

  // What was sealed with keys that are gone cannot be opened: a surprise, wherever the address is needed.
  await app.restart(otherKey())
  await page.goto(page.url().replace(/service$/, 'review'))
  await expect(page.getByRole('heading', { level: 1, name: 'خطایی پیش آمد' })).toBeVisible()
  await expect(page.getByText('شمارهٔ پیگیری خطا')).toBeVisible()
  await expect(page.getByRole('link', { name: 'بازگشت به دیوار' }).first()).toBeVisible()

  await app.restore()
  await page.getByRole('link', { name: 'تلاش دوباره' }).click()
  await page.getByRole('link', { name: 'ادامهٔ پیش‌نویس' }).click()
  await expectAt(page, 'service')
})

test('without JavaScript, an error in an action leads to the error page and books nothing', async ({
  openFromChat,
  app,
  divar,
}) => {
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'address')
  await fillAddress(page, withoutDistrict)
  await fillAddress(page)
  await fillService(page)
  await page.getByRole('link', { name: 'ادامه', exact: true }).click()
  await consent(page, 'allow')
  await expectAt(page, 'preview')

  await app.restart(otherKey())
  await bookAndSend(page)
  await expect(page.getByRole('heading', { level: 1, name: 'خطایی پیش آمد' })).toBeVisible()
  await expect(page.getByText('شمارهٔ پیگیری خطا')).toBeVisible()
  expect(divar.calls({ name: 'send' })).toEqual([])

  await app.restore()
  await page.getByRole('link', { name: 'تلاش دوباره' }).click()
  await page.getByRole('link', { name: 'ادامهٔ پیش‌نویس' }).click()
  await expectAt(page, 'review')
  await page.getByRole('link', { name: 'ادامه', exact: true }).click()
  await expectAt(page, 'preview')
  await bookAndSend(page)
  await expect(page.getByText('پیام در چت نوشته شد')).toBeVisible()
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
})
