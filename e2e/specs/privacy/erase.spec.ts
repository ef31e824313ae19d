import type { Page } from '@playwright/test'
import type { Control } from '../../simulator/index.ts'
import { heading } from '../../support/answer.ts'
import { dumpDatabase } from '../../support/dump.ts'
import { expect, expectAccessibleInBothSchemes, type Side, test } from '../../support/fixtures.ts'
import { errorSummary, expectAt, fillAddress, freshAddress, readTrackingCode } from '../../support/journey.ts'
import { openButton } from '../../support/life.ts'
import { expectFits } from '../../support/looks.ts'
import { bookTo, complete } from '../../support/plain-walk.ts'
import { findLeaks, type Named } from '../../support/secrets-scan.ts'

test.describe.configure({ timeout: 240_000 })

const danger = (page: Page) => page.getByRole('button', { name: 'اطلاعات من را پاک کن' })
const erased = 'اطلاعات شما پاک شد'
const seatOf = (page: Page) => page.url().replace(/^(.*\/s\/[^/]+).*$/, '$1')

const personal = ({ name, mobile, line, postalCode }: ReturnType<typeof freshAddress>): Named[] =>
  Object.entries({ name, mobile, line, postalCode }).map(([what, text]) => ({ name: what, text }))

/** What Divar knows this side as, and every token it gave out for them. */
function divarTraces(divar: Control, side: Side): Named[] {
  const { tokens, grants } = divar.state() as {
    tokens: { value: string; grantId: string }[]
    grants: { id: string; userId: string }[]
  }
  const talk = divar.conversations()[0]
  const { id = '', idForApp = '' } = (side === 'DEMAND' ? talk?.demand : talk?.supplier) ?? {}
  const own = grants.filter(({ userId }) => userId === id).map((grant) => grant.id)
  const values = tokens.filter(({ grantId }) => own.includes(grantId)).map(({ value }) => value)
  return [idForApp, ...values].map((text) => ({ name: `of ${side} at Divar`, text }))
}

/** Looked at in both colours, on a phone and on a wide screen. */
async function look(page: Page): Promise<void> {
  const size = page.viewportSize()
  for (const [width, height] of [
    [320, 640],
    [390, 844],
    [1280, 800],
  ] as const) {
    await page.setViewportSize({ width, height })
    await expectFits(page)
    await expectAccessibleInBothSchemes(page)
  }
  if (size) await page.setViewportSize(size)
}

test('a buyer who erases their data after booking confirms twice and leaves nothing behind', async ({
  openFromChat,
  stack,
  app,
  divar,
}) => {
  const page = await openFromChat({ side: 'DEMAND', opens: 'webview' })
  const buyers = freshAddress()
  await bookTo(page, 'result', { address: buyers })
  const seat = seatOf(page)
  await page.getByRole('link', { name: 'حریم خصوصی' }).click()
  await page.getByRole('link', { name: 'پاک کردن اطلاعات من' }).click()
  await expect(heading(page)).toHaveText('پاک کردن اطلاعات من')
  await expect(page.getByText('پیشنهاد شما بسته می‌شود')).toBeVisible()
  await expect(page.getByText('یک ردیف بی‌نام برای حساب‌داری')).toBeVisible()
  await look(page)

  await page.getByRole('link', { name: 'ادامهٔ پاک کردن' }).click()
  await expect(heading(page)).toHaveText('مطمئن هستید؟')
  await danger(page).click()
  await expect(errorSummary(page)).toContainText('اگر مطمئن هستید، این را تأیید کنید.')
  await look(page)
  await page.getByRole('checkbox', { name: /^می‌دانم که/ }).check()
  await danger(page).click()

  await expect(heading(page)).toHaveText(erased)
  await expect(page).toHaveURL(`${stack.appUrl}/erased`)
  await look(page)
  await expect(page.getByRole('link', { name: 'بازگشت به دیوار' }).first()).toHaveAttribute('href', /completion/)
  for (const path of ['', '/erase', '/address', '/review']) {
    await page.goto(`${seat}${path}`)
    await expect(heading(page)).toHaveText('این صفحه برای امنیت شما بسته شد')
  }

  const traces = [...personal(buyers), ...divarTraces(divar, 'DEMAND')]
  expect(traces.length).toBeGreaterThan(5)
  await app.stop()
  const left = await dumpDatabase(stack)
  expect(left).toContain('shipments')
  expect(findLeaks([{ name: 'the database', text: left }], traces)).toEqual([])
})

