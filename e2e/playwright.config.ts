import { cpus } from 'node:os'
import { defineConfig, devices } from '@playwright/test'
import type { Options } from './fixtures.ts'
import { browserFlags, findChromium } from './support/chromium.ts'
import { chromium92Missing } from './support/chromium-92.ts'
import { temporaryFolder } from './support/paths.ts'
import { asksForOneWorker } from './support/stack.ts'

const workers = asksForOneWorker(process.env) ? 1 : Number(process.env.E2E_WORKERS ?? Math.min(2, cpus().length))

// The stack of a worker must know whether it is alone; workers inherit this process's environment.
process.env.E2E_WORKERS = String(workers)

const { defaultBrowserType: _, ...pixel } = devices['Pixel 7']

/** As Divar's Android app opens Peyk. */
const webview = {
  ...pixel,
  userAgent:
    'Mozilla/5.0 (Linux; Android 13; Pixel 7 Build/TQ3A.230805.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36',
}

const journeys = /journey(-buttons)?\.spec\.ts$/
const budgets = /budgets\.spec\.ts$/

// Where the old browser does not run, its spec is not part of the run, and the runner's last lines say so.
const elsewhere = chromium92Missing() ? [budgets, /chromium-92\.spec\.ts$/] : [budgets]

export default defineConfig<Options>({
  testDir: '.',
  testMatch: /\.spec\.ts$/,
  outputDir: temporaryFolder('test-results'),
  workers,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 180_000,
  // A run that hangs must end by itself, before whoever waits for it gives up.
  globalTimeout: 65 * 60_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: `${temporaryFolder()}/playwright.json` }]],
  use: {
    locale: 'fa-IR',
    timezoneId: 'Asia/Tehran',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: findChromium()?.path, args: browserFlags },
  },
  projects: [
    { name: 'phone', testIgnore: elsewhere, use: { ...webview, colorScheme: 'light', opens: 'webview' } },
    { name: 'phone-dark', testMatch: journeys, use: { ...webview, colorScheme: 'dark', opens: 'webview' } },
    { name: 'popup', testMatch: journeys, use: { viewport: { width: 1280, height: 800 }, opens: 'popup' } },
    { name: 'budgets', testMatch: budgets, use: { ...webview, opens: 'webview' } },
  ],
})
