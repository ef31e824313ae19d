import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'
import type { Control } from '../simulator/index.ts'
import type { App } from './app.ts'
import { type Postgres, startPostgres } from './postgres.ts'
import type { Environment } from './settings.ts'
import { type Stack, startStack } from './stack.ts'
import { startWatch, type Watch } from './watch.ts'

export { expect } from '@playwright/test'
export { expectAccessible, expectAccessibleInBothSchemes } from './accessible.ts'

export type Side = 'SUPPLY' | 'DEMAND'

/** How Divar opens Peyk in this project: in the phone's webview, or in a window of its own on the web. */
export type Options = { opens: 'webview' | 'popup' }

export type Opening = {
  side: Side
  /** The scenario's first conversation when left out. */
  conversationId?: string
  /** Another way than the project's. */
  opens?: 'webview' | 'popup'
  /** Another window than the test's own. */
  page?: Page
  /** Through each page of Divar's on the way, where that is what the test is about; a pop-up has no other. */
  byHand?: true
}

/** Which database the app of this project has. */
export type WorkerOptions = { database: 'embedded' | 'postgres' }

type WorkerFixtures = WorkerOptions & {
  /** The server of this worker, whose first database is its app's; null where that is embedded. */
  postgres: Postgres | null
  stack: Stack
}

type TestFixtures = {
  /** Controls and queries the simulator. Reset with new people before each test. */
  divar: Control
  /** The app under test: running and with its own environment when a test begins. */
  app: App
  /** Starts a second app process, which ends with the test. */
  anotherApp(own?: Environment): Promise<App>
  /** A window of another person: its own cookies, watched like the test's own. */
  newWindow(options?: BrowserContextOptions): Promise<Page>
  /** From a Divar chat to Peyk's first screen; gives the page that shows Peyk. */
  openFromChat(opening: Opening): Promise<Page>
  /** Lets a problem pass that this test causes on purpose. */
  tolerate(pattern: RegExp): void
  watch: Watch
}

export const test = base.extend<TestFixtures & Options, WorkerFixtures>({
  opens: ['webview', { option: true }],

  database: ['embedded', { option: true, scope: 'worker' }],

  postgres: [
    async ({ database }, use) => {
      const postgres = database === 'postgres' ? await startPostgres() : null
      await use(postgres)
      await postgres?.stop()
    },
    { scope: 'worker', timeout: 2 * 60_000 },
  ],

  stack: [
    async ({ postgres }, use, info) => {
      const own = postgres ? { DATABASE_URL: await postgres.database('peyk') } : {}
      const stack = await startStack(info.parallelIndex, Number(process.env.E2E_WORKERS ?? 1), own)
      await use(stack)
      await stack.stop()
    },
    { scope: 'worker', timeout: 4 * 60_000 },
  ],

  divar: [
    async ({ stack }, use) => {
      const divar = stack.simulator.control
      divar.reset({ scenario: 'default', fresh: true })
      divar.clock(0)
      await use(divar)
      expect(divar.unusedFaults(), 'every injected fault was met').toEqual([])
    },
    { auto: true },
  ],

  app: [
    async ({ stack }, use) => {
      await stack.app.restore()
      await use(stack.app)
    },
    { auto: true, timeout: 4 * 60_000 },
  ],

  anotherApp: async ({ stack }, use) => {
    const started: App[] = []
    await use(async (own) => {
      const app = await stack.another(own)
      started.push(app)
      return app
    })
    await Promise.all(started.map((app) => app.stop()))
  },

  context: async ({ context }, use) => {
    await use(context)
    await closePages(context)
  },

  watch: [
    async ({ context }, use) => {
      const watch = startWatch()
      watch.add(context)
      await use(watch)
      expect(watch.problems(), 'problems that the pages reported').toEqual([])
    },
    { auto: true },
  ],

  tolerate: async ({ watch }, use) => {
    await use(watch.tolerate)
  },

  newWindow: async ({ browser, watch }, use) => {
    const opened: BrowserContext[] = []
    await use(async (options) => {
      const context = await browser.newContext(options)
      opened.push(context)
      watch.add(context)
      return context.newPage()
    })
    for (const context of opened) {
      await closePages(context)
      await context.close()
    }
  },

  openFromChat: async ({ page, stack, divar, opens }, use) => {
    await use(async (opening) => {
      const from = opening.page ?? page
      const id = opening.conversationId ?? divar.conversations()[0]?.id
      const way = opening.opens ?? opens
      const chat = `${stack.simulator.url}/chat/${id}?as=${opening.side}&open=${way}`
      if (way === 'webview' && !opening.byHand) {
        // Signs this browser in at Divar.
        await from.context().request.get(chat)
        const { url } = await divar.launch({ conversationId: id, side: opening.side })
        await from.goto(url ?? '')
        return from
      }
      await from.goto(chat)
      await from.getByRole('link', { name: 'سرویس‌ها' }).click()
      await from.getByRole('dialog').getByRole('link', { name: 'پیک' }).click()
      // Loaded, not only drawn: a tap before the chat's own script runs opens no window.
      await from.waitForURL('**/provider/**')
      const begin = from.getByRole('button', { name: 'شروع فرایند' })
      if (way === 'webview') {
        await begin.click()
        await from.waitForURL(`${stack.appUrl}/**`)
        return from
      }
      const [popup] = await Promise.all([from.waitForEvent('popup'), begin.click()])
      await popup.waitForURL(`${stack.appUrl}/**`)
      return popup
    })
  },
})

/** Before their context: Chromium takes ten times as long, and a third of a second of processor, for one that still has pages. */
async function closePages(context: BrowserContext): Promise<void> {
  await Promise.all(context.pages().map((page) => page.close()))
}
