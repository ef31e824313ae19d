import type { Page } from '@playwright/test'
import type { Control } from '../../simulator/index.ts'
import { expect, expectAccessible, test } from '../../support/fixtures.ts'
import { bookAndSend, expectAt, readTrackingCode } from '../../support/journey.ts'
import { rejectFromChat } from '../../support/life.ts'
import { bookTo } from '../../support/plain-walk.ts'

test.describe.configure({ timeout: 180_000 })

/** Nothing here depends on how long anything takes. */
const patience = { timeout: 60_000 }
const lost = 'ارتباط قطع است؛ خودش دوباره وصل می‌شود.'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const plainCode = async (page: Page): Promise<string> => (await readTrackingCode(page)).replaceAll('-', '')

const expectRejected = async (page: Page) => {
  await expect(heading(page)).toHaveText('پیشنهاد پذیرفته نشد', patience)
}

/** The page was never loaded again: what a script left in its window is still there. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { sinceLoad: true }))
const expectNoReload = async (page: Page) => expect(await page.evaluate(() => 'sinceLoad' in window)).toBe(true)

const sees = (page: Page, state: 'visible' | 'hidden') =>
  page.evaluate((to) => {
    Object.defineProperty(document, 'visibilityState', { value: to, configurable: true })
    Object.defineProperty(document, 'hidden', { value: to === 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }, state)

const asksForNews = (url: string) => /\/shipment\/\w+\/(state|events)$/.test(url)

/** Sent, so that nothing moves any more but what the test moves. */
async function bookedAndSent(page: Page): Promise<string> {
  await bookTo(page, 'result')
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible(patience)
  return await plainCode(page)
}

/** The message is unconfirmed until the second window of the same person settles it. */
async function bookedInDoubt(page: Page, divar: Control): Promise<Page> {
  await bookTo(page, 'preview')
  divar.fault({ on: 'send', kind: 'status', status: 500, effect: 'apply' })
  await bookAndSend(page)
  await expect(page.getByText('نمی‌دانیم پیام رسیده یا نه', { exact: true })).toBeVisible(patience)
  const second = await page.context().newPage()
  await second.goto(page.url())
  return second
}

test("an open page shows and announces its message's state and the other side's rejection without a reload", async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  const second = await bookedInDoubt(page, divar)
  await mark(page)
  await second.getByRole('button', { name: 'در چت هست' }).click()
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible(patience)
  await expect(page.getByRole('status').filter({ hasText: 'پیام به چت رسید.' })).toHaveCount(1)
  await rejectFromChat(await newWindow(), divar, 'DEMAND', await plainCode(page))
  await expectRejected(page)
  await expect(page.getByRole('status').filter({ hasText: 'پذیرفته نشد' })).toHaveCount(1)
  await expectNoReload(page)
  await expectAccessible(page)
})

test('a change that is told while another one is being drawn is asked for at once', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  const second = await bookedInDoubt(page, divar)
  const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await page.route(
    (url) => url.searchParams.has('_rsc'),
    async (route) => {
      const response = await route.fetch()
      held.resolve()
      await release.promise
      await route.fulfill({ response })
    },
    { times: 1 },
  )
  await second.getByRole('button', { name: 'در چت هست' }).click()
  await held.promise
  await rejectFromChat(await newWindow(), divar, 'DEMAND', await plainCode(second))
  // The page's own stream was told before this one could open.
  await page.evaluate(
    async (url) =>
      await new Promise<void>((resolve) => {
        const source = new EventSource(url)
        source.addEventListener('changed', () => {
          source.close()
          resolve()
        })
      }),
    `${new URL(page.url()).pathname}/events`,
  )
  // A page that hears its stream asks by itself only once a minute.
  const asked = page.waitForRequest((request) => request.url().endsWith('/state'), { timeout: 30_000 })
  release.resolve()
  await asked
  await expectRejected(page)
})

