import { heading, otherAddress, otherKept, timeline } from './answer.ts'
import { expect, test } from './fixtures.ts'
import { expectAt, readAddressSeed } from './journey.ts'
import { choose, expectFocusShown, press, tabTo, type } from './keys.ts'
import { carrierTells, openButton, patience, propose } from './life.ts'

test.use({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false })

test.describe.configure({ timeout: 120_000 })

test('the whole way with nothing but a keyboard', async ({ openFromChat, divar }) => {
  const page = await openFromChat({ side: 'DEMAND', opens: 'webview' })
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const link = (name: string) => page.getByRole('link', { name, exact: true })
  await press(page, link('شروع'))

  await expectAt(page, 'parcel')
  await press(page, button('ادامه'))
  await expect(page.getByRole('main').getByRole('alert')).toBeFocused()
  // From the summary to the field that it names.
  await press(page, page.getByRole('link', { name: 'وزن بسته را انتخاب کنید.' }))
  await expect(page.getByLabel('وزن با بسته‌بندی')).toBeFocused()
  await choose(page, page.getByLabel('وزن با بسته‌بندی'), 'تا ۲ کیلوگرم')
  await press(page, page.getByLabel('هیچ‌کدام از این‌ها در بسته نیست.'), 'Space')
  // Backwards one comes to the last of the cards; the arrows go round.
  await tabTo(page, page.getByRole('radio').last(), true)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: /^کوچک/ })).toBeChecked()
  await expectFocusShown(page)
  await press(page, button('ادامه'))

  await expectAt(page, 'address')
  const { typed, kept } = readAddressSeed()
  await type(page, page.getByLabel('نام و نام خانوادگی'), typed.name)
  await type(page, page.getByLabel('شمارهٔ موبایل'), typed.mobile)
  await choose(page, page.getByLabel('شهر', { exact: true }), typed.city)
  await expect(page.getByLabel('محله', { exact: true })).toBeVisible()
  await choose(page, page.getByLabel('محله', { exact: true }), typed.district ?? '')
  await type(page, page.getByLabel('نشانی', { exact: true }), typed.line)
  await press(page, button('ادامه'))

  await expectAt(page, 'service')
  await tabTo(page, page.getByRole('radiogroup', { name: 'روش ارسال' }).getByRole('radio').first())
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: /^پیک همان‌روز/ })).toBeChecked()
  await tabTo(
    page,
    page
      .getByRole('radiogroup', { name: /^هزینه/ })
      .getByRole('radio')
      .first(),
  )
  await page.keyboard.press('Space')
  await press(page, button('ادامه'))

  await expectAt(page, 'review')
  await expect(page.getByText(kept.line)).toBeVisible()
  await press(page, link('ادامه'))
  await expectAt(page, 'permission')
  await press(page, link('ادامه در دیوار'))
  const allow = button('اجازه می‌دهم')
  await expect(allow).toBeVisible()
  await tabTo(page, allow)
  await page.keyboard.press('Enter')
  await expectAt(page, 'preview')
  await press(page, button('ثبت و فرستادن در چت'))
  await expectAt(page, 'result')
  await expect(page.getByText('پیام در چت نوشته شد')).toBeVisible()
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
  await press(page, link('بازگشت به چت دیوار'))
  await expect(page.getByText('به دیوار برگشتید')).toBeVisible()
})

test('the other side’s way with nothing but a keyboard: completed, accepted, a problem, erased', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const code = await propose(await openFromChat({ side: 'DEMAND', opens: 'webview' }), 'DEMAND')
  const page = await openButton(await newWindow(), divar, 'SUPPLY', code)
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const link = (name: string) => page.getByRole('link', { name, exact: true })

  // Not rejected after all: no reason is chosen, and the summary leads to the choice.
  await press(page, link('نمی‌خواهم'))
  await press(page, button('این پیشنهاد را نمی‌پذیرم'))
  await expect(page.getByRole('main').getByRole('alert')).toBeFocused()
  await press(page, page.getByRole('main').getByRole('alert').getByRole('link'))
  await expect(page.getByRole('radio').first()).toBeFocused()
  await press(page, link('بازگشت به مرسوله'))

  await press(page, link('پذیرش و تکمیل نشانی'))
  await type(page, page.getByLabel('نام و نام خانوادگی'), otherAddress.name)
  await type(page, page.getByLabel('شمارهٔ موبایل'), otherAddress.mobile)
  await choose(page, page.getByLabel('شهر', { exact: true }), otherAddress.city)
  await expect(page.getByLabel('محله', { exact: true })).toBeVisible()
  await choose(page, page.getByLabel('محله', { exact: true }), otherAddress.district ?? '')
  await type(page, page.getByLabel('نشانی', { exact: true }), otherAddress.line)
  await press(page, button('ادامه'))
  await expect(page.getByText(otherKept.line)).toBeVisible()
  await press(page, button('می‌پذیرم'))
  await expect(heading(page)).toHaveText('ارسال پذیرفته شد')

  // What happens meanwhile takes the focus from nobody.
  await tabTo(page, link('گزارش مشکل'))
  await carrierTells(divar, code, 'assigned')
  await expect(heading(page)).toHaveText('پیک تعیین شد', patience)
  await expect(timeline(page).nth(2)).toHaveAttribute('aria-current', 'step')
  await expect(link('گزارش مشکل')).toBeFocused()
  await press(page, link('گزارش مشکل'))
  await type(page, page.getByLabel('شرح مشکل'), 'زنگ در خراب است.')
  await press(page, button('فرستادن به پیک‌رسان'))
  await expect(page.getByText('زنگ در خراب است.')).toBeVisible()

  await press(page, link('لغو ارسال'))
  await tabTo(page, page.getByRole('radio').first())
  await page.keyboard.press('Space')
  await press(page, button('ارسال را لغو می‌کنم'))
  await expect(heading(page)).toHaveText('ارسال لغو شد')

  await press(page, link('حریم خصوصی'))
  await press(page, link('اطلاعات من را پاک کنید'))
  await expect(heading(page)).toHaveText('پاک‌کردن اطلاعات من')
  await press(page, button('اطلاعات من را پاک کن'))
  await expect(heading(page)).toHaveText('اطلاعات شما پاک شد')
})
