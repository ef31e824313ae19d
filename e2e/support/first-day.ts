import { expect, type Page } from '@playwright/test'
import { heading, otherKept, timeline } from './answer.ts'
import {
  accountOf,
  cameraPicture,
  codeOf,
  expectNamesNobody,
  type hireCourier,
  movesOf,
  otherCode,
  phone,
  stop,
} from './courier.ts'
import { expectAccessibleInBothSchemes, type test } from './fixtures.ts'
import { readAddressSeed } from './journey.ts'
import { openButton, patience, propose, shownCode, written } from './life.ts'
import { expectFits, expectGoodLooks } from './looks.ts'
import { printed } from './pdf.ts'
import { complete } from './plain-walk.ts'
import { acceptWithPassword, giveAuthenticator, inviteByCommand, newLogin, signIn, signOut } from './staff.ts'
import { staffCommand } from './staff-command.ts'

type Fixtures = Parameters<Parameters<typeof test>[2]>[0]
type Given = Pick<Fixtures, 'openFromChat' | 'newWindow' | 'divar' | 'stack'>

type Courier = Awaited<ReturnType<typeof hireCourier>>

const wide = { viewport: { width: 1280, height: 800 } }
const [took, brought] = ['تحویل گرفتم', 'رساندم']

/** What a business has that begins: nobody, and no shipment. */
export async function expectNobodyYet({ stack }: Given): Promise<void> {
  expect(await staffCommand(stack.env, 'list')).toBe('')
}

/** The first of the business, invited by the command, makes a passkey and signs in with it. */
export async function enterFirst({ newWindow, stack }: Given): Promise<Page> {
  const admin = await newWindow(wide)
  await giveAuthenticator(admin)
  await admin.goto(await inviteByCommand(stack.env, 'admin'))
  await admin.getByRole('button', { name: 'ساختن گذرکلید' }).click()
  await expect(admin.getByText('کد بازیابی ندارید')).toBeVisible()
  await signOut(admin)
  await admin.goto(`${stack.appUrl}/desk/team`)
  await admin.getByRole('button', { name: 'ورود با گذرکلید' }).click()
  await expect(admin.getByRole('heading', { name: 'همکاران' })).toBeVisible()
  return admin
}

/** Somebody whom the first one invites on the desk, with a password and an authenticator app. */
export async function enterInvited({ newWindow, divar }: Given, admin: Page): Promise<Page> {
  await admin.getByLabel('نام و نام خانوادگی').fill('سارا احمدی')
  await admin.getByLabel('نقش', { exact: true }).selectOption('dispatcher')
  await admin.getByRole('button', { name: 'ساختن لینک دعوت' }).click()
  const shown = admin.getByRole('status').filter({ hasText: 'لینک دعوت آماده است' })
  const link = (await shown.getByRole('listitem').textContent()) ?? ''
  const dispatcher = await newWindow(wide)
  const login = newLogin()
  const { codeNow } = await acceptWithPassword(dispatcher, link, login)
  await signOut(dispatcher)
  // A code is taken once.
  divar.clock(60)
  await signIn(dispatcher, { login, code: codeNow(60) })
  await expect(dispatcher.getByText('نقش شما: مسئول توزیع')).toBeVisible()
  return dispatcher
}

/** What stands there comes by itself from here on. */
const stay = (page: Page) => page.evaluate(() => Object.assign(window, { sinceLoad: true }))
const stayed = (page: Page) => page.evaluate(() => 'sinceLoad' in window)

/** A shipment from the chat to the courier at the door, each step seen live by both sides and on the desk. */
export async function carry(given: Given, desk: Page, courier: Courier) {
  const { openFromChat, newWindow, divar, stack } = given
  await desk.goto(`${stack.appUrl}/desk/queue?tab=new`)
  await stay(desk)
  const buyer = await openFromChat({ side: 'DEMAND' })
  const code = await propose(buyer, 'DEMAND')
  await stay(buyer)
  const seller = await openButton(await newWindow(), divar, 'SUPPLY', code)
  await complete(seller)
  await stay(seller)
  const sides = [buyer, seller]
  const seen = async (title: string) => {
    for (const page of sides) await expect(heading(page)).toHaveText(title, patience)
  }
  const seenAtDesk = async (state: string) =>
    await expect(desk.getByRole('paragraph').getByText(state, { exact: true }).first()).toBeVisible(patience)
  await seen('ارسال پذیرفته شد')
  const box = desk.getByRole('checkbox', { name: shownCode(code) })
  await expect(box, 'it came by itself').toBeVisible(patience)
  expect(await stayed(desk)).toBe(true)

  await box.check()
  await desk.getByLabel('سپردن انتخاب‌شده‌ها به').selectOption({ label: courier.name })
  await desk.getByRole('button', { name: 'سپردن' }).click()
  await expect(desk.getByText('۱ مرسوله سپرده شد.')).toBeVisible()
  await seen('مأمور پیک مشخص شد')
  for (const page of sides) {
    await expect(timeline(page).nth(3)).toContainText('رضا')
    await expect(timeline(page).nth(3)).toContainText('با موتور')
  }
  await desk.goto(`${stack.appUrl}/desk/shipments/${code}`)
  await stay(desk)
  const receipt = desk.getByRole('link', { name: 'رسید پرداخت‌کننده' })
  await expect(desk.getByRole('heading', { name: 'مسیر' })).toBeVisible()
  await expect(receipt, 'nobody paid yet').toHaveCount(0)
  await take(given, courier, seller)
  await seen('مرسوله در راه است')
  await seenAtDesk('در راه')
  await bring(courier.page, buyer)
  await seen('مرسوله تحویل شد')
  await seenAtDesk('تحویل شد')
  for (const page of [...sides, desk]) expect(await stayed(page), 'nothing was loaded again').toBe(true)
  await expectNamesNobody(courier.page)
  await expectFits(courier.page)
  expect(await movesOf(given, await accountOf(given, courier.name))).toEqual(['picked_up', 'delivered'])
  const told = JSON.stringify(divar.carrierOrders({ trackingCode: code }).map(({ data }) => data))
  expect(told, 'another system hears who did it').toContain('"way":"courier"')
  await expect.poll(() => written(divar).length, patience).toBe(4)
  return { buyer, code }
}

