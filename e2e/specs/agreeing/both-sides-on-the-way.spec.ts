import type { Page } from '@playwright/test'
import type { Control } from '../../simulator/index.ts'
import { accept, cancel, heading, timeline, toAcceptance } from '../../support/answer.ts'
import { expect, expectAccessible, test } from '../../support/fixtures.ts'
import { readAddressSeed, readTrackingCode, unfold } from '../../support/journey.ts'
import { expectFits } from '../../support/looks.ts'
import { bookTo } from '../../support/plain-walk.ts'

test.describe.configure({ timeout: 180_000 })

/** Orders reach the carrier by a job; nothing here depends on how long that takes. */
const patience = { timeout: 60_000 }

async function look(page: Page): Promise<void> {
  await expectFits(page)
  await expectAccessible(page)
}

type Both = { buyer: Page; seller: Page; code: string }
type OpenFromChat = (opening: { side: 'SUPPLY' | 'DEMAND'; page?: Page }) => Promise<Page>

/** Proposed by the buyer, accepted by the seller, known to the carrier. */
async function accepted(openFromChat: OpenFromChat, window: Page, divar: Control): Promise<Both> {
  const buyer = await openFromChat({ side: 'DEMAND' })
  await bookTo(buyer, 'result')
  const code = (await readTrackingCode(buyer)).replaceAll('-', '')
  const seller = await openFromChat({ side: 'SUPPLY', page: window })
  await toAcceptance(seller)
  await accept(seller)
  const ordered = () => divar.carrierOrders({ trackingCode: code }).map(({ type }) => type)
  await expect.poll(ordered, patience).toEqual(['shipment.accepted'])
  return { buyer, seller, code }
}

async function tell(divar: Control, trackingCode: string, status: string): Promise<void> {
  expect(await divar.carrierStep({ trackingCode, status }), status).toMatchObject({ status: 200 })
}

for (const side of ['DEMAND', 'SUPPLY'] as const) {
  test(`the ${side} side cancels while the courier is on the way and is told so before confirming`, async ({
    openFromChat,
    newWindow,
    divar,
  }) => {
    const { buyer, seller, code } = await accepted(openFromChat, await newWindow(), divar)
    await tell(divar, code, 'assigned')
    const [one, another] = side === 'DEMAND' ? [buyer, seller] : [seller, buyer]
    await one.reload()
    await expect(heading(one)).toHaveText('مأمور پیک مشخص شد')
    await expect(timeline(one).nth(2)).toHaveAttribute('aria-current', 'step')
    await look(one)
    await one.getByRole('link', { name: 'لغو ارسال' }).click()
    await expect(one.getByText('مأمور پیک در راه است', { exact: true })).toBeVisible()
    await look(one)
    await one.goBack()
    await cancel(one, 'مأمور پیک دیر کرده است')
    await another.reload()
    await expect(heading(another)).toHaveText('ارسال لغو شد')
    await look(another)
    const ordered = () => divar.carrierOrders({ trackingCode: code }).map(({ type }) => type)
    await expect.poll(ordered, patience).toEqual(['shipment.accepted', 'shipment.cancelled'])
  })
}

test('a cancellation is refused with the reason when the courier takes the parcel first', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const { buyer, code } = await accepted(openFromChat, await newWindow(), divar)
  await tell(divar, code, 'assigned')
  await buyer.reload()
  await buyer.getByRole('link', { name: 'لغو ارسال' }).click()
  await buyer.getByRole('radio', { name: 'دلیل دیگری دارم' }).check()
  await tell(divar, code, 'picked_up')
  await buyer.getByRole('button', { name: 'ارسال را لغو می‌کنم' }).click()
  await expect(heading(buyer)).toHaveText('مرسوله در راه است')
  await expect(buyer.getByText(/^پیش از رسیدن درخواست شما، مأمور پیک کالا را گرفت/)).toBeVisible()
  await expect(buyer.getByRole('link', { name: 'لغو ارسال' })).toHaveCount(0)
  await look(buyer)
})

test('after delivery each side reads its own text and still sees its own address', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const { buyer, seller, code } = await accepted(openFromChat, await newWindow(), divar)
  for (const status of ['assigned', 'picked_up', 'delivery_failed', 'picked_up', 'delivered']) {
    await tell(divar, code, status)
  }
  for (const page of [buyer, seller]) {
    await page.reload()
    await expect(heading(page)).toHaveText('مرسوله تحویل شد')
    await expect(timeline(page)).toHaveCount(7)
    await expect(timeline(page).nth(4)).toContainText('تحویل ناموفق')
    await expect(timeline(page).nth(5)).toContainText('تلاش دوباره برای تحویل')
    await expect(timeline(page).nth(6)).toHaveAttribute('aria-current', 'step')
    await look(page)
  }
  await unfold(buyer, 'نشانی شما')
  await expect(buyer.getByText(readAddressSeed().kept.line)).toBeVisible()
})

test('a reported problem is shown as being sent and then as received by the courier business', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const { buyer, code } = await accepted(openFromChat, await newWindow(), divar)
  await buyer.reload()
  await buyer.getByRole('link', { name: 'گزارش مشکل' }).click()
  await buyer.getByLabel('شرح مشکل').fill('پیک هنوز نیامده است.')
  await buyer.getByRole('button', { name: 'فرستادن به شرکت پیک' }).click()
  await expect(buyer.getByText(/به شرکت پیک رسید$/)).toBeVisible(patience)
  const orders = divar.carrierOrders({ trackingCode: code })
  expect(orders.at(-1)).toMatchObject({ type: 'problem.reported', data: { text: 'پیک هنوز نیامده است.', by: 'buyer' } })
})
