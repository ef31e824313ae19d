import type { Page } from '@playwright/test'
import type { Side } from '../../support/fixtures.ts'
import { bookAndSend, consent, expectAt, expectPricesSettled, fillAddress } from '../../support/journey.ts'
import { bookTo } from '../../support/plain-walk.ts'
import { expect, test } from '../../support/replicas.ts'

test.describe.configure({ timeout: 300_000 })

const patience = { timeout: 60_000 }

const expectSent = (page: Page) => expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible(patience)

test('two processes that start on one empty database are both ready', async ({ stack, request }) => {
  for (const app of stack.apps) {
    expect((await request.get(`${app.url}/api/health`)).status()).toBe(200)
    expect(app.logs()).toContain('"database":"postgres"')
  }
})

for (const side of ['DEMAND', 'SUPPLY'] as Side[]) {
  test(`the ${side} side books from the chat and back with each request at another process`, async ({
    openFromChat,
    divar,
    stack,
  }) => {
    const before = stack.balancer.counts()
    const page = await openFromChat({ side })
    await bookTo(page, 'result')
    await expectSent(page)
    const after = stack.balancer.counts()
    for (const index of [0, 1]) expect(after[index]).toBeGreaterThan(before[index] ?? 0)
    expect(divar.calls({ name: 'send' })).toHaveLength(1)
    expect(divar.calls({ name: 'token' })).toHaveLength(1)
    await page.getByRole('link', { name: 'بازگشت به چت دیوار' }).click()
    await page.waitForURL(`${stack.simulator.url}/**`)
  })
}

test('both sides that book at once at two processes make one shipment and one message', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const seller = await openFromChat({ side: 'SUPPLY' })
  const buyer = await newWindow()
  await openFromChat({ side: 'DEMAND', page: buyer })
  await bookTo(seller, 'preview')
  await bookTo(buyer, 'preview')
  await Promise.all([bookAndSend(seller), bookAndSend(buyer)])
  const booked = (page: Page) => page.getByRole('heading', { level: 1, name: 'درخواست شما ثبت شد' })
  const lost = (page: Page) => page.getByRole('heading', { level: 1, name: 'برای این گفت‌وگو یک ارسال در جریان است' })
  for (const page of [seller, buyer]) await expect(booked(page).or(lost(page))).toBeVisible(patience)
  const winners = []
  for (const page of [seller, buyer]) if (await booked(page).isVisible()) winners.push(page)
  expect(winners).toHaveLength(1)
  const [winner] = winners
  const loser = winner === seller ? buyer : seller
  if (winner) await expectSent(winner)
  await loser.getByRole('link', { name: 'دیدن مرسوله' }).click()
  await expect(loser.getByRole('heading', { level: 1, name: /^پیشنهاد ارسال از طرف / })).toBeVisible()
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
})

test('a booking continues at the other process when one is killed', async ({ openFromChat, divar, stack }) => {
  const [first, second] = stack.apps
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'address')
  await first?.kill()
  await fillAddress(page)
  await expectAt(page, 'review')
  await first?.start()
  await second?.kill()
  await page.reload()
  await expectAt(page, 'review')
  await consent(page, 'allow')
  await expectAt(page, 'preview')
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expectSent(page)
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
})

test('a message whose sending process is killed is sent once by the other process', async ({
  openFromChat,
  divar,
  stack,
}) => {
  const [first, second] = stack.apps
  // The first books and works no jobs; the second one is away meanwhile.
  await first?.restart({ WORKER: 'off' })
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'preview')
  await second?.kill()
  await bookAndSend(page)
  await expectAt(page, 'result')
  expect(divar.calls({ name: 'send' })).toHaveLength(0)
  await second?.start()
  await first?.kill()
  await expectSent(page)
  await page.reload()
  await expectSent(page)
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
})

test('a post that one process read is known to the other, which Divar refuses it', async ({
  openFromChat,
  divar,
  stack,
}) => {
  const [first, second] = stack.apps
  await second?.kill()
  const page = await openFromChat({ side: 'DEMAND' })
  await expectAt(page, 'what')
  const size = page.getByRole('radio', { name: /^بزرگ/ })
  const prices = async () => (await page.locator('[data-prices]').textContent()) ?? ''
  const range = /از [۰-۹٬]+ تا [۰-۹٬]+ تومان/
  const drawn = await prices()
  await expect(size).toBeChecked()
  expect(drawn).toMatch(/تومان/)
  expect(drawn).not.toMatch(range)

  divar.fault({ on: 'post', kind: 'status', status: 429, times: 1000 })
  await second?.start()
  await first?.kill()
  await page.reload()
  await expectAt(page, 'what')
  await expect(size).toBeChecked()
  expect(await prices()).toBe(drawn)
  await expect(page.getByRole('main').getByText('چرخ خیاطی خانگی')).toBeVisible()
  await page.getByLabel('شکستنی است').check()
  await expect.poll(prices).not.toBe(drawn)
  await expectPricesSettled(page)
  expect(await prices()).not.toMatch(range)
  divar.clearFaults()
})