/** At the seller's door: a wrong code, then the one that the seller says. */
async function take(given: Given, { page, name }: Courier, seller: Page): Promise<void> {
  const { stack } = given
  const [atSeller, atBuyer] = [stop(page, 'گرفتن از فروشنده'), stop(page, 'رساندن به خریدار')]
  await page.goto(`${stack.appUrl}/courier`)
  await expect(page.getByText('۲ توقف مانده است.')).toBeVisible()
  await expect(atSeller.getByRole('link', { name: /^تماس/ })).toHaveAttribute('href', /^tel:09\d{9}$/)
  await expect(atSeller.getByRole('link', { name: 'مسیریابی' })).toHaveAttribute('href', /^geo:0,0\?q=/)
  await expect(atBuyer.getByRole('button', { name: brought })).toHaveCount(0)
  const id = await accountOf(given, name)
  const views = async () =>
    (await staffCommand(stack.env, 'audit'))
      .split('\n')
      .filter((line) => line.includes('"stop.view"') && line.includes(id))
  expect((await views()).length).toBe(2)
  await page.reload()
  expect((await views()).length, 'a second look leaves nothing').toBe(2)
  await expectGoodLooks(page)
  await page.setViewportSize(phone.viewport)
  await page.reload()

  const pickup = await codeOf(seller, 'pickup')
  await atSeller.getByLabel('کد تحویل').fill(otherCode(pickup))
  await atSeller.getByRole('button', { name: took }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'کد تحویل درست نیست' }).first()).toBeVisible(patience)
  await expect(atSeller.getByLabel('کد تحویل'), 'what was typed').toHaveValue(otherCode(pickup))
  await expectAccessibleInBothSchemes(page)
  await atSeller.getByLabel('کد تحویل').fill(pickup)
  await atSeller.getByRole('button', { name: took }).click()
  await expect(atSeller).toHaveCount(0, patience)
}

/** At the buyer's: with the code that the buyer says, and a picture. */
async function bring(page: Page, buyer: Page): Promise<void> {
  const atBuyer = stop(page, 'رساندن به خریدار')
  const sent = page.waitForRequest('**/api/courier/pictures')
  await atBuyer.getByLabel('کد تحویل').fill(await codeOf(buyer, 'delivery'))
  const picture = { name: 'door.jpg', mimeType: 'image/jpeg', buffer: await cameraPicture() }
  await atBuyer.getByLabel('عکس تحویل').setInputFiles(picture)
  await atBuyer.getByRole('button', { name: brought }).click()
  const size = (await (await sent).allHeaders())['content-length']
  expect(Number(size), 'smaller before it leaves').toBeLessThan(picture.buffer.length / 2)
  await expect(page.getByText('کاری برای امروز نمانده است.')).toBeVisible(patience)
}

/** The picture is the buyer's to see, and the receipt comes out of both printers, on the desk's as on the payer's. */
export async function close({ stack }: Given, desk: Page, { buyer, code }: { buyer: Page; code: string }) {
  await expect(async () => {
    await buyer.reload()
    await expect(buyer.locator('#proof')).toContainText('فروشنده هم آن را می‌بیند', { timeout: 1000 })
  }).toPass(patience)
  await desk.getByRole('link', { name: 'رسید پرداخت‌کننده' }).click()
  await expect(desk.getByText('پرداخت‌شده')).toBeVisible()
  await buyer.getByRole('link', { name: 'رسید', exact: true }).click()
  await expect(buyer.getByRole('heading', { name: 'رسید کرایهٔ پیک' })).toBeVisible()
  const { kept } = readAddressSeed()
  for (const page of [desk, buyer]) {
    await page.evaluate(async () => await document.fonts.ready)
    const sheets = await printed(page)
    if (page === desk) expect(sheets.map(({ size }) => size)).toEqual(['148 x 210'])
    for (const { drawn } of sheets) expect(drawn, 'not blank').toBeGreaterThan(500)
    await expect(page.getByText(shownCode(code)).first()).toBeVisible()
    for (const secret of [kept.name, kept.mobile, kept.line, otherKept.name, otherKept.line]) {
      expect(await page.content(), 'a receipt names nobody').not.toContain(secret)
    }
  }
  await expectAccessibleInBothSchemes(buyer)
  await expectFits(buyer)
  const audit = await staffCommand(stack.env, 'audit')
  for (const secret of [kept.name, kept.mobile, kept.line]) expect(audit).not.toContain(secret)
}
