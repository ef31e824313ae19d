/**
 * Takes the README's pictures: a buyer books from a chat, on a phone's screen, with the built app and the simulator.
 * Run from the top folder after `npm run build`: `node_modules/.bin/node e2e/pictures.ts`
 */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, expect, type Page } from '@playwright/test'
import { bookTo } from './journey.ts'
import { browserFlags, findChromium } from './support/chromium.ts'
import { root } from './support/paths.ts'
import { startStack } from './support/stack.ts'

const folder = join(root, 'e2e', 'pictures')
const largestKb = 150
/** What is booked: a camera by post, from the post's city to the buyer's. */
const booking = {
  parcel: { size: 'متوسط', weight: 'تا ۵ کیلوگرم', fragile: true },
  service: { service: 'پست پیشتاز' },
}
/** Far from the ports of the test run's workers; two workers, so that nobody's environment is taken over. */
const [index, workers] = [9, 2]

mkdirSync(folder, { recursive: true })
const stack = await startStack(index, workers)
try {
  const browser = await chromium.launch({ executablePath: findChromium()?.path, args: browserFlags })
  const page = await browser.newPage({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 1.5,
    locale: 'fa-IR',
    timezoneId: 'Asia/Tehran',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  const talks = stack.simulator.control.conversations()
  const conversation = talks.find(({ post }) => post.art === 'camera')?.id ?? ''
  const chat = `${stack.simulator.url}/chat/${conversation}?as=DEMAND&open=webview`
  await page.goto(chat)
  await page.getByRole('link', { name: 'سرویس‌ها' }).click()
  await page.getByRole('dialog').getByRole('link', { name: 'پیک' }).click()
  await page.getByRole('button', { name: 'شروع فرایند' }).click()
  await page.waitForURL(`${stack.appUrl}/s/**`)
  await take(page, 'first')
  await bookTo(page, 'preview', booking)
  await take(page, 'preview')
  await page.getByRole('button', { name: 'ثبت و فرستادن در چت' }).click()
  await page.waitForURL(/\/shipment\//)
  await expect.poll(() => stack.simulator.control.messages(conversation).some(({ byApp }) => byApp)).toBe(true)
  await page.reload()
  await take(page, 'result')
  await page.goto(chat)
  await take(page, 'chat')
  await browser.close()
} finally {
  await stack.stop()
}

async function take(page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.png`)
  await page.evaluate(async () => {
    await document.fonts.ready
  })
  await page.screenshot({ path, animations: 'disabled' })
  const kb = Math.ceil(statSync(path).size / 1024)
  if (kb > largestKb) throw new Error(`${name}.png has ${kb} KB, ${largestKb} are allowed`)
  console.log(`${name}.png: ${kb} KB`)
}