test("an update appears in both sides' open windows", async ({ openFromChat, newWindow, divar, context }) => {
  const mine = await openFromChat({ side: 'SUPPLY' })
  const code = await bookedAndSent(mine)
  const mineToo = await context.newPage()
  await mineToo.goto(mine.url())
  const theirs = await openFromChat({ side: 'DEMAND', page: await newWindow() })
  await expect(heading(theirs)).toHaveText(/^پیشنهاد ارسال از طرف/)
  const all = [mine, mineToo, theirs]
  for (const page of all) await mark(page)
  await rejectFromChat(await newWindow(), divar, 'DEMAND', code)
  await expectRejected(mine)
  await expectRejected(mineToo)
  await expectRejected(theirs)
  for (const page of all) await expectNoReload(page)
})

test('a page without an event stream finds updates by polling', async ({ openFromChat, newWindow, divar, context }) => {
  await context.route('**/events', async (route) => await route.abort())
  const page = await openFromChat({ side: 'SUPPLY' })
  const code = await bookedAndSent(page)
  await mark(page)
  await rejectFromChat(await newWindow(), divar, 'DEMAND', code)
  await expectRejected(page)
  await expectNoReload(page)
})

test('a page whose stream stands and brings nothing more gives it up and asks', async ({
  openFromChat,
  newWindow,
  divar,
  context,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  const code = await bookedAndSent(page)
  const mute = await context.newPage()
  await mute.addInitScript(() => {
    // What is left where something in between holds the connection and has lost the server behind it.
    class SilentStream extends EventTarget {
      onopen: (() => void) | null = null
      constructor(url: string) {
        super()
        void fetch(url.replace(/events$/, 'state')).then(async (answer) => {
          const { version } = await answer.json()
          this.onopen?.()
          this.dispatchEvent(new MessageEvent('changed', { data: version }))
          document.documentElement.dataset.streams = String(Number(document.documentElement.dataset.streams ?? 0) + 1)
        })
      }
      close() {}
    }
    Object.assign(window, { EventSource: SilentStream })
  })
  await mute.clock.install()
  await mute.goto(page.url())
  await expect(mute.locator('html')).toHaveAttribute('data-streams', '1')
  await rejectFromChat(await newWindow(), divar, 'DEMAND', code)
  await expectRejected(page)
  await mute.clock.runFor(45_000)
  await expect(heading(mute)).not.toHaveText('پیشنهاد پذیرفته نشد')
  await mute.clock.runFor(10_000)
  await expectRejected(mute)
})

test('a hidden page sends no requests and catches up when it is shown', async ({
  openFromChat,
  newWindow,
  divar,
  page,
}) => {
  // The page's own clock, to be put forward.
  await page.clock.install()
  const [streams, asked]: [string[], string[]] = [[], []]
  page.on('request', (request) => {
    if (asksForNews(request.url())) asked.push(request.url())
  })
  page.on('requestfailed', (request) => {
    if (request.url().endsWith('/events')) streams.push(request.url())
  })
  const code = await bookedAndSent(await openFromChat({ side: 'SUPPLY' }))
  await expect.poll(() => asked.filter((url) => url.endsWith('/events')).length).toBeGreaterThan(0)
  const closed = streams.length
  await sees(page, 'hidden')
  await expect.poll(() => streams.length, 'streams that were closed').toBeGreaterThan(closed)
  asked.length = 0
  await rejectFromChat(await newWindow(), divar, 'DEMAND', code)
  // Longer than it ever waits between two questions.
  await page.clock.fastForward('05:00')
  expect(asked).toEqual([])
  await expectAt(page, 'result')
  await sees(page, 'visible')
  await expectRejected(page)
  expect(asked.length).toBeGreaterThan(0)
})

test('an open page says that the server is down, recovers with it and loses nothing', async ({
  openFromChat,
  newWindow,
  divar,
  app,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  const code = await bookedAndSent(page)
  await mark(page)
  await page.getByRole('button', { name: 'کپی کد' }).focus()
  await app.stop()
  await expect(page.getByText(lost)).toBeVisible({ timeout: 90_000 })
  await expect(page.getByRole('alert').filter({ hasText: lost })).toHaveCount(0)
  await expectAt(page, 'result')
  await app.start()
  await expect(page.getByText(lost)).toHaveCount(0, { timeout: 90_000 })
  await rejectFromChat(await newWindow(), divar, 'DEMAND', code)
  await expectRejected(page)
  await expectNoReload(page)
})

test('a live redraw preserves input and focus', async ({ openFromChat, divar }) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  const second = await bookedInDoubt(page, divar)
  // A field outside of React's tree: a redraw must not touch it.
  await page.evaluate(() => {
    const field = Object.assign(document.createElement('textarea'), { ariaLabel: 'یادداشت' })
    document.querySelector('main')?.append(field)
  })
  await page.getByLabel('یادداشت').fill('هنوز فرستاده نشده')
  const copy = page.getByRole('button', { name: 'کپی کد' })
  await copy.focus()
  await second.getByRole('button', { name: 'در چت هست' }).click()
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible(patience)
  await expect(copy).toBeFocused()
  await expect(page.getByLabel('یادداشت')).toHaveValue('هنوز فرستاده نشده')
})

test('live redraws do not extend a session', async ({ openFromChat, newWindow, divar }) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  const code = await bookedAndSent(page)
  divar.clock(14 * 60)
  await rejectFromChat(await newWindow(), divar, 'DEMAND', code)
  await expectRejected(page)
  divar.clock(16 * 60)
  await expect(heading(page)).toHaveText('این صفحه برای امنیت شما بسته شد', patience)
})

