import type { Page } from '@playwright/test'
import pg from 'pg'
import { heading } from '../../support/answer.ts'
import { askDoctor } from '../../support/doctor.ts'
import { startFront } from '../../support/front.ts'
import { bookAndSend } from '../../support/journey.ts'
import { carrierTells, openButton, propose } from '../../support/life.ts'
import { missingPgbouncer, type Pooler, startPgbouncer } from '../../support/pgbouncer.ts'
import { bookTo, complete } from '../../support/plain-walk.ts'
import { expect, test as replicas } from '../../support/replicas.ts'

type Pooled = { pooler: Pooler; serverUrl: string }

/** Two processes that reach their database through PgBouncer in transaction mode. */
const test = replicas.extend<object, { pooled: Pooled }>({
  pooled: [
    async ({ postgres }, use) => {
      const serverUrl = await postgres.database('peyk')
      const pooler = await startPgbouncer(serverUrl)
      await use({ pooler, serverUrl })
      await pooler.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  stack: [
    async ({ pooled }, use, info) => {
      const own = { DATABASE_URL: pooled.pooler.url, DATABASE_DIRECT_URL: pooled.serverUrl }
      const front = await startFront(info.parallelIndex, { processes: 2, own })
      await use(front)
      await front.stop()
    },
    { scope: 'worker', timeout: 5 * 60_000 },
  ],
})

test.describe.configure({ timeout: 300_000 })

const patience = { timeout: 60_000 }
const expectHeading = (page: Page, text: string) => expect(heading(page)).toHaveText(text, patience)

// Where it does not run, its journeys are not part of the run, and the runner's last lines say so.
if (!missingPgbouncer()) {
  test('behind PgBouncer both sides see a shipment move live, with each request at another process', async ({
    openFromChat,
    newWindow,
    divar,
  }) => {
    const buyer = await openFromChat({ side: 'DEMAND' })
    const code = await propose(buyer, 'DEMAND')
    const seller = await openButton(await newWindow(), divar, 'SUPPLY', code)
    await complete(seller)
    const pages = [buyer, seller]
    for (const page of pages) await expectHeading(page, 'ارسال پذیرفته شد')
    for (const page of pages) await page.evaluate(() => Object.assign(window, { sinceLoad: true }))
    for (const [step, title] of [
      ['assigned', 'مأمور پیک مشخص شد'],
      ['picked_up', 'مرسوله در راه است'],
      ['delivered', 'مرسوله تحویل شد'],
    ] as const) {
      await carrierTells(divar, code, step)
      for (const page of pages) await expectHeading(page, title)
    }
    for (const page of pages) expect(await page.evaluate(() => 'sinceLoad' in window)).toBe(true)
  })

  test('a pooler that ends in the middle of a booking loses and doubles nothing', async ({
    openFromChat,
    divar,
    pooled,
  }) => {
    const page = await openFromChat({ side: 'DEMAND' })
    await bookTo(page, 'preview')
    await pooled.pooler.restart()
    await bookAndSend(page)
    await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible(patience)
    expect(divar.calls({ name: 'send' })).toHaveLength(1)
  })

  test('a process that knows only the pooler refuses to start, and the doctor says the same', async ({
    stack,
    pooled,
  }) => {
    const alone = await stack.prepare({ DATABASE_DIRECT_URL: undefined })
    alone.launch()
    expect(await alone.exited()).toBe(1)
    expect(alone.logs()).toContain('set DATABASE_DIRECT_URL to the server itself')
    const poolerOf = ({ wrong }: ReturnType<typeof askDoctor>) => wrong.find(({ name }) => name === 'pooler')?.remedy
    expect(poolerOf(askDoctor({ ...stack.env, DATABASE_DIRECT_URL: undefined }))).toContain('Set DATABASE_DIRECT_URL')
    const remedy = poolerOf(askDoctor(stack.env))
    expect(remedy).toMatch(/^alter role peyk set statement_timeout = .+; alter role peyk set idle_in_/)
    const client = new pg.Client(pooled.serverUrl)
    await client.connect()
    await client.query(remedy ?? '')
    await client.end()
    // A role's settings hold for connections that begin after them.
    await pooled.pooler.restart()
    expect(poolerOf(askDoctor(stack.env))).toBeUndefined()
  })
}
