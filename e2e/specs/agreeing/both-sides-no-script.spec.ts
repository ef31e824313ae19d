import { accept, cancel, heading, otherKept, toAcceptanceWithoutScripts } from '../../support/answer.ts'
import { expect, test } from '../../support/fixtures.ts'
import {
  chooseSize,
  errorSummary,
  expectAt,
  nothingForbidden,
  readAddressSeed,
  readMessage,
} from '../../support/journey.ts'
import { bookTo } from '../../support/plain-walk.ts'

test.use({ javaScriptEnabled: false })

test.describe.configure({ timeout: 180_000 })

test.beforeEach(({ tolerate }) => {
  // A script that the page asks for ahead is refused where no script may run, and Chromium calls that a policy.
  tolerate(/\.js did not load: csp$/)
})

const noScripts = { javaScriptEnabled: false }

test('without JavaScript, the other side completes and accepts, reports a problem and cancels the shipment', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND' })
  await bookTo(buyer, 'review')
  await buyer.getByRole('button', { name: 'بدون اعلام در چت ثبت کن' }).click()
  await expectAt(buyer, 'result')
  const seller = await openFromChat({ side: 'SUPPLY', page: await newWindow(noScripts) })
  await toAcceptanceWithoutScripts(seller)
  await expect(seller.getByText(otherKept.line)).toBeVisible()

  // The permission, on the way to accepting, and back.
  await seller.getByRole('link', { name: 'اجازه می‌دهم به نام من نوشته شود' }).click()
  await seller.getByRole('link', { name: 'ادامه در دیوار' }).click()
  await seller.getByRole('button', { name: 'اجازه می‌دهم' }).click()
  await expect(heading(seller)).toHaveText('قیمت قطعی و پذیرش')
  const shown = await readMessage(seller)
  await accept(seller)
  await expect(seller.getByText('پیام در چت نوشته شد')).toBeVisible()
  expect(divar.messages(divar.conversations()[0]?.id ?? '').at(-1)?.text).toBe(shown.text)

  await seller.getByRole('link', { name: 'گزارش مشکل' }).click()
  await seller.getByRole('button', { name: 'فرستادن به شرکت پیک' }).click()
  await expect(errorSummary(seller)).toContainText('بنویسید چه مشکلی پیش آمده است.')
  await seller.getByLabel('شرح مشکل').fill('پیک نیامد.')
  await seller.getByRole('button', { name: 'فرستادن به شرکت پیک' }).click()
  await expect(seller.getByText('پیک نیامد.')).toBeVisible()

  await buyer.reload()
  await buyer.getByRole('link', { name: 'لغو ارسال' }).click()
  await buyer.getByRole('button', { name: 'ارسال را لغو می‌کنم' }).click()
  await expect(errorSummary(buyer)).toContainText('یکی از دلیل‌ها را انتخاب کنید.')
  await buyer.getByRole('link', { name: 'بازگشت به مرسوله' }).click()
  await cancel(buyer, 'از معامله منصرف شدیم')
  await seller.reload()
  await expect(seller.getByText('خریدار این ارسال را لغو کرد. دلیل: «از معامله منصرف شدیم».')).toBeVisible()
})

test('without JavaScript, a proposal is rejected once a reason has been given', async ({ openFromChat, newWindow }) => {
  const buyer = await openFromChat({ side: 'DEMAND' })
  await bookTo(buyer, 'review')
  await buyer.getByRole('button', { name: 'بدون اعلام در چت ثبت کن' }).click()
  await expectAt(buyer, 'result')
  const seller = await openFromChat({ side: 'SUPPLY', page: await newWindow(noScripts) })
  await seller.getByRole('link', { name: 'نمی‌خواهم' }).click()
  await seller.getByRole('button', { name: 'این پیشنهاد را نمی‌پذیرم' }).click()
  await expect(errorSummary(seller)).toContainText('یکی از دلیل‌ها را انتخاب کنید.')
  await seller.getByRole('radio', { name: 'هزینه‌اش زیاد است' }).check()
  await seller.getByRole('button', { name: 'این پیشنهاد را نمی‌پذیرم' }).click()
  await expect(heading(seller)).toHaveText('پیشنهاد پذیرفته نشد')
  await buyer.reload()
  await expect(buyer.getByText('فروشنده این پیشنهاد را نپذیرفت. دلیل: «هزینه‌اش زیاد است».')).toBeVisible()
  await buyer.getByRole('link', { name: 'دوباره پیشنهاد دهید' }).click()
  await expectAt(buyer, 'what')
  await buyer.getByRole('button', { name: 'ادامه', exact: true }).click()
  await expectAt(buyer, 'review')
  await expect(buyer.getByText(readAddressSeed().kept.line)).toBeVisible()
})

test('without JavaScript, the seller corrects the parcel with an input error on the way, and the buyer accepts it', async ({
  openFromChat,
  newWindow,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND' })
  await bookTo(buyer, 'review')
  await buyer.getByRole('button', { name: 'بدون اعلام در چت ثبت کن' }).click()
  await expectAt(buyer, 'result')
  const seller = await openFromChat({ side: 'SUPPLY', page: await newWindow(noScripts) })
  await toAcceptanceWithoutScripts(seller)
  const recalculate = seller.getByRole('button', { name: 'دیدن هزینهٔ تازه' })
  await seller.getByRole('link', { name: 'اندازه، وزن یا ارزش درست نیست' }).click()
  await expect(seller.getByLabel(/^وزن با بسته‌بندی/).locator('option:checked')).toHaveText('تا ۲ کیلوگرم')
  await seller.getByLabel('شکستنی است').check()
  await chooseSize(seller, 'پاکت')
  await recalculate.click()
  await expect(errorSummary(seller)).toContainText('این وزن برای اندازه‌ای که انتخاب کرده‌اید زیاد است.')
  await expect(seller.getByRole('radio', { name: /^پاکت/ })).toBeChecked()
  await expect(seller.getByLabel('شکستنی است')).toBeChecked()
  await chooseSize(seller, 'بزرگ')
  await recalculate.click()

  await expect(heading(seller)).toHaveText('خریدار باید دوباره قبول کند')
  const send = seller.getByRole('button', { name: 'برای خریدار می‌فرستم' })
  await send.click()
  await expect(errorSummary(seller)).toContainText('تأیید کنید که کالای ممنوعه در بسته نیست.')
  await nothingForbidden(seller).check()
  await send.click()
  await expect(heading(seller)).toHaveText('اصلاح شما برای خریدار فرستاده شد')
  await buyer.reload()
  await buyer.getByRole('link', { name: 'دیدن هزینه و پذیرش' }).click()
  await accept(buyer)
})
