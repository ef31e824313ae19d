import { randomBytes } from 'node:crypto'
import { expect, type Locator, type Page } from '@playwright/test'
import sharp from 'sharp'
import { otherKept } from './answer.ts'
import { latin } from './digits.ts'
import type { test } from './fixtures.ts'
import { readAddressSeed } from './journey.ts'
import { agree } from './life.ts'
import { enterAs } from './staff.ts'
import { staffCommand } from './staff-command.ts'

type Fixtures = Parameters<Parameters<typeof test>[2]>[0]
type Given = Pick<Fixtures, 'openFromChat' | 'newWindow' | 'divar' | 'stack'>

export const phone = { viewport: { width: 390, height: 844 } }

/** A name that no other test has: couriers stay, and the desk chooses them by it. */
const newName = () => `رضا ${String.fromCodePoint(...Array.from(randomBytes(8), (byte) => 0x062d + (byte % 8)))}`

/** Somebody who comes for parcels, signed in on a phone. */
export async function hireCourier({ newWindow, stack }: Given, options: { javaScriptEnabled?: boolean } = {}) {
  const page = await newWindow({ ...phone, ...options })
  const name = newName()
  return { page, name, ...(await enterAs(page, stack.env, 'courier', name, '--vehicle', 'motorcycle')) }
}

/** A shipment that both sides agreed to, given to a courier at the desk. */
export async function giveTo(given: Given, courier: { name: string }) {
  const { openFromChat, newWindow, divar, stack } = given
  const { buyer, seller, code } = await agree({ openFromChat, newWindow, divar })
  const desk = await newWindow({ viewport: { width: 1280, height: 800 } })
  await enterAs(desk, stack.env, 'dispatcher')
  const assign = async ({ name }: { name: string }) => {
    await desk.goto(`${stack.env.APP_URL}/desk/shipments/${code}`)
    await desk.getByLabel('مأمور پیک').selectOption({ label: name })
    await desk.getByRole('button', { name: 'سپردن' }).click()
    await expect(desk.getByRole('definition').filter({ hasText: name })).toBeVisible()
  }
  await assign(courier)
  return { buyer, seller, desk, code, assign }
}

/** The card of a stop, by what is to be done there. */
export const stop = (page: Page, title: string): Locator =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: title }) })

/** What the person at that end says to the courier. */
export async function codeOf(page: Page, end: 'pickup' | 'delivery'): Promise<string> {
  const title = end === 'pickup' ? 'کد دادن کالا به مأمور پیک' : 'کد تحویل گرفتن کالا'
  const card = page.locator('section', { has: page.getByRole('heading', { name: title }) })
  return latin(await card.locator('bdi').first().textContent())
}

export const otherCode = (code: string): string => (code === '0000' ? '1111' : '0000')

/** What this shipment's couriers did, in order, by the audit. */
export async function movesOf({ stack }: Given, courier: string): Promise<string[]> {
  const entries = (await staffCommand(stack.env, 'audit')).split('\n').map((line) => JSON.parse(line))
  return entries
    .filter(({ what, staffId }) => what === 'shipment.move' && staffId === courier)
    .map(({ detail }) => detail)
}

/** The id of somebody's account, by their name. */
export async function accountOf({ stack }: Given, name: string): Promise<string> {
  const line = (await staffCommand(stack.env, 'list')).split('\n').find((one) => one.endsWith(name))
  return line?.split(' ')[0] ?? ''
}

/** What a camera makes: larger than any form, with the place in it. */
export async function cameraPicture(): Promise<Buffer> {
  const width = 2400
  const raw = randomBytes(width * 1800 * 3)
  return await sharp(raw, { raw: { width, height: 1800, channels: 3 } })
    .blur(3)
    .withExif({ IFD0: { Make: 'Peykphone' } })
    .jpeg({ quality: 90 })
    .toBuffer()
}

/** Neither in what is shown, nor in what the server sends now. */
export async function expectNamesNobody(page: Page): Promise<void> {
  const shown = await page.getByRole('main').textContent()
  const sent = await page.evaluate(async () => await (await fetch(location.href)).text())
  for (const { name, mobile, line, postalCode } of [readAddressSeed().kept, otherKept]) {
    for (const secret of [name, mobile, line, postalCode]) expect(`${shown}${sent}`).not.toContain(secret)
  }
}
