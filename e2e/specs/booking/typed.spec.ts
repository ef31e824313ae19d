import type { Page } from '@playwright/test'
import { expect, test } from '../../support/fixtures.ts'
import {
  chooseSize,
  chooseWhat,
  chosen,
  errorSummary,
  expectAt,
  expectTyped,
  field,
  fillAddress,
  payers,
  readAddressSeed,
  typeAddress,
  walkTo,
} from '../../support/journey.ts'
import { bookTo } from '../../support/plain-walk.ts'

test.describe.configure({ timeout: 180_000 })

const { typed } = readAddressSeed()
const go = (page: Page) => page.getByRole('button', { name: 'ادامه', exact: true })
/** React has taken the element over. */
const isListening = (element: Element) => Object.keys(element).some((key) => key.startsWith('__reactProps'))
const shelf = (page: Page) =>
  page.evaluate(() => Object.entries(sessionStorage).filter(([key]) => key.startsWith('peyk.')))

test('a reload restores unsaved input on each step until the step is submitted', async ({ openFromChat }) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await walkTo(page, 'what')
  await chooseSize(page, 'متوسط')
  await page.getByLabel(/^وزن با بسته‌بندی/).selectOption({ label: 'تا ۲ کیلوگرم' })
  await page.getByLabel('شکستنی است').check()
  await page
    .getByLabel(/در کدام شهر است؟/)
    .last()
    .selectOption({ label: 'مشهد' })
  await page.getByRole('radio', { name: payers.seller }).check()
  await page.reload()
  await expect(page.getByRole('radio', { name: /^متوسط/ })).toBeChecked()
  await expect(chosen(page, 'weight')).toHaveText('تا ۲ کیلوگرم')
  await expect(page.getByLabel('شکستنی است')).toBeChecked()
  await expect(chosen(page, 'otherCity')).toHaveText('مشهد')
  await expect(page.getByRole('radio', { name: payers.seller })).toBeChecked()
  await expect(page.getByLabel('هیچ کالای ممنوعه‌ای در بسته نیست.')).not.toBeChecked()
  await chooseWhat(page, { service: { otherCity: 'تهران' } })
  await go(page).click()
  await expectAt(page, 'address')
  expect(await shelf(page), 'of the first form').toEqual([])

  await typeAddress(page)
  await page.reload()
  await expectTyped(page)
  await go(page).click()
  await expectAt(page, 'review')
  expect(await shelf(page), 'of the address').toEqual([])
})

test('what is changed in a filled form before its scripts have come stays when they have', async ({ openFromChat }) => {
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'review')
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    await released
    await route.continue()
  })
  const address = new URL('address', `${page.url().replace(/\/review.*$/, '')}/`).href
  await page.goto(address, { waitUntil: 'commit' })
  const [name, line] = [field(page, 'name'), page.getByLabel('نشانی', { exact: true })]
  await expect(line).not.toHaveValue('')
  await name.fill('شهلا کاویانی')
  await line.fill('خیابان بهار، پلاک ۵')
  release()
  await expect.poll(async () => await line.evaluate(isListening)).toBe(true)
  await expect(name).toHaveValue('شهلا کاویانی')
  await expect(line).toHaveValue('خیابان بهار، پلاک ۵')
  await go(page).click()
  await expectAt(page, 'review')
  await expect(page.getByText('خیابان بهار، پلاک ۵')).toBeVisible()
})

test('unsaved input is shown to its own seat and session only, and erased with them', async ({
  openFromChat,
  divar,
}) => {
  const page = await openFromChat({ side: 'DEMAND' })
  await walkTo(page, 'address')
  await typeAddress(page)
  const first = page.url()
  const second = divar.conversations()[1]?.id ?? ''
  await openFromChat({ side: 'DEMAND', conversationId: second })
  await walkTo(page, 'address')
  await expect(field(page, 'name')).toHaveValue('')
  await page.goto(first)
  await expectTyped(page)
  // Another session in the same tab: the seat's address is the same, its cookie is not.
  await page.context().clearCookies()
  await page.goto(first)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('این صفحه برای امنیت شما بسته شد')
  expect(await shelf(page)).toEqual([])

  const third = divar.conversations()[2]?.id ?? ''
  await openFromChat({ side: 'DEMAND', conversationId: third })
  await walkTo(page, 'address')
  await field(page, 'name').fill(typed.name)
  expect(await shelf(page)).toHaveLength(1)
  await page.goto(page.url().replace('/address', '/erase'))
  await page.getByRole('button', { name: 'اطلاعات من را پاک کن' }).click()
  await page.waitForURL('**/erased')
  await expect.poll(() => shelf(page)).toEqual([])
})

test('a browser without session storage can submit every form', async ({ openFromChat, page }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    }
    Object.defineProperty(window, 'sessionStorage', { get: refuse })
  })
  await openFromChat({ side: 'DEMAND' })
  await walkTo(page, 'address')
  await go(page).click()
  await expect(errorSummary(page)).toBeVisible()
  await fillAddress(page)
  await expectAt(page, 'review')
})
