import type { Page } from '@playwright/test'
import type { Call, Control } from '../../simulator/index.ts'
import { startBalancer } from '../../support/balancer.ts'
import { expect, test } from '../../support/fixtures.ts'
import { bookAndSend, expectAt } from '../../support/journey.ts'
import { bookTo } from '../../support/plain-walk.ts'

/** What the result page says of the message. */
const said = {
  sending: 'پیام در راه است',
  sent: 'پیام در چت نوشته شد',
  refused: 'دیوار پیام را نپذیرفت',
  unconfirmed: 'نمی‌دانیم پیام رسیده یا نه',
  unannounced: 'در چت اعلام نشد',
}

/** A message that is retried or waited for takes its time; nothing here depends on how much. */
const patience = { timeout: 60_000 }

const expectSaid = (page: Page, what: keyof typeof said) =>
  expect(page.getByText(said[what], { exact: true })).toBeVisible(patience)

const sends = (divar: Control): Call[] => divar.calls({ name: 'send' })

const inChat = (divar: Control): number =>
  divar.messages(divar.conversations()[0]?.id ?? '').filter((message) => message.byApp).length

/** The state is final: looking again changes nothing and sends nothing. */
async function expectStays(page: Page, divar: Control, what: keyof typeof said, calls: number): Promise<void> {
  await page.reload()
  await expectSaid(page, what)
  expect(sends(divar)).toHaveLength(calls)
}

const moment = (call: Call | undefined): number => new Date(call?.at ?? '').getTime()

test.describe.configure({ timeout: 120_000 })

test('a message that Divar answers with 412 is refused with a neutral text and not retried', async ({
  openFromChat,
  divar,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'preview')
  divar.block(divar.conversations()[0]?.id ?? '')
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expectSaid(page, 'refused')
  // That the other side blocked this user is not ours to tell.
  await expect(page.getByRole('main')).not.toContainText(/مسدود|بلاک|بسته است|412/)
  expect(sends(divar).map(({ status }) => status)).toEqual([412])
  await expectStays(page, divar, 'refused', 1)
  expect(inChat(divar)).toBe(0)
})

test('a message that Divar answers with 429 is sent by itself no sooner than Retry-After', async ({
  openFromChat,
  divar,
}) => {
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'preview')
  divar.fault({ on: 'send', kind: 'status', status: 429, headers: { 'retry-after': '6' } })
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expectSaid(page, 'sent')
  const [first, second] = sends(divar)
  expect(moment(second) - moment(first)).toBeGreaterThanOrEqual(6000)
  await expectStays(page, divar, 'sent', 2)
  expect(inChat(divar)).toBe(1)
})

test('a message that Divar answers twice with 503 is sent by itself', async ({ openFromChat, divar }) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'preview')
  divar.fault({ on: 'send', kind: 'status', status: 503, times: 2 })
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expectSaid(page, 'sent')
  await expectStays(page, divar, 'sent', 3)
  expect(inChat(divar)).toBe(1)
})

test('a message that arrived behind a 500 is unconfirmed, and the user confirms it', async ({
  openFromChat,
  divar,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'preview')
  divar.fault({ on: 'send', kind: 'status', status: 500, effect: 'apply' })
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expectSaid(page, 'unconfirmed')
  await expectStays(page, divar, 'unconfirmed', 1)
  await page.getByRole('button', { name: 'در چت هست' }).click()
  await expectSaid(page, 'sent')
  await expectStays(page, divar, 'sent', 1)
  expect(inChat(divar)).toBe(1)
})

test('a message that did not arrive behind a 500 is sent exactly once more when the user asks', async ({
  openFromChat,
  divar,
}) => {
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'preview')
  divar.fault({ on: 'send', kind: 'status', status: 500 })
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expectSaid(page, 'unconfirmed')
  expect(inChat(divar)).toBe(0)
  await page.getByRole('button', { name: 'دوباره بفرست' }).click()
  await expectSaid(page, 'sent')
  await expectStays(page, divar, 'sent', 2)
  expect(inChat(divar)).toBe(1)
})

test('of two windows that settle one unconfirmed message, one answer counts', async ({
  openFromChat,
  context,
  divar,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'preview')
  divar.fault({ on: 'send', kind: 'status', status: 500 })
  await bookAndSend(page)
  await expectSaid(page, 'unconfirmed')
  const other = await context.newPage()
  await other.goto(page.url())
  await expectSaid(other, 'unconfirmed')
  const again = [page, other].map((window) => window.getByRole('button', { name: 'دوباره بفرست' }))
  await Promise.all(again.map((button) => button.click()))
  await expectSaid(page, 'sent')
  await expectSaid(other, 'sent')
  await expectStays(page, divar, 'sent', 2)
})

