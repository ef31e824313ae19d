import type { Page } from '@playwright/test'
import type { Control } from '../../simulator/index.ts'
import { heading } from '../../support/answer.ts'
import { expect, expectAccessible, test } from '../../support/fixtures.ts'
import { consent, unfold } from '../../support/journey.ts'
import { carrierTells, openButton, patience, propose } from '../../support/life.ts'
import { expectFits } from '../../support/looks.ts'
import { complete } from '../../support/plain-walk.ts'

test.describe.configure({ timeout: 300_000 })

const on = 'روشن کردن خبرها در ربات پیک'
const off = 'خاموش کردن خبرها در ربات پیک'

const section = (page: Page) => page.locator('#notices')

async function opened(page: Page) {
  await expect(section(page)).toBeVisible()
  await unfold(page, 'خبرها در ربات پیک')
  return section(page)
}

/** What the chatbot wrote to the buyer, in order. */
const told = (divar: Control): string[] => {
  const userId = divar.conversations()[0]?.demand.id ?? ''
  return divar
    .bot({ userId })
    .messages.filter(({ byApp }) => byApp)
    .map(({ text }) => text)
}

async function turnOn(page: Page): Promise<void> {
  await (await opened(page)).getByRole('link', { name: on }).click()
  await expect(heading(page)).toHaveText('اجازهٔ خبر در ربات پیک')
  await consent(page, 'allow')
  await expect((await opened(page)).getByRole('button', { name: off })).toBeVisible()
}

test('a buyer is notified of each step in the chatbot until notices are turned off', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND' })
  const code = await propose(buyer, 'DEMAND')
  await (await opened(buyer)).getByRole('link', { name: on }).click()
  await expect(heading(buyer)).toHaveText('اجازهٔ خبر در ربات پیک')
  await expectAccessible(buyer)
  await expectFits(buyer)
  await buyer.goBack()
  await turnOn(buyer)
  await expectAccessible(buyer)
  await expectFits(buyer)
  const seller = await openButton(await newWindow(), divar, 'SUPPLY', code)
  await complete(seller)
  await expect((await opened(seller)).getByRole('link', { name: on })).toBeVisible()
  await expect.poll(() => told(divar).length, patience).toBe(1)
  await carrierTells(divar, code, 'assigned', 'picked_up')
  await expect.poll(() => told(divar).length, patience).toBe(3)
  for (const [index, words] of ['پذیرفته شد', 'مأمور پیک مشخص شد', 'در راه است'].entries()) {
    expect(told(divar)[index]).toContain(words)
    expect(told(divar)[index]?.replaceAll('-', '')).toContain(code)
  }
  const userId = divar.conversations()[0]?.demand.id ?? ''
  await divar.botTap({ userId, caption: 'پیگیری' })
  await expect.poll(() => told(divar).at(-1), patience).toContain('وضعیت: در راه')

  await (await opened(buyer)).getByRole('button', { name: off }).click()
  await expect((await opened(buyer)).getByRole('button', { name: on })).toBeVisible()
  const before = told(divar).length
  await (await opened(buyer)).getByRole('button', { name: on }).click()
  await expect((await opened(buyer)).getByRole('button', { name: off })).toBeVisible()
  await (await opened(buyer)).getByRole('button', { name: off }).click()
  await expect((await opened(buyer)).getByRole('button', { name: on })).toBeVisible()
  await carrierTells(divar, code, 'delivered')
  await expect(heading(buyer)).toHaveText('مرسوله تحویل شد', patience)
  await expect(section(buyer)).toHaveCount(0)
  expect(told(divar)).toHaveLength(before)
})

test('a notice that Divar refuses by user goes once to the linked conversation', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND' })
  const code = await propose(buyer, 'DEMAND')
  await turnOn(buyer)
  const userId = divar.conversations()[0]?.demand.id ?? ''
  divar.botSay({ userId, text: 'سفارش‌های من' })
  await expect.poll(() => told(divar).length, patience).toBe(1)
  const { url } = await divar.botTap({ userId, caption: 'وصل کردن به حساب من' })
  const linking = await newWindow()
  divar.consentAs(userId)
  await linking.goto(url ?? '')
  await consent(linking, 'allow')
  await expect(heading(linking)).toHaveText('این گفت‌وگو به حساب دیوار شما وصل شد')
  divar.consentAs(null)
  const before = told(divar).length

  divar.fault({ on: 'bot-user', kind: 'status', status: 403 })
  const seller = await openButton(await newWindow(), divar, 'SUPPLY', code)
  await complete(seller)
  await expect.poll(() => told(divar).slice(before), patience).toEqual([expect.stringContaining('پذیرفته شد')])
  expect(divar.calls({ name: 'bot-user' })).toHaveLength(1)
  // The next one is tried by user again.
  await carrierTells(divar, code, 'assigned')
  await expect.poll(() => told(divar).slice(before).length, patience).toBe(2)
  expect(divar.calls({ name: 'bot-user' })).toHaveLength(2)
})

test('a permission refused or granted without the chatbot changes nothing and says so', async ({
  openFromChat,
  divar,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND' })
  await propose(buyer, 'DEMAND')
  await (await opened(buyer)).getByRole('link', { name: on }).click()
  await consent(buyer, 'refuse')
  await expect(section(buyer).getByRole('status')).toContainText('اجازه داده نشد')
  await expectAccessible(buyer)
  divar.settings({ leftOutScopes: ['CHAT_BOT_USER_MESSAGE_SEND'] })
  await (await opened(buyer)).getByRole('link', { name: on }).click()
  await consent(buyer, 'allow')
  await expect(section(buyer).getByRole('status')).toContainText('اجازه داده نشد')
  await expect((await opened(buyer)).getByRole('link', { name: on })).toBeVisible()
  expect(told(divar)).toEqual([])
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('notices can be turned on and off', async ({ openFromChat, divar, tolerate, newWindow }) => {
    tolerate(/\.js did not load: csp$/)
    const scripted = await newWindow({ javaScriptEnabled: true })
    const code = await propose(await openFromChat({ side: 'DEMAND', page: scripted }), 'DEMAND')
    const buyer = await openButton(await newWindow({ javaScriptEnabled: false }), divar, 'DEMAND', code)
    divar.consentAs(divar.conversations()[0]?.demand.id ?? null)
    // Another window of the same person: that it is them comes first.
    await expect(section(buyer)).toHaveCount(0)
    await buyer.getByRole('link', { name: 'ادامه با حساب دیوار' }).click()
    await consent(buyer, 'allow')
    await turnOn(buyer)
    await (await opened(buyer)).getByRole('button', { name: off }).click()
    await expect((await opened(buyer)).getByRole('button', { name: on })).toBeVisible()
  })
})
