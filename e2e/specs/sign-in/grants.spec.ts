import type { Page } from '@playwright/test'
import type { Control } from '../../simulator/index.ts'
import { heading } from '../../support/answer.ts'
import { expect, test } from '../../support/fixtures.ts'
import { consent } from '../../support/journey.ts'
import { carrierTells, openButton, patience, propose, written } from '../../support/life.ts'
import { complete } from '../../support/plain-walk.ts'

test.describe.configure({ timeout: 300_000 })

const hour = 3600
const day = 24 * hour

/** A shipment that the seller has accepted and the chat has heard of; nobody looks at a page of it any more. */
async function accepted(buyer: Page, seller: Page, divar: Control): Promise<string> {
  const code = await propose(buyer, 'DEMAND')
  await complete(await openButton(seller, divar, 'SUPPLY', code))
  await expect.poll(() => written(divar).length, patience).toBe(2)
  for (const page of [buyer, seller]) await page.goto('about:blank')
  return code
}

test('a message sent hours later uses a token that was refreshed once', async ({ openFromChat, newWindow, divar }) => {
  const code = await accepted(await openFromChat({ side: 'DEMAND' }), await newWindow(), divar)
  expect(divar.calls({ name: 'refresh' })).toHaveLength(0)
  divar.clock(3 * hour)
  await carrierTells(divar, code, 'assigned', 'picked_up')
  await expect.poll(() => written(divar).length, patience).toBe(3)
  expect(divar.calls({ name: 'refresh' })).toHaveLength(1)
  // The pair that came with it is the one that works from now on: the refresh tokens rotate.
  divar.clock(6 * hour)
  await carrierTells(divar, code, 'delivered')
  await expect.poll(() => written(divar).length, patience).toBe(4)
  expect(divar.calls({ name: 'refresh' })).toHaveLength(2)
  expect(divar.calls({ name: 'send' })).toHaveLength(4)
})

test('a token refresh that fails temporarily is retried, and the message is sent once', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const code = await accepted(await openFromChat({ side: 'DEMAND' }), await newWindow(), divar)
  divar.clock(2 * hour)
  divar.fault({ on: 'refresh', kind: 'status', status: 503, times: 1 })
  await carrierTells(divar, code, 'assigned', 'picked_up')
  await expect.poll(() => written(divar).length, patience).toBe(3)
  expect(divar.calls({ name: 'refresh' })).toHaveLength(2)
  expect(divar.calls({ name: 'send' })).toHaveLength(3)
})

test('a permission that expired after thirty days is asked for again, and one tap then tells the chat', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const code = await accepted(await openFromChat({ side: 'DEMAND' }), await newWindow(), divar)
  await expect.poll(() => written(divar).length, patience).toBe(2)
  // Not told in the chat, so that no permission is used for it; without a step the clock would end the shipment.
  divar.clock(5 * day)
  await carrierTells(divar, code, 'assigned')
  divar.clock(31 * day)
  await carrierTells(divar, code, 'picked_up', 'delivered')
  const seller = await openButton(await newWindow(), divar, 'SUPPLY', code)
  await expect(heading(seller)).toHaveText('مرسوله تحویل شد')
  await expect(seller.getByText('در چت اعلام نشد', { exact: true })).toBeVisible(patience)
  expect(divar.calls({ name: 'refresh' }).length).toBeLessThanOrEqual(1)
  expect(divar.calls({ name: 'send' })).toHaveLength(2)

  await seller.getByRole('link', { name: 'حالا در چت اعلام کن' }).click()
  divar.consentAs(divar.conversations()[0]?.supplier.id ?? null)
  await consent(seller, 'allow')
  await seller.getByRole('button', { name: /فرستادن در چت/ }).click()
  await expect(heading(seller)).toHaveText('مرسوله تحویل شد')
  await expect.poll(() => written(divar).length, patience).toBe(3)
  expect(written(divar).at(-1)).toContain('تحویل شد')
})
