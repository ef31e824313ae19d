import { type BrowserContext, chromium, devices, type Page } from '@playwright/test'
import { allow, assistantCast, turnOnFromPost } from '../support/assistant-life.ts'
import { browserFlags, findChromium } from '../support/chromium.ts'
import { bookAndSend, expectAt, walkTo } from '../support/journey.ts'
import type { Stack } from '../support/stack.ts'

export type Opened = { name: string; url: string; cookie: string; isLive: boolean }

const stations = ['address', 'review', 'preview']

export async function openBrowser() {
  const found = findChromium()
  if (!found) throw new Error('No Chromium could be found: set $CHROMIUM to one.')
  return await chromium.launch({ executablePath: found.path, args: browserFlags })
}

export function phone() {
  const { defaultBrowserType: _, ...phone } = devices['Pixel 7']
  return phone
}

/**
 * Walks to every page that is measured and hands each over where it can be opened again and again: the booking's before
 * the tap, then the shipment's, then the seller's.
 */
export async function visitPages(
  stack: Stack,
  context: BrowserContext,
  visit: (page: Opened) => Promise<void>,
): Promise<void> {
  const { simulator, appUrl } = stack
  const divar = simulator.control
  const page = await context.newPage()
  const cookie = async () => (await context.cookies(appUrl)).map(({ name, value }) => `${name}=${value}`).join('; ')
  const at = async (name: string, url: string, isLive = false) => {
    await visit({ name, url, cookie: await cookie(), isLive })
  }
  for (const name of ['price', 'privacy', 'problem/session_ended']) await at(name, `${appUrl}/${name}`)
  const seat = await openSeat(page, stack)
  await at('first', seat)
  await walkTo(page, 'preview')
  for (const name of stations) await at(name, `${seat}/${name}`)
  await bookAndSend(page)
  await expectAt(page, 'result')
  await page.getByText('پیام در چت نوشته شد', { exact: true }).waitFor()
  await at('shipment', page.url(), true)

  divar.reset({ scenario: 'assistant', fresh: true })
  await at('assistant (permission)', `${appUrl}/assistant?post=${assistantCast(divar).posts.first}`)
  await turnOnFromPost(page, { divar, simulatorUrl: simulator.url, appUrl })
  await allow(page)
  await page.waitForURL(/\/assistant\/[\w-]+$/)
  await at('assistant', page.url(), true)
  await page.close()
}

/** From the chat, which signs this browser in at Divar, to the first screen; gives its address. */
export async function openSeat(page: Page, { simulator, appUrl }: Stack): Promise<string> {
  const conversationId = simulator.control.conversations()[0]?.id ?? ''
  await page.goto(`${simulator.url}/chat/${conversationId}?as=DEMAND`)
  const { url } = await simulator.control.launch({ conversationId, side: 'DEMAND' })
  await page.goto(url ?? appUrl)
  return page.url()
}
