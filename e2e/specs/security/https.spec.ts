import { test as base, expect } from '../../support/fixtures.ts'
import { type Front, startFront } from '../../support/front.ts'
import { bookTo } from '../../support/plain-walk.ts'

// As in production: https in front, and the app behind it on plain http.
const test = base.extend<object, { stack: Front }>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use, info) => {
      const front = await startFront(info.parallelIndex, { processes: 1, secure: true })
      await use(front)
      await front.stop()
    },
    { scope: 'worker', timeout: 4 * 60_000 },
  ],
})

// The certificate is made for the occasion.
test.use({ ignoreHTTPSErrors: true })
test.describe.configure({ timeout: 120_000 })

test('over https, a booking works with cookies that stay on this host and on https', async ({
  openFromChat,
  context,
  divar,
  stack,
}) => {
  expect(stack.appUrl).toMatch(/^https:/)
  const set: string[] = []
  context.on('response', async (response) => {
    if (!response.url().startsWith(stack.appUrl)) return
    for (const { name, value } of await response.headersArray()) {
      if (name.toLowerCase() === 'set-cookie') set.push(...value.split('\n'))
    }
  })
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'result')
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible()
  expect(divar.calls({ name: 'send' })).toHaveLength(1)

  const cookies = (await context.cookies(stack.appUrl)).filter(({ name }) => name.includes('peyk'))
  const names = cookies.map(({ name }) => name)
  expect(names).toContain('__Host-peyk.session')
  for (const cookie of cookies) {
    expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax', path: '/', domain: 'localhost' })
  }
  // Those that live for a moment only are guarded in the same way; the one with a path of its own cannot be __Host-.
  expect(set.length).toBeGreaterThan(0)
  for (const cookie of set) {
    expect(cookie).toMatch(/^__(Host|Secure)-peyk\./)
    expect(cookie).toMatch(/;\s*Secure/i)
    expect(cookie).toMatch(/;\s*HttpOnly/i)
    expect(cookie).toMatch(/;\s*SameSite=lax/i)
    expect(cookie).not.toMatch(/;\s*Domain=/i)
    if (cookie.startsWith('__Host-')) expect(cookie).toMatch(/;\s*Path=\/(;|$)/i)
  }
})

test('over https, every answer carries Strict-Transport-Security', async ({ stack, request }) => {
  for (const path of ['/', '/privacy', '/no-such-page', '/api/health', '/s/nobody']) {
    const answer = await request.get(`${stack.appUrl}${path}`, { maxRedirects: 0 })
    const [, seconds] = /^max-age=(\d+)/.exec(answer.headers()['strict-transport-security'] ?? '') ?? []
    expect(Number(seconds)).toBeGreaterThanOrEqual(31_536_000)
  }
})

test('over https, the addresses that the app hands out are its public ones', async ({ divar, stack, request }) => {
  const { url } = await divar.launch({ conversationId: divar.conversations()[0]?.id ?? '', side: 'DEMAND' })
  expect(url).toMatch(new RegExp(`^${stack.appUrl}/launch/`))
  const opened = await request.get(url ?? '', { maxRedirects: 0 })
  expect(opened.status()).toBe(303)
  expect(opened.headers().location).toMatch(new RegExp(`^${stack.appUrl}/launch/opened\\?to=%2Fs%2F`))
})

test('over https, a movable clock is refused at start with a message', async ({ stack }) => {
  const app = await stack.prepare({ CLOCK_FILE: '/tmp/clock' })
  app.launch()
  expect(await app.exited()).toBe(1)
  expect(app.logs()).toContain('CLOCK_FILE')
})
