import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectAt, readAddressSeed } from './journey.ts'

test.use({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false })

test.describe.configure({ timeout: 120_000 })

/** Presses Tab until the element has the focus, and sees that the focus can be seen. */
async function tabTo(page: Page, element: Locator, backwards = false): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await element.evaluate((node) => node === document.activeElement)) return
    await page.keyboard.press(backwards ? 'Shift+Tab' : 'Tab')
  }
  throw new Error(`the Tab key does not lead to ${element}`)
}

async function press(page: Page, element: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, element)
  await expectFocusShown(page)
  await page.keyboard.press(key)
}

async function type(page: Page, element: Locator, text: string): Promise<void> {
  await tabTo(page, element)
  await page.keyboard.type(text)
}

/** Walks down a list until the option is chosen. */
async function choose(page: Page, list: Locator, option: string): Promise<void> {
  await tabTo(page, list)
  for (let presses = 0; presses < 30; presses += 1) {
    if ((await list.locator('option:checked').textContent()) === option) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`the arrows do not lead to ${option}`)
}

/** The outline of what has the focus, or of the frame that a radio card draws for it. */
async function expectFocusShown(page: Page): Promise<void> {
  const width = await page.evaluate(() => {
    const focused = document.activeElement
    const frames = [focused, focused?.nextElementSibling].filter((element) => element instanceof Element)
    const outlines = frames.map((element) => getComputedStyle(element))
    return Math.max(...outlines.map((s) => (s.outlineStyle === 'none' ? 0 : Number.parseFloat(s.outlineWidth))))
  })
  expect(width).toBeGreaterThanOrEqual(2)
}

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
