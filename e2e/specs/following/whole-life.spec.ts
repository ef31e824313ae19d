import type { Page } from '@playwright/test'
import { accept, heading, timeline, toAcceptance } from '../../support/answer.ts'
import { latin } from '../../support/digits.ts'
import { expect, expectAccessible, type Side } from '../../support/fixtures.ts'
import { carrierTells, openButton, patience, propose, written } from '../../support/life.ts'
import { test } from '../../support/own-business.ts'

test.describe.configure({ timeout: 300_000 })

const codeCard = (page: Page, title: string) =>
  page.locator('section', { has: page.getByRole('heading', { name: title }) })
const codeOn = async (page: Page, title: string) =>
  latin(await codeCard(page, title).locator('bdi').first().textContent())

test('a shipment lives with a window, codes, a courier, a moved promise, a failed try, a thread and an end, seen live by both', async ({
  openFromChat,
  newWindow,
  divar,
  edit,
}) => {
  await edit()
  const id = divar.conversations()[0]?.id ?? ''
  const buyer = await openFromChat({ side: 'DEMAND' })
  const code = await propose(buyer, 'DEMAND')
  const seller = await openButton(await newWindow(), divar, 'SUPPLY', code)
  await toAcceptance(seller)

  // The earliest window is chosen already; the others are behind a row, and the message names the chosen one.
  const shown = seller.getByText('گرفتن کالا', { exact: true }).locator('..')
  const earliest = await shown.textContent()
  const others = seller.getByRole('navigation', { name: 'زمان گرفتن کالا' })
  await expect(others.getByRole('link')).toHaveCount(0)
  await others.getByText('زمان‌های دیگر', { exact: true }).click()
  const second = (await others.getByRole('link').first().textContent()) ?? ''
  expect(earliest).not.toContain(second)
  await others.getByRole('link').first().click()
  await expect(shown).toContainText(second)
  await expectAccessible(seller)
  await accept(seller)
  for (const page of [buyer, seller]) {
    await expect(timeline(page).nth(3), 'the window, beside its step and nowhere else').toContainText(second, patience)
    await expect(page.getByText(second)).toHaveCount(1)
  }
  await expect.poll(() => written(divar).length, patience).toBe(2)
  expect(written(divar)[1]).toMatch(/برای گرفتن کالا می‌آید: .*تا/)
  const [order] = divar.carrierOrders({ trackingCode: code })
  expect(order?.data).toMatchObject({ window: { from: expect.any(String) }, eta: expect.any(String) })

  // Each side has its own code, and the chat none.
  const pickup = await codeOn(seller, 'کد دادن کالا به مأمور پیک')
  const delivery = await codeOn(buyer, 'کد تحویل گرفتن کالا')
  for (const one of [pickup, delivery]) expect(one).toMatch(/^\d{4}$/)
  await expect(codeCard(seller, 'کد تحویل گرفتن کالا')).toHaveCount(0)
  await expect(codeCard(buyer, 'کد دادن کالا به مأمور پیک')).toHaveCount(0)
  const tapped = async (side: Side) =>
    latin(JSON.stringify((await divar.action({ conversationId: id, side, extraData: { shipment: code } })).body))
  // The buyer gave a permission and is proved to be that side; the seller has not, and reads it on the page alone.
  expect(await tapped('DEMAND')).toContain(delivery)
  expect(await tapped('SUPPLY')).not.toMatch(new RegExp(`(^|\\D)(${pickup}|${delivery})(\\D|$)`))

  const step = async (more: object) => await divar.carrierStep({ trackingCode: code, ...more })
  const named = { name: 'علی', vehicle: 'motorcycle' }
  expect(await step({ status: 'assigned', courier: named })).toMatchObject({ status: 200, body: { repeated: false } })
  for (const page of [buyer, seller]) await expect(timeline(page).nth(3)).toContainText('علی', patience)
  await expect(timeline(seller).nth(3)).toContainText('با موتور')
  expect(await step({ status: 'assigned', courier: { name: 'سارا' } })).toMatchObject({ status: 200 })
  for (const page of [buyer, seller]) await expect(timeline(page).nth(3)).toContainText('سارا', patience)
  expect(await tapped('SUPPLY')).toContain('سارا')
  const wrong = String((Number(pickup) + 1) % 10_000).padStart(4, '0')
  expect(await step({ status: 'picked_up', code: wrong })).toMatchObject({
    status: 409,
    body: { handoverCode: 'wrong' },
  })
  expect(await step({ status: 'picked_up', code: pickup })).toMatchObject({ status: 200 })
  await expect(codeCard(seller, 'کد دادن کالا به مأمور پیک')).toHaveCount(0, patience)

  // The carrier is late: both pages say until when and why, and the chat hears of it.
  const eta = new Date(Date.now() + 26 * 3_600_000).toISOString()
  expect(await step({ eta, reason: 'weather' })).toMatchObject({ status: 200, body: { state: 'picked_up' } })
  for (const page of [buyer, seller]) await expect(page.getByText('وضع هوا', { exact: true })).toBeVisible(patience)
  await expect.poll(() => written(divar).length, patience).toBe(4)
  expect(written(divar)[3]).toContain('عوض شد')

  expect(await step({ status: 'delivery_failed', reason: 'nobody_home' })).toMatchObject({ status: 200 })
  for (const page of [buyer, seller]) await expect(page.getByText('کسی در نشانی نبود').first()).toBeVisible(patience)
  for (const page of [buyer, seller]) await expectAccessible(page)
  await expect.poll(() => written(divar).length, patience).toBe(4)

  // The buyer asks why, the business answers, and the buyer reads it where they asked.
  const problem = 'در خانه بودم و کسی زنگ نزد.'
  await buyer.getByRole('link', { name: 'گزارش مشکل' }).click()
  await buyer.getByLabel('شرح مشکل').fill(problem)
  await buyer.getByRole('button', { name: /^فرستادن به/ }).click()
  await expect(buyer.getByText(problem, { exact: true })).toBeVisible(patience)
  const asked = () => divar.carrierOrders({ trackingCode: code }).find(({ type }) => type === 'problem.reported')
  await expect.poll(() => asked()?.data.text, patience).toBe(problem)
  const answer = 'تا یک ساعت دیگر دوباره می‌آییم.'
  const threadId = String(asked()?.data.threadId)
  expect(await divar.carrierReply({ threadId, text: answer })).toMatchObject({ status: 200 })
  await expect(buyer.getByText(answer)).toBeVisible(patience)
  for (const words of [problem, answer]) await expect(seller.getByText(words)).toHaveCount(0)

  await carrierTells(divar, code, 'picked_up')
  expect(await step({ status: 'delivered', code: delivery })).toMatchObject({ status: 200 })
  for (const page of [buyer, seller]) await expect(heading(page)).toHaveText('مرسوله تحویل شد', patience)
  await expect(codeCard(buyer, 'کد تحویل گرفتن کالا')).toHaveCount(0)

  // Neither code stood in the chat or in what the carrier was told, and the chat never named the courier.
  expect(JSON.stringify(written(divar))).not.toMatch(/علی|سارا/)
  await expect.poll(() => written(divar).length, patience).toBe(5)
  const told = latin(JSON.stringify([written(divar), divar.carrierOrders({ trackingCode: code })]))
  for (const one of [pickup, delivery])
    expect(told.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')).not.toMatch(new RegExp(`(^|\\D)${one}(\\D|$)`))
})