test('the event stream needs its own session, is not to be transformed, and is limited to four at once', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookedAndSent(page)
  const url = `${page.url()}/events`
  const stranger = await openFromChat({ side: 'SUPPLY', page: await newWindow(), conversationId: otherTalk(divar) })
  for (const where of [url, url.replace(/\/s\/[^/]+/, `/s/${seatId(stranger)}`)]) {
    expect([401, 404]).toContain((await stranger.request.get(where)).status())
  }
  // The page's own stream goes with the page.
  await page.goto(new URL('/privacy', url).href)
  const streams = async (count: number) =>
    await page.evaluate(
      async ([address, times]) => {
        const kept = window as unknown as { streams?: AbortController }
        kept.streams?.abort()
        kept.streams = new AbortController()
        const answers = []
        while (answers.length < times) {
          const answer = await fetch(address, { signal: kept.streams.signal })
          const first = answer.ok ? await answer.body?.getReader().read() : undefined
          const text = new TextDecoder().decode(first?.value)
          answers.push({ status: answer.status, text, headers: Object.fromEntries(answer.headers) })
        }
        return answers
      },
      [url, count] as const,
    )
  let answers: Awaited<ReturnType<typeof streams>> = []
  for (const round of ['at first', 'again, after those of before were given up']) {
    await expect
      .poll(async () => {
        answers = await streams(5)
        return answers.map(({ status }) => status)
      }, round)
      .toEqual([200, 200, 200, 200, 429])
  }
  for (const { text, headers } of answers.slice(0, 4)) {
    expect(text).toMatch(/^event: changed\ndata: [\w-]{16}\n\n$/)
    expect(headers['content-type']).toBe('text/event-stream; charset=utf-8')
    expect(headers['cache-control']).toContain('no-transform')
    expect(headers['x-accel-buffering']).toBe('no')
    expect(headers['content-encoding']).toBeUndefined()
  }
})

const otherTalk = (divar: Control): string => divar.conversations()[1]?.id ?? ''
const seatId = (page: Page): string => /\/s\/([^/]+)/.exec(page.url())?.[1] ?? ''
