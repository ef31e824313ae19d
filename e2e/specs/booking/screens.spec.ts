import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from '../../support/fixtures.ts'
import {
  bookAndSend,
  chooseSize,
  consent,
  expectAt,
  fillAddress,
  fillWhat,
  ownCity,
  readMessage,
  type Station,
  stations,
  walkTo,
} from '../../support/journey.ts'
import { overflow } from '../../support/layout.ts'
import { expectFits, expectReadableTwiceAsLarge, expectStill } from '../../support/looks.ts'

test.describe.configure({ timeout: 120_000 })

/** Walks through all stations and looks at each of them, faults on the forms included. */
async function lookAtAll(page: Page, look: () => Promise<void>, service?: string): Promise<void> {
  const ways: Record<Station, () => Promise<void>> = {
    what: async () => {},
    address: () => fillWhat(page, { service: service ? { service } : {} }),
    review: () => fillAddress(page),
    preview: () => consent(page, 'allow'),
    result: () => bookAndSend(page),
  }
  for (const station of stations) {
    await ways[station]()
    await expectAt(page, station)
    await look()
    if (station !== 'what' && station !== 'address') continue
    await page.getByRole('button', { name: 'ادامه', exact: true }).click()
    await expect(page.getByText('این موارد را درست کنید')).toBeVisible()
    await look()
  }
}

test('at 320 px with very long names, the booking pages do not overflow and touch targets are 44 px high', async ({
  openFromChat,
  divar,
  page: window,
}) => {
  divar.reset({ scenario: 'long-names', fresh: true })
  await window.setViewportSize({ width: 320, height: 640 })
  const [longest, unbroken] = divar.conversations()
  for (const talk of [unbroken, longest]) {
    const page = await openFromChat({ side: 'DEMAND', conversationId: talk?.id ?? '', opens: 'webview' })
    await expect(page.getByRole('main').getByText(talk?.post.title ?? '')).toBeVisible()
    expect(await overflow(page)).toEqual([])
  }
  await lookAtAll(window, async () => await expectFits(window), 'پست پیشتاز')
  const { text } = await readMessage(window)
  expect(divar.messages(longest?.id ?? '').at(-1)?.text).toBe(text)
})

test('with text twice as large, nothing on the booking pages overflows, is cut off or covers the form', async ({
  openFromChat,
}) => {
  const page = await openFromChat({ side: 'DEMAND', opens: 'webview' })
  await lookAtAll(page, async () => await expectReadableTwiceAsLarge(page))
})

test('with reduced motion, nothing on the booking pages is animated', async ({ openFromChat, page: window }) => {
  await window.emulateMedia({ reducedMotion: 'reduce' })
  const page = await openFromChat({ side: 'DEMAND', opens: 'webview' })
  await lookAtAll(page, async () => await expectStill(page))
})

test('the first screen and a booking work while Divar does not answer for posts and places', async ({
  openFromChat,
  app,
  divar,
}) => {
  // A fresh process has no place or post in memory.
  await app.restart({})
  for (const on of ['post', 'city', 'district']) divar.fault({ on, kind: 'status', status: 500, times: 1000 })
  const page = await openFromChat({ side: 'DEMAND', opens: 'webview' })
  await expect(page.getByText('شما خریدار این آگهی هستید')).toBeVisible()
  await expect(page.getByText(/^[۰-۹٬]+ تا [۰-۹٬]+ تومان$|^از [۰-۹٬]+ تا [۰-۹٬]+ تومان$/).first()).toBeVisible()
  await expectAccessible(page)
  await walkTo(page, 'review', { address: { district: 'تهرانپارس غربی' }, service: { otherCity: 'تهران' } })
  await consent(page, 'allow')
  await expect(page.getByRole('figure')).toContainText('درخواست ارسال کالا')
  await bookAndSend(page)
  await expect(page.getByText('پیام در چت نوشته شد')).toBeVisible()
  divar.clearFaults()
})

test('a post without a conversation shows prices to its owner', async ({ page, divar, stack }) => {
  divar.reset({ scenario: 'empty', fresh: true })
  await page.goto(`${stack.simulator.url}/my-post/AZbKe4r1`)
  await page.getByRole('link', { name: 'پیک' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'هزینهٔ ارسال چقدر است؟' })).toBeVisible()
})

test('a city chosen before the scripts load brings its districts when they have loaded', async ({ openFromChat }) => {
  const page = await openFromChat({ side: 'DEMAND', opens: 'webview' })
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    await released
    await route.continue()
  })
  await page.reload({ waitUntil: 'commit' })
  await chooseSize(page, 'کوچک')
  await page.getByLabel(ownCity).selectOption({ label: 'مشهد' })
  await expect(page.getByLabel('محله', { exact: true })).not.toContainText('احمدآباد')
  release()
  await page.getByLabel('محله', { exact: true }).selectOption({ label: 'احمدآباد' })
  await expect(page.getByRole('radio', { name: /^کوچک/ })).toBeChecked()
  // And its prices: the city's courier does not go there.
  await expect(page.getByRole('radio', { name: /^پیک فوری/ })).toBeDisabled()
})