test('a message whose connection breaks is unconfirmed and not repeated', async ({ openFromChat, divar }) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'preview')
  divar.fault({ on: 'send', kind: 'drop', effect: 'apply' })
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expectSaid(page, 'unconfirmed')
  await expectStays(page, divar, 'unconfirmed', 1)
  expect(inChat(divar)).toBe(1)
})

test('a message without an answer in time is unconfirmed and can be sent again by the user', async ({
  openFromChat,
  divar,
}) => {
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'preview')
  divar.fault({ on: 'send', kind: 'hang' })
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expectSaid(page, 'sending')
  await expectSaid(page, 'unconfirmed')
  expect(sends(divar)).toHaveLength(1)
  // The tap waits 5 seconds, the request 20: in between, with room for a slow machine on both sides.
  divar.fault({ on: 'send', kind: 'slow', delayMs: 13_000 })
  await page.getByRole('button', { name: 'دوباره بفرست' }).click()
  await expectSaid(page, 'sending')
  await expectSaid(page, 'sent')
  await expectStays(page, divar, 'sent', 2)
  expect(inChat(divar)).toBe(1)
})

test('a message answered with 2xx and an unreadable body counts as sent', async ({ openFromChat, divar }) => {
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'preview')
  divar.fault({ on: 'send', kind: 'malformed', effect: 'apply' })
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expectSaid(page, 'sent')
  await expectStays(page, divar, 'sent', 1)
})

test('a message answered after the form timed out is shown as being sent and then as sent, once', async ({
  openFromChat,
  divar,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'preview')
  divar.fault({ on: 'send', kind: 'slow', delayMs: 13_000 })
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expectSaid(page, 'sending')
  await expectSaid(page, 'sent')
  await expectStays(page, divar, 'sent', 1)
  expect(inChat(divar)).toBe(1)
})

test("a message stays queued while Divar's port is closed and is sent when it opens", async ({
  openFromChat,
  divar,
  app,
  stack,
}) => {
  const target = stack.env.DIVAR_API_URL ?? stack.simulator.url
  const gate = await startBalancer({ targets: [target] })
  const port = Number(new URL(gate.url).port)
  await app.restart({ DIVAR_API_URL: gate.url })
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'preview')
  await gate.close()
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expectSaid(page, 'sending')
  expect(sends(divar)).toHaveLength(0)
  const opened = await startBalancer({ targets: [target], port })
  await expectSaid(page, 'sent')
  await expectStays(page, divar, 'sent', 1)
  expect(inChat(divar)).toBe(1)
  await opened.close()
})

test('a message that Divar answers with 401 is sent after one token refresh', async ({ openFromChat, divar }) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'preview')
  divar.fault({ on: 'send', kind: 'status', status: 401 })
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expectSaid(page, 'sent')
  expect(divar.calls({ name: 'refresh' })).toHaveLength(1)
  const [first, second] = sends(divar).map(({ headers }) => headers.authorization)
  expect(second).not.toBe(first)
  await expectStays(page, divar, 'sent', 2)
})

test('a message that Divar answers with 401 again after the refresh is refused without a third attempt', async ({
  openFromChat,
  divar,
}) => {
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'preview')
  divar.fault({ on: 'send', kind: 'status', status: 401, times: 2 })
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expectSaid(page, 'refused')
  expect(divar.calls({ name: 'refresh' })).toHaveLength(1)
  await expectStays(page, divar, 'refused', 2)
})

test('an expired token is refreshed before the send, and the message goes out in one call', async ({
  openFromChat,
  divar,
}) => {
  divar.settings({ accessSeconds: 300 })
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'preview')
  divar.clock(400)
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expectSaid(page, 'sent')
  expect(divar.calls({ name: 'refresh' })).toHaveLength(1)
  expect(sends(divar).map(({ status }) => status)).toEqual([200])
})

test('a message waits while the token refresh answers 503 and is sent afterwards', async ({ openFromChat, divar }) => {
  divar.settings({ accessSeconds: 300 })
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'preview')
  divar.clock(400)
  divar.fault({ on: 'refresh', kind: 'status', status: 503 })
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expectSaid(page, 'sent')
  expect(divar.calls({ name: 'refresh' })).toHaveLength(2)
  await expectStays(page, divar, 'sent', 1)
})

test('a refused token refresh leaves the shipment booked but not announced, and the page says so', async ({
  openFromChat,
  divar,
}) => {
  divar.settings({ accessSeconds: 300 })
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'preview')
  divar.clock(400)
  divar.fault({ on: 'refresh', kind: 'status', status: 400, body: { error: 'invalid_grant' } })
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expectSaid(page, 'unannounced')
  expect(divar.calls({ name: 'refresh' })).toHaveLength(1)
  await expectStays(page, divar, 'unannounced', 0)
})
