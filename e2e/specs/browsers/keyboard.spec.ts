import { heading, otherAddress, otherKept, timeline } from '../../support/answer.ts'
import { answersIn, assistantCast } from '../../support/assistant-life.ts'
import { expect, test } from '../../support/fixtures.ts'
import { expectAt, expectPricesSettled, nothingForbidden, ownCity, readAddressSeed } from '../../support/journey.ts'
import { choose, expectFocusShown, press, tabTo, type } from '../../support/keys.ts'
import { carrierTells, openButton, patience, propose } from '../../support/life.ts'

test.use({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false })

test.describe.configure({ timeout: 120_000 })

test('a booking can be completed with the keyboard alone', async ({ openFromChat, divar }) => {
  const page = await openFromChat({ side: 'DEMAND', opens: 'webview' })
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const link = (name: string) => page.getByRole('link', { name, exact: true })
  await expectAt(page, 'what')
  await press(page, button('ادامه'))
  await expect(page.getByRole('main').getByRole('alert')).toBeFocused()
  // From the summary to the field that it names.
  const { typed, kept } = readAddressSeed()
  await press(page, page.getByRole('link', { name: 'محله را انتخاب کنید.' }))
  await expect(page.getByLabel('محله', { exact: true })).toBeFocused()
  // Most buyers are in the city of the post.
  await expect(page.getByLabel(ownCity).locator('option:checked')).toHaveText(typed.city)
  await choose(page, page.getByLabel('محله', { exact: true }), typed.district ?? '')
  // Backwards to the size, which is chosen already; the arrows go on to the others, once those are open.
  const sizes = page.getByRole('radiogroup', { name: 'اندازهٔ بسته' })
  await tabTo(page, sizes.getByText('اندازهٔ دیگر', { exact: true }), true)
  await page.keyboard.press('Enter')
  await tabTo(page, sizes.getByRole('radio', { checked: true }), true)
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: /^پاکت/ })).toBeChecked()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: /^کوچک/ })).toBeChecked()
  await expectFocusShown(page)
  await choose(page, page.getByLabel(/^وزن با بسته‌بندی/), 'تا ۲ کیلوگرم')
  await expectPricesSettled(page)
  const ways = page.getByRole('radiogroup', { name: 'روش ارسال' })
  await tabTo(page, ways.getByRole('radio', { checked: true }))
  await page.keyboard.press('ArrowDown')
  await expect(ways.getByRole('radio').nth(1)).toBeChecked()
  await press(page, button('ادامه'))

  await expectAt(page, 'address')
  await type(page, page.getByLabel('نام و نام خانوادگی'), typed.name)
  await type(page, page.getByLabel('شمارهٔ موبایل'), typed.mobile)
  await type(page, page.getByLabel('نشانی', { exact: true }), typed.line)
  await press(page, button('ادامه'))

  await expectAt(page, 'review')
  await expect(page.getByText(kept.line)).toBeVisible()
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

test('the other side can complete, accept, report a problem and erase with the keyboard alone', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND', opens: 'webview' })
  const code = await propose(buyer, 'DEMAND')
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
  await press(page, nothingForbidden(page), 'Space')
  await press(page, button('می‌پذیرم'))
  await expect(heading(page)).toHaveText('ارسال پذیرفته شد')

  // What happens meanwhile takes the focus from nobody.
  await tabTo(page, link('گزارش مشکل'))
  await carrierTells(divar, code, 'assigned')
  await expect(heading(page)).toHaveText('مأمور پیک مشخص شد', patience)
  await expect(timeline(page).nth(2)).toHaveAttribute('aria-current', 'step')
  await expect(link('گزارش مشکل')).toBeFocused()
  await press(page, link('گزارش مشکل'))
  await type(page, page.getByLabel('شرح مشکل'), 'زنگ در خراب است.')
  await press(page, button('فرستادن به شرکت پیک'))
  await expect(page.getByText('زنگ در خراب است.')).toBeVisible()

  await press(page, link('لغو ارسال'))
  await tabTo(page, page.getByRole('radio').first())
  await page.keyboard.press('Space')
  await press(page, button('ارسال را لغو می‌کنم'))
  await expect(heading(page)).toHaveText('ارسال لغو شد')

  // The seller's address may be gone by now with the shipment; who the buyer is stays until it is erased.
  await expect(heading(buyer)).toHaveText('ارسال لغو شد', patience)
  await press(buyer, buyer.getByRole('link', { name: 'حریم خصوصی', exact: true }))
  await press(buyer, buyer.getByRole('link', { name: 'پاک کردن اطلاعات من', exact: true }))
  await expect(heading(buyer)).toHaveText('پاک کردن اطلاعات من')
  await press(buyer, buyer.getByRole('button', { name: 'اطلاعات من را پاک کن', exact: true }))
  await expect(heading(buyer)).toHaveText('اطلاعات شما پاک شد')
})

