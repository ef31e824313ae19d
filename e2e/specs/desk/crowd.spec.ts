import type { Page } from '@playwright/test'
import { fillCrowd } from '../../crowd/crowd.ts'
import { expect } from '../../support/fixtures.ts'
import { patience, shownCode } from '../../support/life.ts'
import { expectFits } from '../../support/looks.ts'
import { test } from '../../support/own-database.ts'
import { enterDivar, openPeyk } from '../../support/people.ts'
import { enterAs } from '../../support/staff.ts'

test.describe.configure({ timeout: 300_000 })

/** What a proposal that nobody accepted says to its two sides; it is none of the business's. */
const unaccepted = { proposed: 'منتظر پاسخ', rejected: 'پیشنهاد پذیرفته نشد' }

/** In which tab of the queue each other state stands, and by which word. */
const onQueue = {
  accepted: ['new', 'پذیرفته شد'],
  assigned: ['assigned', 'مأمور پیک مشخص شد'],
  picked_up: ['on_the_way', 'در راه'],
  delivery_failed: ['exceptions', 'تحویل ناموفق'],
  cancelled: ['ended_today', 'لغو شد'],
  expired: ['ended_today', 'مهلت تمام شد'],
  delivered: ['ended_today', 'تحویل شد'],
  returned: ['ended_today', 'برگشت داده شد'],
} as const

const row = (page: Page, code: string) => page.getByRole('row', { name: shownCode(code) })

test('a crowd that people, desk and carrier made by their own ways stands in every state on the queue', async ({
  newWindow,
  stack,
  app,
  own,
}) => {
  const made = await fillCrowd({ simulator: stack.simulator, env: own }, { count: 10 })
  expect(new Set(made.map(({ state }) => state)).size).toBe(10)
  // The job that ends what nobody told of runs each minute, and at a start.
  await app.restart(own)
  const desk = await newWindow({ viewport: { width: 1280, height: 800 } })
  await enterAs(desk, own, 'viewer')
  for (const { code, state, conversationId } of made) {
    if (state === 'proposed' || state === 'rejected') {
      const { cookies, ...person } = await enterDivar(stack.simulator, conversationId, 'DEMAND')
      expect((await openPeyk(stack.simulator, { cookies, ...person }, code)).html).toContain(unaccepted[state])
      await cookies.dispose()
      continue
    }
    const [tab, word] = onQueue[state]
    await expect(async () => {
      await desk.goto(`${stack.env.APP_URL}/desk/queue?tab=${tab}`)
      await expect(row(desk, code), state).toContainText(word, { timeout: 1000 })
    }).toPass(patience)
  }
  await expectFits(desk)
})
