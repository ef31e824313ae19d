import { heading, otherAddress } from '../../support/answer.ts'
import { expect, test } from '../../support/fixtures.ts'
import { field, nothingForbidden } from '../../support/journey.ts'
import { openButton, patience } from '../../support/life.ts'
import { bookTo } from '../../support/plain-walk.ts'
import { printCounts, TapCounter } from '../../support/taps.ts'

test.describe.configure({ timeout: 120_000 })

test('a seller answers a proposal from the chat with at most 8 taps, and reads first what it costs them', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
}) => {
  const mine = await openFromChat({ side: 'DEMAND' })
  await bookTo(mine, 'result')
  await expect(mine.getByText('پیام در چت نوشته شد')).toBeVisible(patience)
  const code = new URL(mine.url()).pathname.split('/').at(-1) ?? ''

  const page = await openButton(await newWindow(), divar, 'SUPPLY', code)
  const count = new TapCounter(stack.appUrl)
  // The button under the message.
  count.taps += 1
  const cost = page.getByText('برای شما رایگان است', { exact: true })
  await expect(cost).toBeInViewport()
  await count.tap(page.getByRole('link', { name: 'پذیرش و تکمیل نشانی' }))
  await page.waitForURL('**/address')
  await count.type(field(page, 'name'), otherAddress.name)
  await count.type(field(page, 'mobile'), otherAddress.mobile)
  await count.type(field(page, 'line'), otherAddress.line)
  await count.tap(page.getByRole('button', { name: 'ادامه', exact: true }))
  await page.waitForURL('**/accept')
  await expect(cost).toBeInViewport()
  await count.tick(nothingForbidden(page))
  await count.tap(page.getByRole('button', { name: 'می‌پذیرم' }))
  await expect(heading(page)).toHaveText('ارسال پذیرفته شد')
  printCounts('a seller who answers', count.counts())
  expect(count.taps).toBeLessThanOrEqual(8)
})
