import type { Page } from '@playwright/test'
import type { Control } from '../../simulator/index.ts'
import { expect, test } from '../../support/fixtures.ts'
import {
  bookAndSend,
  consent,
  expectAt,
  fillAddress,
  fillWhat,
  readTrackingCode,
  type Station,
  walkTo,
} from '../../support/journey.ts'
import { postForm, readForm } from '../../support/plain-form.ts'

const exists = 'برای این گفت‌وگو یک ارسال در جریان است'
const changed = 'پس از آنکه پیش‌نمایش را دیدید، چیزی عوض شد. پیامی فرستاده نشد.'

test.describe.configure({ timeout: 120_000 })

const seatOf = (page: Page): string => page.url().replace(/^(.*\/s\/[^/]+).*$/, '$1')
const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** The chat holds one message of the app, sent by one call, and it names the shipment that the page shows. */
async function expectOne(page: Page, divar: Control): Promise<void> {
  await expectAt(page, 'result')
  await expect(page.getByText('پیام در چت نوشته شد')).toBeVisible({ timeout: 30_000 })
  const code = await readTrackingCode(page)
  const messages = divar.messages(divar.conversations()[0]?.id ?? '').filter(({ byApp }) => byApp)
  expect(messages).toHaveLength(1)
  expect(plain(messages[0]?.text ?? '')).toContain(plain(code))
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
}

/** Without the invisible marks that keep a code together in Persian text. */
const plain = (text: string): string => text.replace(/[\u2066-\u2069\u200e\u200f]/g, '')

test('a double tap books and sends once', async ({ openFromChat, divar }) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await walkTo(page, 'preview')
  await page.getByRole('button', { name: 'ثبت و فرستادن در چت' }).dblclick()
  await expectOne(page, divar)
})

test('without JavaScript, five forms posted at once book and send once', async ({ openFromChat, divar }) => {
  const page = await openFromChat({ side: 'DEMAND' })
  await walkTo(page, 'preview')
  expect(await postForm(page, await readForm(page, 'ثبت و فرستادن در چت'), 5)).toEqual([200, 200, 200, 200, 200])
  await page.reload()
  await expectOne(page, divar)
})

test('two simultaneous bookings without a message make one shipment and send nothing', async ({
  openFromChat,
  divar,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await walkTo(page, 'review')
  expect(await postForm(page, await readForm(page, 'بدون اعلام در چت ثبت کن'), 3)).toEqual([200, 200, 200])
  await page.goto(seatOf(page))
  await expectAt(page, 'result')
  await expect(page.getByText('در چت اعلام نشد')).toBeVisible()
  expect(divar.calls({ name: 'send' })).toEqual([])
})

test('two windows of one browser that book at once both show the same shipment', async ({
  openFromChat,
  context,
  divar,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await walkTo(page, 'preview')
  const second = await context.newPage()
  await second.goto(page.url())
  await expectAt(second, 'preview')
  await Promise.all([bookAndSend(page), bookAndSend(second)])
  await expectOne(page, divar)
  await expectOne(second, divar)
  expect(await readTrackingCode(second)).toBe(await readTrackingCode(page))
})

test('two browsers of one side that book at once make one shipment, which both show', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const first = await openFromChat({ side: 'SUPPLY' })
  await walkTo(first, 'preview')
  // What was chosen is there already; the address must be typed again.
  const second = await openFromChat({ side: 'SUPPLY', page: await newWindow() })
  await second.getByRole('button', { name: 'ادامه', exact: true }).click()
  await expectAt(second, 'address')
  await fillAddress(second)
  await expectAt(second, 'review')
  await consent(second, 'allow')
  await expectAt(second, 'preview')
  await oneWins([first, second], divar)
})

test('when both sides book at once, one books and the other is shown that shipment and keeps its draft', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const pages = [
    await openFromChat({ side: 'SUPPLY' }),
    await openFromChat({ side: 'DEMAND', page: await newWindow() }),
  ]
  for (const page of pages) await walkTo(page, 'preview')
  const { loser, shipment } = await oneWins(pages, divar)
  await loser.getByRole('link', { name: 'دیدن مرسوله' }).click()
  await expect(heading(loser)).toHaveText(/^پیشنهاد ارسال از طرف/)
  expect(await readTrackingCode(loser)).toBe(shipment)
  // The proposal is declined; what the loser had typed is still there.
  await loser.getByRole('link', { name: 'نمی‌خواهم' }).click()
  await loser.getByRole('radio', { name: 'دلیل دیگری دارم' }).check()
  await loser.getByRole('button', { name: 'این پیشنهاد را نمی‌پذیرم' }).click()
  await expect(heading(loser)).toHaveText('پیشنهاد پذیرفته نشد')
  await loser.goto(seatOf(loser))
  await loser.getByRole('button', { name: 'ادامه', exact: true }).click()
  await expectAt(loser, 'review')
})

async function oneWins(pages: Page[], divar: Control): Promise<{ loser: Page; shipment: string }> {
  await Promise.all(pages.map((page) => bookAndSend(page)))
  const titles = () => Promise.all(pages.map((page) => heading(page).textContent()))
  await expect
    .poll(async () => (await titles()).sort(), { timeout: 30_000 })
    .toEqual([exists, 'درخواست شما ثبت شد'].sort())
  const won = (await titles()).indexOf('درخواست شما ثبت شد')
  const [winner, loser] = [pages[won], pages[1 - won]]
  if (!winner || !loser) throw new Error('nobody won')
  await expectOne(winner, divar)
  return { loser, shipment: await readTrackingCode(winner) }
}

test('Back after booking leads to the shipment again', async ({ openFromChat, divar }) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await walkTo(page, 'result')
  await page.goBack()
  // The browser may still hold the preview; tapping it again books nothing.
  await expect(heading(page)).not.toHaveText('')
  if (await page.getByRole('button', { name: 'ثبت و فرستادن در چت' }).isVisible()) await bookAndSend(page)
  await expectOne(page, divar)
  for (const step of ['', '/parcel', '/address', '/service', '/review', '/permission', '/preview']) {
    await page.goto(`${seatOf(page)}${step}`)
    await expectOne(page, divar)
  }
})

test('a reload on any step loses nothing and repeats nothing', async ({ openFromChat, divar }) => {
  const page = await openFromChat({ side: 'DEMAND' })
  const ways: [Station, () => Promise<void>][] = [
    ['what', async () => {}],
    ['address', () => fillWhat(page)],
    ['review', () => fillAddress(page)],
    ['preview', () => consent(page, 'allow')],
    ['result', () => bookAndSend(page)],
  ]
  for (const [station, goOn] of ways) {
    await goOn()
    await expectAt(page, station)
    await page.reload()
    await expectAt(page, station)
  }
  await expectOne(page, divar)
})

test('a draft that another window changed after the preview is not booked unseen', async ({
  openFromChat,
  context,
  divar,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await walkTo(page, 'preview')
  const before = await page.getByRole('main').textContent()
  const second = await context.newPage()
  await second.goto(seatOf(page))
  await fillWhat(second, { parcel: { size: 'متوسط' } })
  await bookAndSend(page)
  await expect(page.getByRole('alert').filter({ hasText: changed })).toBeVisible()
  await expectAt(page, 'preview')
  await expect(page.getByRole('main')).toContainText('متوسط')
  expect(before).not.toContain('متوسط')
  expect(divar.calls({ name: 'send' })).toEqual([])
  expect(divar.messages(divar.conversations()[0]?.id ?? '').filter(({ byApp }) => byApp)).toEqual([])
  await bookAndSend(page)
  await expectOne(page, divar)
})
