import type { Page } from '@playwright/test'
import { heading, otherKept } from '../../support/answer.ts'
import { expect, expectAccessible, type Side, test } from '../../support/fixtures.ts'
import { readAddressSeed } from '../../support/journey.ts'
import { carrierTells, openButton, patience, propose, written } from '../../support/life.ts'
import { complete } from '../../support/plain-walk.ts'

test.describe.configure({ timeout: 300_000 })

const other: Record<Side, Side> = { SUPPLY: 'DEMAND', DEMAND: 'SUPPLY' }

const hour = 3600

/** A reload removes this mark. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { kept: true }))
const isMarked = (page: Page) => page.evaluate(() => 'kept' in window)

for (const side of ['DEMAND', 'SUPPLY'] as Side[]) {
  test(`both pages and the chat follow every step of a shipment that the ${side} side proposed`, async ({
    openFromChat,
    newWindow,
    divar,
    stack,
  }) => {
    const id = divar.conversations()[0]?.id ?? ''
    const proposer = await openFromChat({ side })
    const code = await propose(proposer, side)
    await mark(proposer)

    const receiver = await openButton(await newWindow(), divar, other[side], code)
    await complete(receiver)
    await expect(heading(proposer)).toHaveText('ارسال پذیرفته شد', patience)
    await mark(receiver)

    // The courier business has the order, with both addresses.
    await expect
      .poll(() => divar.carrierOrders({ trackingCode: code }).map(({ type }) => type))
      .toEqual(['shipment.accepted'])
    const ends = side === 'SUPPLY' ? ['pickup', 'dropoff'] : ['dropoff', 'pickup']
    const { kept } = readAddressSeed()
    expect(divar.carrierOrders({ trackingCode: code })[0]?.data).toMatchObject({
      [ends[0] ?? '']: { contact: kept },
      [ends[1] ?? '']: { contact: otherKept },
    })

    const stages = [
      ['assigned', 'مأمور پیک مشخص شد'],
      ['picked_up', 'مرسوله در راه است'],
      ['delivered', 'مرسوله تحویل شد'],
    ] as const
    for (const [status, title] of stages) {
      await carrierTells(divar, code, status)
      for (const page of [proposer, receiver]) await expect(heading(page), status).toHaveText(title, patience)
    }
    for (const page of [proposer, receiver]) {
      expect(await isMarked(page), 'changed without a reload').toBe(true)
      await expectAccessible(page)
    }

    // The chat: each step that both sides care about, once and in order.
    await expect.poll(() => written(divar).length, patience).toBe(4)
    const told = [side === 'DEMAND' ? 'درخواست ارسال' : 'پیشنهاد ارسال', 'پذیرفته شد', 'در راه است', 'تحویل شد']
    for (const [index, words] of told.entries()) expect(written(divar)[index]).toContain(words)
    for (const text of written(divar)) expect(text.replaceAll('-', '')).toContain(code)

    // Its buttons work for each side.
    for (const as of ['SUPPLY', 'DEMAND'] as Side[]) {
      const chat = await newWindow()
      await chat.goto(`${stack.simulator.url}/chat/${id}?as=${as}&open=webview`)
      const last = chat.getByRole('article').last()
      await chat.getByRole('article').nth(-2).getByRole('button', { name: 'الان کجاست؟' }).click()
      await expect(chat.getByRole('alert')).toContainText('تحویل شد')
      await last.getByRole('button', { name: 'صفحهٔ مرسوله' }).click()
      await chat.waitForURL(`${stack.appUrl}/s/**`)
      await expect(heading(chat)).toHaveText('مرسوله تحویل شد')
    }
  })
}

test('a delivery that fails twice and is returned stays within five messages', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND' })
  const code = await propose(buyer, 'DEMAND')
  await complete(await openButton(await newWindow(), divar, 'SUPPLY', code))
  await carrierTells(divar, code, 'assigned', 'picked_up')
  await expect.poll(() => written(divar).length, patience).toBe(3)
  await carrierTells(divar, code, 'delivery_failed')
  await expect(heading(buyer)).toHaveText('تحویل انجام نشد', patience)
  await expect.poll(() => written(divar).length, patience).toBe(4)
  await carrierTells(divar, code, 'picked_up', 'delivery_failed', 'returned')
  await expect(heading(buyer)).toHaveText('مرسوله به فروشنده برگشت', patience)
  await expect.poll(() => written(divar).length, patience).toBe(5)
  expect(written(divar).at(-1)).toContain('برگشت داده شد')
})

test('a delivery that fails once and then succeeds ends as delivered', async ({ openFromChat, newWindow, divar }) => {
  const seller = await openFromChat({ side: 'SUPPLY' })
  const code = await propose(seller, 'SUPPLY')
  await complete(await openButton(await newWindow(), divar, 'DEMAND', code))
  await carrierTells(divar, code, 'assigned', 'picked_up')
  await expect.poll(() => written(divar).length, patience).toBe(3)
  await carrierTells(divar, code, 'delivery_failed')
  await expect.poll(() => written(divar).length, patience).toBe(4)
  await carrierTells(divar, code, 'picked_up', 'delivered')
  await expect(heading(seller)).toHaveText('مرسوله تحویل شد', patience)
  await expect.poll(() => written(divar).length, patience).toBe(5)
})

test('an unanswered proposal gets a reminder after a day and ends after two, also after downtime', async ({
  openFromChat,
  newWindow,
  divar,
  app,
}) => {
  const id = divar.conversations()[0]?.id ?? ''
  const buyer = await openFromChat({ side: 'DEMAND' })
  const code = await propose(buyer, 'DEMAND')
  await buyer.goto('about:blank')
  // The clock job runs each minute of the real clock.
  const minutes = { timeout: 150_000 }
  divar.clock(25 * hour)
  await expect.poll(() => written(divar).length, minutes).toBe(2)
  expect(written(divar)[1]).toContain('یادآوری')
  const receiverButtons = divar.messages(id).at(-1)?.receiverButtons.flat() ?? []
  expect(receiverButtons.map(({ caption }) => caption)).toEqual(['می‌پذیرم و نشانی می‌دهم', 'نمی‌خواهم'])

  await app.stop()
  divar.clock(49 * hour)
  await app.start()
  await expect.poll(() => written(divar).length, minutes).toBe(3)
  expect(written(divar)[2]).toContain('مهلت پاسخ')
  const late = { conversationId: id, side: 'SUPPLY', extraData: { deed: 'reject', shipment: code } } as const
  expect((await divar.action(late)).body).toMatchObject({ text_message: expect.stringContaining('مهلت تمام شد') })
  const seller = await openButton(await newWindow(), divar, 'SUPPLY', code)
  await expect(heading(seller)).toHaveText('مهلت پاسخ تمام شد')
  await expectAccessible(seller)
  expect(written(divar)).toHaveLength(3)
})
