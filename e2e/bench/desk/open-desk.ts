import type { Browser, Page } from '@playwright/test'
import { readTrackingCode } from '../../support/journey.ts'
import { openButton } from '../../support/life.ts'
import { bookTo, complete } from '../../support/plain-walk.ts'
import type { Stack } from '../../support/stack.ts'
import { enterAs } from '../../support/staff.ts'
import { openSeat } from '../walk.ts'

export type Desk = {
  /** Where a dispatcher is signed in, and with what. */
  page: Page
  cookie: string
  /** A shipment that both sides agreed to. */
  model: string
  couriers: string[]
}

/** A dispatcher, two couriers, and a shipment that waits for one of them. */
export async function openDesk(stack: Stack, browser: Browser): Promise<Desk> {
  const window = async () => await (await browser.newContext()).newPage()
  const buyer = await window()
  await openSeat(buyer, stack)
  await bookTo(buyer, 'result')
  const model = (await readTrackingCode(buyer)).replaceAll('-', '')
  await complete(await openButton(await window(), stack.simulator.control, 'SUPPLY', model))
  for (const name of ['رضا تندرو', 'کامران چابک']) await enterAs(await window(), stack.env, 'courier', name)
  const page = await window()
  await enterAs(page, stack.env, 'dispatcher')
  await page.goto(`${stack.appUrl}/desk/queue`)
  const courier = page.locator('select[name="courier"] option')
  const ids = await courier.evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))
  const cookies = await page.context().cookies(stack.appUrl)
  return {
    page,
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    model,
    couriers: ids.filter((id) => id !== ''),
  }
}
