import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { heading } from '../../support/answer.ts'
import { askDoctor } from '../../support/doctor.ts'
import { type Front, startFront } from '../../support/front.ts'
import { layOutImage } from '../../support/image.ts'
import { bookAndSend, expectAt, goTo } from '../../support/journey.ts'
import { carrierTells, openButton, patience, propose } from '../../support/life.ts'
import { root } from '../../support/paths.ts'
import { bookTo, complete } from '../../support/plain-walk.ts'
import { migrateToPrevious } from '../../support/previous-schema.ts'
import { test as base, expect } from '../../support/replicas.ts'

// What the image holds and nothing else, twice, behind one address, by a user who may write nothing there, on a PostgreSQL
// that the version before has left.
const test = base.extend<object, { stack: Front }>({
  stack: [
    async ({ postgres }, use, info) => {
      const image = layOutImage()
      const { PORT: _, ...environment } = image.environment
      const own = { ...environment, DATABASE_URL: await postgres.database('peyk') }
      await migrateToPrevious(own.DATABASE_URL)
      const front = await startFront(info.parallelIndex, { processes: 2, own, program: image.program })
      await use(front)
      await front.stop()
      image.remove()
    },
    { scope: 'worker', timeout: 5 * 60_000 },
  ],
})

test.describe.configure({ timeout: 300_000 })

test('an installation from an empty folder leads from the chat through a booking and back', async ({
  openFromChat,
  divar,
  stack,
}) => {
  const before = stack.balancer.counts()
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'result')
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible(patience)
  for (const [index, count] of stack.balancer.counts().entries()) expect(count).toBeGreaterThan(before[index] ?? 0)
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
  await page.getByRole('link', { name: 'بازگشت به چت دیوار' }).click()
  await page.waitForURL(`${stack.simulator.url}/**`)
})

test('a process told to stop answers its running requests and loses no message', async ({
  openFromChat,
  divar,
  stack,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'preview')
  // The tap waits for Divar, and both processes are asked to end meanwhile, one after the other.
  divar.fault({ on: 'send', kind: 'slow', delayMs: 3_000, effect: 'apply' })
  const asked = bookAndSend(page)
  await expect.poll(() => divar.calls({ name: 'send' }).length, patience).toBe(1)
  for (const app of stack.apps) {
    const before = app.logs().length
    await app.restart()
    expect(app.logs().slice(before)).toContain('"cut":0')
  }
  await asked
  await expectAt(page, 'result')
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible(patience)
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
})

test('no step fails while a new version is rolled out during a booking', async ({ openFromChat, divar, stack }) => {
  const page = await openFromChat({ side: 'DEMAND' })
  const steps = ['what', 'address', 'review', 'preview', 'result'] as const
  for (const [index, step] of steps.entries()) {
    const app = stack.apps[index % 2]
    const [rolled] = await Promise.all([app?.restart(), goTo(page, step)])
    expect(rolled).toBeUndefined()
  }
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible(patience)
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
})

test('an open page continues at the other process when its own one stops', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
}) => {
  const page = await openFromChat({ side: 'DEMAND' })
  const code = await propose(page, 'DEMAND')
  await complete(await openButton(await newWindow(), divar, 'SUPPLY', code))
  await expect(heading(page)).toHaveText('ارسال پذیرفته شد', patience)
  await page.evaluate(() => Object.assign(window, { kept: true }))
  const [first, second] = stack.apps
  for (const [app, step, title] of [
    [first, 'assigned', 'مأمور پیک مشخص شد'],
    [second, 'picked_up', 'مرسوله در راه است'],
  ] as const) {
    await app?.stop()
    await carrierTells(divar, code, step)
    await expect(heading(page)).toHaveText(title, patience)
    await app?.start()
  }
  expect(await page.evaluate(() => 'kept' in window), 'changed without a reload').toBe(true)
})

test('the doctor in the image checks the same database and finds its faults', async ({ openFromChat, stack }) => {
  // Somebody's address is sealed there.
  await bookTo(await openFromChat({ side: 'DEMAND' }), 'result')
  const image = layOutImage()
  try {
    const env = { ...stack.env, PORT: new URL(stack.appUrl).port }
    expect(askDoctor(env, image.program.cwd)).toEqual({ status: 0, wrong: [] })
    const without = askDoctor({ ...env, SEAL_KEYS: Buffer.alloc(32, 1).toString('base64') }, image.program.cwd)
    expect(without.status).toBe(1)
    expect(without.wrong.map(({ name }) => name)).toContain('sealed_rows')
  } finally {
    image.remove()
  }
})

test('the image runs without privileges, writes only to its own folders and has a health check', () => {
  const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8')
  expect(dockerfile).toMatch(/^USER node$/m)
  expect(dockerfile).toMatch(/^HEALTHCHECK [^\n]*\\\n.*\/api\/health/m)
  expect(dockerfile).toMatch(/^FROM node:24-/m)
  const compose = readFileSync(join(root, 'compose.yaml'), 'utf8')
  const lines = [
    '\n  peyk-1: &peyk\n',
    '\n  peyk-2:\n    <<: *peyk\n',
    '\n    read_only: true\n',
    '\n    env_file: .env\n',
    '\n    mem_limit: ',
    '\n    restart: unless-stopped\n',
    '\n          health_uri /api/health\n',
  ]
  for (const line of lines) expect(compose).toContain(line)
})
