import type { Page } from '@playwright/test'
import type { Control } from '../../simulator/index.ts'
import { heading, otherAddress } from '../../support/answer.ts'
import { expect, test } from '../../support/fixtures.ts'
import {
  type AddressData,
  errorSummary,
  fillAddress,
  nothingForbidden,
  readTrackingCode,
} from '../../support/journey.ts'
import { carrierTells, openButton, patience } from '../../support/life.ts'
import { expectFits, expectReadableTwiceAsLarge, expectStill } from '../../support/looks.ts'
import { bookTo } from '../../support/plain-walk.ts'

test.describe.configure({ timeout: 240_000 })

type Life = {
  buyer: Page
  seller: Page
  divar: Control
  /** Where the seller is, as the scenario has it. */
  place: Pick<AddressData, 'city' | 'district'>
  service: string
  look(page: Page): Promise<void>
}

const submit = async (page: Page, name: string) => await page.getByRole('button', { name, exact: true }).click()

/** Every page of a shipment's life, faults on the forms included, seen by the side that it is for. */
async function lookAtLife({ buyer, seller, divar, place, service, look }: Life): Promise<void> {
  await bookTo(buyer, 'result', { service: { service } })
  await look(buyer)
  const code = (await readTrackingCode(buyer)).replaceAll('-', '')
  await openButton(seller, divar, 'SUPPLY', code)
  await expect(heading(seller)).toHaveText('پیشنهاد ارسال از طرف خریدار')
  await look(seller)
  await seller.getByRole('link', { name: 'نمی‌خواهم' }).click()
  await submit(seller, 'این پیشنهاد را نمی‌پذیرم')
  await expect(errorSummary(seller)).toBeVisible()
  await look(seller)
  await seller.getByRole('link', { name: 'بازگشت به مرسوله' }).click()

  await seller.getByRole('link', { name: 'پذیرش و تکمیل نشانی' }).click()
  await submit(seller, 'ادامه')
  await expect(errorSummary(seller)).toBeVisible()
  await look(seller)
  await fillAddress(seller, { ...otherAddress, ...place, name: 'ابوالفضل‌محمدعلی‌رضا '.repeat(3), line: longLine })
  await seller.waitForURL('**/accept')
  await look(seller)
  await submit(seller, 'می‌پذیرم')
  await expect(errorSummary(seller)).toContainText('تأیید کنید که کالای ممنوعه در بسته نیست.')
  await look(seller)
  await nothingForbidden(seller).check()
  await submit(seller, 'می‌پذیرم')
  await expect(heading(seller)).toHaveText('ارسال پذیرفته شد')
  await look(seller)

  await seller.getByRole('link', { name: 'گزارش مشکل' }).click()
  await submit(seller, 'فرستادن به شرکت پیک')
  await expect(errorSummary(seller)).toBeVisible()
  await look(seller)
  await seller.getByLabel('شرح مشکل').fill(`${'نشانی‌رادرست‌پیدانمی‌کند'.repeat(6)} ${longLine}`)
  await submit(seller, 'فرستادن به شرکت پیک')
  await expect(seller.getByText('گزارش‌های شما')).toBeVisible()
  await look(seller)

  await carrierTells(divar, code, 'assigned')
  await buyer.reload()
  await buyer.getByRole('link', { name: 'لغو ارسال' }).click()
  await submit(buyer, 'ارسال را لغو می‌کنم')
  await expect(errorSummary(buyer)).toBeVisible()
  await look(buyer)
  await buyer.getByRole('link', { name: 'بازگشت به مرسوله' }).click()
  await carrierTells(divar, code, 'picked_up', 'delivery_failed', 'picked_up', 'delivered')
  for (const page of [buyer, seller]) {
    await expect(heading(page)).toHaveText('مرسوله تحویل شد', patience)
    await look(page)
  }

  await seller.getByRole('link', { name: 'حریم خصوصی' }).click()
  await expect(heading(seller)).not.toHaveText('مرسوله تحویل شد')
  await seller.waitForLoadState()
  await look(seller)
  await seller.getByRole('link', { name: 'پاک کردن اطلاعات من' }).click()
  await expect(heading(seller)).toHaveText('پاک کردن اطلاعات من')
  await look(seller)
  await submit(seller, 'اطلاعات من را پاک کن')
  await expect(heading(seller)).toHaveText('اطلاعات شما پاک شد')
  await look(seller)
}

const longLine =
  'شهرک‌دانشگاه‌صنعتی‌امیرکبیر، خیابان شهید سید محمدحسن میرمحمدصادقی، کوچهٔ ششم شرقی، پلاک ۱۲۸، طبقهٔ چهارم، واحد ۱۶'

test("at 320 px with very long names, both sides' pages do not overflow and touch targets are 44 px high", async ({
  openFromChat,
  newWindow,
  divar,
  page,
}) => {
  divar.reset({ scenario: 'long-names', fresh: true })
  const viewport = { width: 320, height: 640 }
  await page.setViewportSize(viewport)
  const buyer = await openFromChat({ side: 'DEMAND', opens: 'webview' })
  const seller = await newWindow({ viewport })
  const place = { city: 'تبریز', district: 'ولیعصر' }
  await lookAtLife({ buyer, seller, divar, place, service: 'پست پیشتاز', look: expectFits })
})

test("with text twice as large, nothing on both sides' pages overflows, is cut off or covers the page", async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND', opens: 'webview' })
  const seller = await newWindow({ viewport: buyer.viewportSize() })
  const { city, district } = otherAddress
  const look = expectReadableTwiceAsLarge
  await lookAtLife({ buyer, seller, divar, place: { city, district }, service: 'پیک همان‌روز', look })
})

test("with reduced motion, nothing on both sides' pages is animated", async ({
  openFromChat,
  newWindow,
  divar,
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const buyer = await openFromChat({ side: 'DEMAND', opens: 'webview' })
  const seller = await newWindow({ reducedMotion: 'reduce' })
  const { city, district } = otherAddress
  await lookAtLife({ buyer, seller, divar, place: { city, district }, service: 'پیک همان‌روز', look: expectStill })
})
