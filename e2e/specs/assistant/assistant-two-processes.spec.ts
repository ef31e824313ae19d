import type { Control } from '../../simulator/index.ts'
import { answersIn, morning, turnOnForPost } from '../../support/assistant-life.ts'
import { dumpDatabase } from '../../support/dump.ts'
import { expect, test } from '../../support/replicas.ts'

// The process that receives an event is often not the one that serves the page.
test.describe.configure({ timeout: 10 * 60_000 })

const minutes = 60
/** The keeper looks once a minute of the real clock. */
const patience = { timeout: 150_000 }

test.beforeEach(({ divar }) => {
  divar.reset({ scenario: 'assistant', fresh: true })
  divar.clock(morning)
})

const alive = (divar: Control) => divar.subscriptions().filter(({ live }) => live)

/** How often either process has noted that a subscription stands, which is a moment after Divar was asked for it. */
const renewals = (apps: readonly { logs(): string }[]) =>
  apps.flatMap((app) => app.logs().split('\n')).filter((line) => /"assistant_kept".*"renewed"/.test(line)).length

test('with two processes, one of them killed, a subscription is renewed once before its token expires', async ({
  page,
  stack,
  divar,
  tolerate,
}) => {
  // The seller's page asks on while neither process is there.
  tolerate(/^status 502 for GET .*_rsc=/)
  const before = renewals(stack.apps)
  const [talk = ''] = await turnOnForPost(page, stack, divar)
  divar.say({ conversationId: talk, side: 'DEMAND', text: 'سلام' })
  await expect(page.getByText('سلام')).toBeVisible()
  expect([divar.calls({ name: 'refresh' }).length, divar.calls({ name: 'subscribe' }).length]).toEqual([0, 1])

  divar.clock(morning + 49 * minutes)
  expect(alive(divar)).toHaveLength(1)
  divar.fault({ on: 'subscribe', kind: 'hang' })
  divar.clock(morning + 51 * minutes)
  await expect.poll(() => divar.calls({ name: 'subscribe' }).length, patience).toBe(2)
  // The process that refreshed the token is killed while it subscribes.
  await Promise.all(stack.apps.map((app) => app.kill()))
  divar.fault({ on: 'subscribe', kind: 'slow', delayMs: 2_000 })
  divar.clock(morning + 53 * minutes)
  await Promise.all(stack.apps.map((app) => app.start()))
  await expect.poll(() => divar.calls({ name: 'subscribe' }).length, patience).toBe(3)
  await expect.poll(() => alive(divar).length).toBe(1)
  // From when it is noted the seller has five minutes to answer first: the clock must not move before.
  await expect.poll(() => renewals(stack.apps) - before, patience).toBe(2)
  expect(divar.calls({ name: 'refresh' })).toHaveLength(1)

  divar.clock(morning + 61 * minutes)
  expect(alive(divar)).toHaveLength(1)
  divar.say({ conversationId: talk, side: 'DEMAND', text: 'هزینه پست به شیراز چنده؟' })
  await expect.poll(() => answersIn(divar, talk).length, patience).toBe(1)
  expect([divar.calls({ name: 'refresh' }).length, divar.calls({ name: 'subscribe' }).length]).toEqual([1, 3])
})

test('with two processes, each event is handled once and shown to the seller', async ({ page, stack, divar }) => {
  const talks = await turnOnForPost(page, stack, divar)
  for (const conversationId of talks) divar.say({ conversationId, side: 'DEMAND', text: 'سلام' })
  await expect(page.getByText('سلام', { exact: true })).toHaveCount(talks.length)
  divar.clock(morning + 6 * minutes)
  // For those six minutes the page has not said that it is open: it says so now.
  await page.reload()
  await expect(page.getByRole('heading', { name: 'پیام‌های تازه' })).toBeVisible()
  divar.settings({ eventCopies: 3 })
  const before = stack.balancer.counts()
  const marks = ['گورخر', 'کرگدن', 'پلنگ']
  for (const [index, conversationId] of talks.entries()) {
    divar.say({ conversationId, side: 'DEMAND', text: `هزینه ارسال به شیراز چنده؟ ${marks[index]}` })
  }
  await divar.eventsSettled()
  for (const [index, count] of stack.balancer.counts().entries()) expect(count).toBeGreaterThan(before[index] ?? 0)
  for (const mark of marks) await expect(page.getByText(mark)).toHaveCount(1)
  for (const id of talks) await expect.poll(() => answersIn(divar, id).length).toBe(1)
  await expect(page.locator('dl div', { hasText: 'پیام خوانده‌شده' })).toContainText('۶')

  // Off at one process is off at both, for what is on its way as well.
  await page.getByRole('button', { name: 'دستیار را خاموش کن' }).click()
  await expect(page.getByText('دستیار چیزی نمی‌خواند و نمی‌فرستد.')).toBeVisible()
  divar.settings({ eventCopies: 4 })
  for (const conversationId of talks) divar.say({ conversationId, side: 'DEMAND', text: 'با تیپاکس می‌فرستید؟' })
  await divar.eventsSettled()
  expect(talks.map((id) => answersIn(divar, id).length)).toEqual(talks.map(() => 1))
  await expect(page.locator('dl div', { hasText: 'پیام خوانده‌شده' })).toContainText('۶')

  await page.goto('about:blank')
  divar.clock(morning + 8 * minutes)
  // A look of either worker takes away what a page was kept for.
  await expect.poll(async () => await dumpDatabase(stack), patience).not.toMatch(/گورخر|کرگدن|پلنگ/)
  expect(stack.apps.map((app) => app.logs()).join('')).not.toMatch(/گورخر|کرگدن|پلنگ/)
})
