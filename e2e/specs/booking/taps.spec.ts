import type { Page } from '@playwright/test'
import { expect, test } from '../../support/fixtures.ts'
import { expectAt, expectPricesSettled, field, freshAddress } from '../../support/journey.ts'
import { printCounts, TapCounter } from '../../support/taps.ts'

test.describe.configure({ timeout: 120_000 })

/** The way into Peyk in Divar's chat: the puzzle button, the app, its start. */
const opening = 3

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })
const main = (page: Page) => button(page, 'ادامه')

/** From the review to the message in the chat. */
async function announce(page: Page, count: TapCounter): Promise<void> {
  await expectAt(page, 'review')
  await count.tap(link(page, 'ادامه در دیوار'))
  await count.tap(button(page, 'اجازه می‌دهم'))
  await expectAt(page, 'preview')
  await count.tap(button(page, 'ثبت و فرستادن در چت'))
  await expectAt(page, 'result')
  await count.see(page)
  await expect(page.getByText('پیام در چت نوشته شد')).toBeVisible()
}

test('a buyer books with at most 14 taps, 5 screens and 7 data, and 8 taps and 2 data where the browser remembers', async ({
  openFromChat,
  divar,
  stack,
}) => {
  const page = await openFromChat({ side: 'DEMAND', opens: 'webview' })
  const first = new TapCounter(stack.appUrl)
  first.taps += opening
  const address = freshAddress()
  await expectAt(page, 'what')
  await first.choose(field(page, 'district'), 'تهرانپارس')
  await expectPricesSettled(page)
  await first.tap(main(page))
  await expectAt(page, 'address')
  await first.type(field(page, 'name'), address.name)
  await first.type(field(page, 'mobile'), address.mobile)
  await first.type(field(page, 'line'), address.line)
  await first.tap(main(page))
  await announce(page, first)
  printCounts('a buyer for the first time', first.counts())
  expect(first.taps).toBeLessThanOrEqual(14)
  expect(first.data).toBeLessThanOrEqual(7)
  expect([...first.screens]).toEqual([
    'ارسال کالا با پیک',
    'کالا کجا تحویل داده شود؟',
    'همه‌چیز درست است؟',
    'این پیام در چت نوشته می‌شود',
    'درخواست شما ثبت شد',
  ])

  // The tick is no part of the journey that is counted: the browser is made to remember by another booking.
  const [, second, third] = divar.conversations().map(({ id }) => id)
  await openFromChat({ side: 'DEMAND', conversationId: second ?? '', opens: 'webview', page })
  await field(page, 'city').selectOption({ label: 'تهران' })
  await field(page, 'district').selectOption({ label: 'تهرانپارس' })
  await expectPricesSettled(page)
  await main(page).click()
  for (const name of ['name', 'mobile', 'line'] as const) await field(page, name).fill(address[name])
  await page.getByLabel('روی همین دستگاه به یاد بسپار').check()
  await main(page).click()
  await expectAt(page, 'review')

  await openFromChat({ side: 'DEMAND', conversationId: third ?? '', opens: 'webview', page })
  const again = new TapCounter(stack.appUrl)
  again.taps += opening
  await again.tap(main(page))
  await announce(page, again)
  printCounts('a buyer whose browser remembers', again.counts())
  expect(again.taps).toBeLessThanOrEqual(8)
  expect(again.data).toBeLessThanOrEqual(2)
  expect([...again.screens].slice(5)).toEqual([])
})
