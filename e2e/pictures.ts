/**
 * Takes the README's pictures, on a phone's screen, with the built app and the simulator: a buyer books from a chat, the
 * seller answers, an assistant listens, the chatbot plays; and of a day at the business: its queue, a courier's phone.
 * Run from the top folder after `npm run build`: `node_modules/.bin/node e2e/pictures.ts`
 */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContextOptions, chromium, expect, type Page } from '@playwright/test'
import { fillCrowd } from './crowd/crowd.ts'
import { morning, turnOnForPost } from './support/assistant-life.ts'
import { editBusiness, openAlways } from './support/business.ts'
import { ask, idOf, newest, openBot } from './support/chatbot.ts'
import { browserFlags, findChromium } from './support/chromium.ts'
import { walkTo } from './support/journey.ts'
import { root } from './support/paths.ts'
import { enterByForms } from './support/plain-staff.ts'
import { type Stack, startStack } from './support/stack.ts'
import { staffCommand } from './support/staff-command.ts'

const folder = join(root, 'e2e', 'pictures')
const largestKb = 150
/** What is booked: a camera by post, from the post's city to the buyer's. */
const booking = {
  parcel: { size: 'متوسط', weight: 'تا ۵ کیلوگرم', fragile: true },
  service: { service: 'پست پیشتاز' },
}
/** Far from the ports of the test run's workers; two workers, so that nobody's environment is taken over. */
const [index, workers] = [9, 2]

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5 }
const computer = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 }

const newWindow = async (options: BrowserContextOptions): Promise<Page> =>
  await browser.newPage({
    ...options,
    locale: 'fa-IR',
    timezoneId: 'Asia/Tehran',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })

const newPhone = async (): Promise<Page> => await newWindow(phone)

mkdirSync(folder, { recursive: true })
const stack = await startStack(index, workers)
await editBusiness(stack.env, openAlways)
const browser = await chromium.launch({ executablePath: findChromium()?.path, args: browserFlags })
try {
  for (const walk of [walkBooking, walkAssistant, walkChatbot]) {
    const page = await newPhone()
    await walk(page, stack)
    await page.context().close()
  }
  await walkDesk(stack)
} finally {
  await browser.close()
  await stack.stop()
}

async function walkBooking(page: Page, { simulator, appUrl }: Stack): Promise<void> {
  const talks = simulator.control.conversations()
  const conversation = talks.find(({ post }) => post.art === 'camera')?.id ?? ''
  const chat = `${simulator.url}/chat/${conversation}?as=DEMAND&open=webview`
  await page.goto(chat)
  await page.getByRole('link', { name: 'سرویس‌ها' }).click()
  await page.getByRole('dialog').getByRole('link', { name: 'پیک' }).click()
  await page.getByRole('button', { name: 'شروع فرایند' }).click()
  await page.waitForURL(`${appUrl}/s/**`)
  await take(page, 'first')
  await walkTo(page, 'preview', booking)
  await take(page, 'preview')
  await page.getByRole('button', { name: 'ثبت و فرستادن در چت' }).click()
  await page.waitForURL(/\/shipment\//)
  await expect.poll(() => simulator.control.messages(conversation).some(({ byApp }) => byApp)).toBe(true)
  await page.reload()
  await take(page, 'result')
  const shipment = page.url().split('/shipment/')[1] ?? ''
  await page.goto(chat)
  await take(page, 'chat')
  const seller = await newPhone()
  const launch = { conversationId: conversation, side: 'SUPPLY' as const, source: 'CHAT_MESSAGE_ACTION' }
  const { url } = await simulator.control.launch({ ...launch, extraData: { shipment } })
  await seller.goto(url ?? '')
  await take(seller, 'answer')
  await seller.context().close()
}

async function walkAssistant(page: Page, stack: Stack): Promise<void> {
  const divar = stack.simulator.control
  divar.reset({ scenario: 'assistant', fresh: true })
  divar.clock(morning)
  const [talk = ''] = await turnOnForPost(page, stack, divar)
  divar.say({ conversationId: talk, side: 'DEMAND', text: 'سلام، به شیراز هم می‌فرستید؟ هزینه‌اش چقدر می‌شود؟' })
  await expect(page.getByText('پرسیده است؛ اگر تا')).toBeVisible()
  await take(page, 'assistant')
}

async function walkChatbot(page: Page, { simulator, ...rest }: Stack): Promise<void> {
  const divar = simulator.control
  divar.reset({ scenario: 'default', fresh: true })
  await openBot(page, { simulator, ...rest }, idOf(divar, 'سارا محمدی'))
  await ask(page, 'قیمت ارسال از تهران به شیراز متوسط', 'تومان')
  await ask(page, 'بازی دوز', 'شما شروع کنید')
  await newest(page).getByRole('button').nth(4).click()
  await expect(newest(page).getByRole('button').filter({ hasText: '⭕' })).toHaveCount(1)
  await expect(page.locator('[data-toast]')).toBeHidden({ timeout: 10_000 })
  await take(page, 'chatbot')
}

async function walkDesk({ simulator, appUrl, env }: Stack): Promise<void> {
  simulator.control.reset({ scenario: 'default', fresh: true })
  await fillCrowd({ simulator, env }, { count: 40 })
  for (const [name, path, wanted, screen] of [
    ['desk', '/desk/queue?tab=open', { role: 'dispatcher', name: 'سارا احمدی' }, computer],
    ['courier', '/courier', { role: 'courier', name: 'سامان تیزپا' }, phone],
  ] as const) {
    const member = await enterByForms(env, await staffCommand(env, 'list'), wanted)
    const page = await newWindow({ ...screen, storageState: await member.cookies.storageState() })
    await page.goto(`${appUrl}${path}`)
    await take(page, name)
    await page.context().close()
    await member.close()
  }
}

async function take(page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.png`)
  await page.evaluate(async () => {
    await document.fonts.ready
  })
  // What only scripts can do keeps its place until they run.
  await expect(page.locator('.invisible')).toHaveCount(0)
  await page.screenshot({ path, animations: 'disabled' })
  const kb = Math.ceil(statSync(path).size / 1024)
  if (kb > largestKb) throw new Error(`${name}.png has ${kb} KB, ${largestKb} are allowed`)
  console.log(`${name}.png: ${kb} KB`)
}