test('the assistant can be turned on, used for a reply, corrected and turned off with the keyboard alone', async ({
  page,
  stack,
  divar,
}) => {
  divar.reset({ scenario: 'assistant', fresh: true })
  const { seller, posts, talks } = assistantCast(divar)
  const [conversationId = ''] = talks
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  divar.consentAs(seller.id)
  await page.goto(`${stack.appUrl}/assistant?post=${posts.first}`)
  await press(page, page.getByRole('link', { name: 'روشن کن برای این آگهی' }))
  await expect(button('اجازه می‌دهم')).toBeVisible()
  await tabTo(page, button('اجازه می‌دهم'))
  await page.keyboard.press('Enter')
  await expect(page.getByText('پیام‌های تازه خوانده می‌شود')).toBeVisible()
  divar.say({ conversationId, side: 'DEMAND', text: 'سلام، هنوز هست؟' })
  await expect(page.getByText('سلام، هنوز هست؟')).toBeVisible()

  await press(page, page.getByText('پاسخ در گفت‌وگوی ۱'))
  await type(page, page.getByLabel('پاسخ شما در گفت‌وگوی ۱'), 'بله')
  // What arrives meanwhile takes neither the focus nor what was typed.
  divar.say({ conversationId, side: 'DEMAND', text: 'منتظرم' })
  await expect(page.getByText('منتظرم')).toBeVisible()
  await expect(page.getByLabel('پاسخ شما در گفت‌وگوی ۱')).toBeFocused()
  await page.keyboard.type('، هست.')
  await press(page, button('فرستادن پاسخ'))
  await expect(page.getByText('پاسخ شما در چت نوشته شد.')).toBeVisible()
  expect(answersIn(divar, conversationId).map(({ text }) => text)).toEqual(['بله، هست.'])

  await type(page, page.getByLabel('جملهٔ خودتان در پایان پاسخ'), 'تماس ۰۹۱۲۳۴۵۶۷۸۹')
  await press(page, button('ثبت تنظیم‌ها'))
  await expect(page.getByRole('main').getByRole('alert')).toBeFocused()
  await press(page, page.getByRole('main').getByRole('alert').getByRole('link'))
  await expect(page.getByLabel('جملهٔ خودتان در پایان پاسخ')).toBeFocused()
  await press(page, button('دستیار را خاموش کن'))
  await expect(page.getByText('دستیار چیزی نمی‌خواند و نمی‌فرستد.')).toBeVisible()
})

test('the chatbot can be linked with the keyboard alone', async ({ page, divar }) => {
  const userId = divar.conversations()[0]?.demand.id ?? ''
  divar.botSay({ userId, text: 'سفارش‌های من' })
  await expect.poll(() => divar.bot({ userId }).messages.length).toBe(2)
  const { url } = await divar.botTap({ userId, caption: 'وصل کردن به حساب من' })
  divar.consentAs(userId)
  await page.goto(url ?? '')
  await press(page, page.getByRole('link', { name: 'ادامه در دیوار', exact: true }))
  const allow = page.getByRole('button', { name: 'اجازه می‌دهم', exact: true })
  await expect(allow).toBeVisible()
  await tabTo(page, allow)
  await page.keyboard.press('Enter')
  await expect(heading(page)).toHaveText('این گفت‌وگو به حساب دیوار شما وصل شد')
})
