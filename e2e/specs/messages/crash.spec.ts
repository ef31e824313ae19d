import type { Control } from '../../simulator/index.ts'
import { expect, test } from '../../support/fixtures.ts'
import { bookAndSend, expectAt } from '../../support/journey.ts'
import { bookTo } from '../../support/plain-walk.ts'

const sends = (divar: Control) => divar.calls({ name: 'send' })

const inChat = (divar: Control): number =>
  divar.messages(divar.conversations()[0]?.id ?? '').filter((message) => message.byApp).length

const patience = { timeout: 60_000 }

test.describe.configure({ timeout: 300_000 })

test('a message whose process is killed before the send is sent once after the restart, without a visitor', async ({
  openFromChat,
  divar,
  app,
}) => {
  // This process books and works no jobs, so that the message cannot have left before the end.
  await app.restart({ WORKER: 'off' })
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'preview')
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expect(page.getByText('پیام در راه است', { exact: true })).toBeVisible()
  const address = page.url()
  await page.goto('about:blank')
  await app.kill()
  expect(sends(divar)).toHaveLength(0)

  const before = app.logs().length
  await app.start({ WORKER: 'on' })
  await expect.poll(() => inChat(divar), patience).toBe(1)
  // Divar has it before Peyk has noted so: killed in between, nobody would know, which is another test.
  await expect.poll(() => app.logs().slice(before), patience).toContain('"outcome":"sent"')
  // And a start after that sends nothing again.
  await app.kill()
  await app.start()
  await page.goto(address)
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible(patience)
  expect(sends(divar)).toHaveLength(1)
})

test('a message whose process is killed during a token refresh before the send is sent once', async ({
  openFromChat,
  divar,
  app,
}) => {
  // A token that is as good as over at once: each send is preceded by a refresh.
  divar.settings({ accessSeconds: 30 })
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'preview')
  divar.fault({ on: 'refresh', kind: 'hang', effect: 'apply' })
  await bookAndSend(page)
  await expect.poll(() => divar.calls({ name: 'refresh' }).length, patience).toBe(1)
  await app.kill()
  expect(sends(divar)).toHaveLength(0)

  // The refresh took effect at Divar and its answer was lost: within the grace the old tokens refresh once more.
  divar.clock(40)
  await app.start()
  await expect.poll(() => inChat(divar), patience).toBe(1)
  expect(sends(divar)).toHaveLength(1)
})

test('a message whose process is killed during the send is unconfirmed and never repeated', async ({
  openFromChat,
  divar,
  app,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'preview')
  divar.fault({ on: 'send', kind: 'hang', effect: 'apply' })
  await bookAndSend(page)
  await expectAt(page, 'result')
  const address = page.url()
  await page.goto('about:blank')
  // The tap waits for the send for some seconds only, which on a slow machine may not have begun.
  await expect.poll(() => sends(divar).length, patience).toBe(1)
  await app.kill()

  await app.start()
  await page.goto(address)
  // The lease still runs: for all that this process knows, another one is sending.
  await expect(page.getByText('پیام در راه است', { exact: true })).toBeVisible()
  divar.clock(61)
  await app.kill()
  await app.start()
  await page.goto(address)
  await expect(page.getByText('نمی‌دانیم پیام رسیده یا نه', { exact: true })).toBeVisible(patience)
  await page.getByRole('button', { name: 'در چت هست' }).click()
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible()
  expect(sends(divar)).toHaveLength(1)
  expect(inChat(divar)).toBe(1)
})

test('a second process on the same data folder stops with a message, and the first one continues', async ({
  app,
  stack,
  request,
}) => {
  const second = await stack.prepare({ DATA_DIR: stack.env.DATA_DIR })
  second.launch()
  expect(await second.exited()).toBe(1)
  expect(second.logs()).toMatch(/data folder .* is in use by process \d+: stop that one first\./)
  expect((await request.get(`${app.url}/api/health`)).status()).toBe(200)
})