test('erasing after acceptance explains the effect, cancels the shipment and tells the carrier', async ({
  openFromChat,
  newWindow,
  stack,
  app,
  divar,
}) => {
  const page = await openFromChat({ side: 'DEMAND', opens: 'webview' })
  const buyers = freshAddress()
  await bookTo(page, 'result', { address: buyers })
  const trackingCode = (await readTrackingCode(page)).replaceAll('-', '')
  const other = await newWindow()
  await complete(await openButton(other, divar, 'SUPPLY', trackingCode))

  await page.goto(`${seatOf(page)}/erase`)
  await expect(page.getByText('می‌گوییم که سفارش را کنار بگذارد')).toBeVisible()
  await page.getByRole('link', { name: 'ادامهٔ پاک کردن' }).click()
  // The carrier moves on under the question: what it means now is shown first.
  expect(await divar.carrierStep({ trackingCode, status: 'assigned' })).toMatchObject({ status: 200 })
  await page.getByRole('checkbox', { name: /^می‌دانم که/ }).check()
  await danger(page).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('وضعیت مرسوله همین حالا عوض شد')
  await expect(page.getByText('پیک شاید همین حالا در راه باشد')).toBeVisible()
  await look(page)
  await page.getByRole('link', { name: 'ادامهٔ پاک کردن' }).click()
  await page.getByRole('checkbox', { name: /^می‌دانم که/ }).check()
  await danger(page).click()
  await expect(heading(page)).toHaveText(erased)

  const types = () => divar.carrierOrders({ trackingCode }).map(({ type }) => type)
  await expect.poll(types, { timeout: 30_000 }).toEqual(['shipment.accepted', 'shipment.cancelled', 'shipment.erased'])
  await other.reload()
  await expect(heading(other)).toHaveText('ارسال لغو شد')
  await expect(other.getByText('اطلاعات یکی از دو طرف پاک شد')).toBeVisible()

  const traces = [...personal(buyers), ...divarTraces(divar, 'DEMAND')]
  await app.stop()
  const left = await dumpDatabase(stack)
  for (const type of ['shipment.cancelled', 'shipment.erased']) expect(left).toMatch(new RegExp(`outbox .*${type}`))
  expect(findLeaks([{ name: 'the database', text: left }], traces)).toEqual([])
})

test('erasing while the courier is on the way continues without the address, which the carrier erases too', async ({
  openFromChat,
  newWindow,
  stack,
  app,
  divar,
}) => {
  const page = await openFromChat({ side: 'DEMAND', opens: 'webview' })
  const buyers = freshAddress()
  await bookTo(page, 'result', { address: buyers })
  const trackingCode = (await readTrackingCode(page)).replaceAll('-', '')
  const other = await newWindow()
  const sellers = freshAddress()
  await complete(await openButton(other, divar, 'SUPPLY', trackingCode), sellers)
  for (const status of ['assigned', 'picked_up']) await divar.carrierStep({ trackingCode, status })

  await page.goto(`${seatOf(page)}/erase?sure=1`)
  await expect(page.getByText('کالا در راه است و دیگر نمی‌شود لغوش کرد')).toBeVisible()
  await page.getByRole('checkbox', { name: /^می‌دانم که این ارسال بدون نشانی من پیش می‌رود/ }).check()
  await danger(page).click()
  await expect(heading(page)).toHaveText(erased)
  const types = () => divar.carrierOrders({ trackingCode }).map(({ type }) => type)
  await expect.poll(types, { timeout: 30_000 }).toEqual(['shipment.accepted', 'shipment.erased'])
  expect(await divar.carrierStep({ trackingCode, status: 'delivered' })).toMatchObject({ status: 200 })
  await other.reload()
  await expect(heading(other)).toHaveText('مرسوله تحویل شد')

  await app.stop()
  const left = [{ name: 'the database', text: await dumpDatabase(stack) }]
  expect(findLeaks(left, personal(buyers))).toEqual([])
  // The other side's own address stays with it, sealed, for its week.
  expect(findLeaks(left, personal(sellers)).map(({ what }) => what)).toEqual(expect.arrayContaining(['mobile']))
})

test('erasing a draft asks once, and without any data the page says so', async ({ openFromChat, stack, app }) => {
  const page = await openFromChat({ side: 'SUPPLY', opens: 'webview' })
  await page.goto(`${seatOf(page)}/erase`)
  await expect(heading(page)).toHaveText('چیزی برای پاک کردن نیست')
  await look(page)
  await page.goto(seatOf(page))
  const buyers = freshAddress()
  await bookTo(page, 'review', { address: buyers })
  await page.goto(`${seatOf(page)}/erase`)
  await expect(page.getByText('فقط همین گفت‌وگو و همین نشست')).toBeVisible()
  await danger(page).click()
  await expect(heading(page)).toHaveText(erased)
  await app.stop()
  expect(findLeaks([{ name: 'the database', text: await dumpDatabase(stack) }], personal(buyers))).toEqual([])
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test("a side's data can be erased after two confirmations", async ({ openFromChat, stack, app, tolerate }) => {
    tolerate(/\.js did not load: csp$/)
    const page = await openFromChat({ side: 'DEMAND', opens: 'webview' })
    await bookTo(page, 'address')
    const buyers = freshAddress()
    await fillAddress(page, buyers)
    await expectAt(page, 'review')
    await page.goto(`${seatOf(page)}/erase`)
    await danger(page).click()
    await expect(heading(page)).toHaveText(erased)
    await app.stop()
    expect(findLeaks([{ name: 'the database', text: await dumpDatabase(stack) }], personal(buyers))).toEqual([])
  })
})
