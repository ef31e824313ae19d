import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { accept, cancel, heading } from './answer.ts'
import { bookAndSend, bookTo, errorSummary, expectAt, fillAddress, goTo, typeAddress } from './journey.ts'
import { carrierTells, complete, openButton, patience, propose } from './life.ts'
import { test as base, expect } from './replicas.ts'
import { askDoctor } from './support/doctor.ts'
import { type Front, startFront } from './support/front.ts'
import { layOutImage } from './support/image.ts'
import { actionIds, buildOther, goneAction } from './support/other-build.ts'
import { root } from './support/paths.ts'
import { migrateToPrevious } from './support/previous-schema.ts'
import { bookSilently, test as builds, completeTo, type Visitor } from './two-builds.ts'

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

test('from an empty folder to the message in the chat and back', async ({ openFromChat, divar, stack }) => {
  const before = stack.balancer.counts()
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'result')
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible(patience)
  for (const [index, count] of stack.balancer.counts().entries()) expect(count).toBeGreaterThan(before[index] ?? 0)
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
  await page.getByRole('link', { name: 'بازگشت به چت دیوار' }).click()
  await page.waitForURL(`${stack.simulator.url}/**`)
})

test('a process that is asked to end answers what it has begun, and loses no message', async ({
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

test('rolled out while somebody is on the way: no step fails', async ({ openFromChat, divar, stack }) => {
  const page = await openFromChat({ side: 'DEMAND' })
  const steps = ['parcel', 'address', 'service', 'review', 'permission', 'preview', 'result'] as const
  for (const [index, step] of steps.entries()) {
    const app = stack.apps[index % 2]
    const [rolled] = await Promise.all([app?.restart(), goTo(page, step)])
    expect(rolled).toBeUndefined()
  }
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible(patience)
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
})

test('an open page goes on at the other process when its own ends', async ({
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
    [first, 'assigned', 'پیک تعیین شد'],
    [second, 'picked_up', 'مرسوله در راه است'],
  ] as const) {
    await app?.stop()
    await carrierTells(divar, code, step)
    await expect(heading(page)).toHaveText(title, patience)
    await app?.start()
  }
  expect(await page.evaluate(() => 'kept' in window), 'changed without a reload').toBe(true)
})

test('the doctor of the image looks at the same database, and finds what is wrong', async ({ openFromChat, stack }) => {
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

test('the image runs as nobody special, writes only where it may, and is asked how it does', () => {
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

builds('two builds know each other’s forms, out of clean folders with nothing set', () => {
  const [ours, theirs] = [actionIds(root), actionIds(buildOther())]
  const kept = [...ours].filter(([name]) => !name.endsWith(` ${goneAction}`))
  expect(kept).toHaveLength(ours.size - 1)
  expect(kept.filter(([name, id]) => theirs.get(name) !== id)).toEqual([])
})

for (const hasScripts of [true, false]) {
  const how = hasScripts ? 'with JavaScript' : 'without JavaScript'

  builds.describe(`two builds of two commits side by side, ${how}`, () => {
    builds.use({ javaScriptEnabled: hasScripts })
    builds.describe.configure({ timeout: 300_000 })
    builds.beforeEach(({ tolerate, stack }) => {
      stack.balancer.only(null)
      if (!hasScripts) tolerate(/\.js did not load: csp$/)
    })
    const visitor = (page: Visitor['page']): Visitor => ({ page, hasScripts })

    builds('whoever comes goes from one to the other and back, with each request', async ({ openFromChat, stack }) => {
      const before = stack.balancer.counts()
      const page = await openFromChat({ side: 'DEMAND' })
      await bookSilently(visitor(page))
      for (const [index, count] of stack.balancer.counts().entries()) expect(count).toBeGreaterThan(before[index] ?? 0)
    })

    builds(
      'whoever is in the middle of a form of the older one goes on with the newer',
      async ({ openFromChat, newWindow, stack }) => {
        const { balancer } = stack
        /** The page is drawn by the older build, and what is done there is answered by the newer. */
        const across = async (draw: () => Promise<unknown>, go: () => Promise<unknown>) => {
          balancer.only(0)
          await draw()
          balancer.only(1)
          await go()
        }
        const page = await openFromChat({ side: 'DEMAND' })
        const next = (name = 'ادامه') => page.getByRole('button', { name, exact: true }).click()
        await across(
          () => bookTo(page, 'parcel'),
          () => goTo(page, 'address'),
        )
        if (!hasScripts) await fillAddress(page, { district: null })
        await across(
          async () => {
            await page.reload()
            await typeAddress(page)
          },
          async () => {
            await next()
            await expectAt(page, 'service')
          },
        )
        await across(
          () => page.reload(),
          () => goTo(page, 'review'),
        )
        await goTo(page, 'permission')
        await across(
          () => goTo(page, 'preview'),
          () => bookAndSend(page),
        )
        await expectAt(page, 'result')
        const seller = await openFromChat({ side: 'SUPPLY', page: await newWindow({ javaScriptEnabled: hasScripts }) })
        await across(
          () => completeTo(visitor(seller)),
          () => accept(seller),
        )
        await across(
          () => page.reload(),
          () => cancel(page, 'از معامله منصرف شدیم'),
        )
      },
    )

    builds(
      'where a form is truly gone, its own page says that Peyk was renewed, with everything in it',
      async ({ openFromChat, newWindow, stack, tolerate }) => {
        tolerate(/status 409|console error/)
        const buyer = await openFromChat({ side: 'DEMAND' })
        await bookSilently(visitor(buyer))
        const page = await openFromChat({ side: 'SUPPLY', page: await newWindow({ javaScriptEnabled: hasScripts }) })
        await completeTo(visitor(page))
        await accept(page)
        stack.balancer.only(0)
        await page.getByRole('link', { name: 'گزارش مشکل' }).click()
        const text = 'پیک نیامد.\nزنگ زدم، جواب نداد.'
        await page.getByLabel('شرح مشکل').fill(text)
        stack.balancer.only(1)
        await page.getByRole('button', { name: 'فرستادن به پیک‌رسان' }).click()
        await expect(errorSummary(page)).toContainText('پیک همین حالا به‌روز شد')
        await expect(heading(page)).toHaveText('چه مشکلی پیش آمده است؟')
        await expect(page.getByLabel('شرح مشکل')).toHaveValue(text)
        await page.getByRole('button', { name: 'فرستادن به پیک‌رسان' }).click()
        await expect(page.getByText('زنگ زدم، جواب نداد.')).toBeVisible(patience)
      },
    )
  })
}
