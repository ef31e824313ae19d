import { availableParallelism, totalmem } from 'node:os'
import {
  defineConfig,
  devices,
  type PlaywrightTestOptions,
  type PlaywrightWorkerOptions,
  type Project,
} from '@playwright/test'
import { browserFlags, findChromium } from './support/chromium.ts'
import { enginesHere } from './support/engines/index.ts'
import type { Options, WorkerOptions } from './support/fixtures.ts'
import { temporaryFolder } from './support/paths.ts'
import { type ProjectName, projectNames } from './support/projects.ts'
import { letProcessesStartQuickly } from './support/quick-starts.ts'
import { asksForOneWorker } from './support/stack.ts'

/**
 * A journey waits half of its time, and one that waits too long for a processor fails. Each worker has an app, a browser
 * and a simulator: a gigabyte and more.
 */
const many = Math.max(1, Math.min(4, availableParallelism() + 1, Math.floor(totalmem() / 2 ** 31)))

const workers = asksForOneWorker(process.env) ? 1 : Number(process.env.E2E_WORKERS ?? many)

// The stack of a worker must know whether it is alone; workers inherit this process's environment.
process.env.E2E_WORKERS = String(workers)

letProcessesStartQuickly()

const { defaultBrowserType: _, ...pixel } = devices['Pixel 7']

/** As Divar's Android app opens Peyk. */
const webview = {
  ...pixel,
  userAgent:
    'Mozilla/5.0 (Linux; Android 13; Pixel 7 Build/TQ3A.230805.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36',
}

const journeys = /journey(-buttons)?\.spec\.ts$/
// What may differ between databases at the level of pages; the unit tests run each store and each answer on both.
const conversations = /(assistant|chatbot-xo|notices|proof|staff|threads|whole-life)\.spec\.ts$/
const budgets = /budgets\.spec\.ts$/

// Where an engine does not run, its tests are not part of the run, and the runner's last lines say so.
const here = enginesHere().map(({ name }) => name)
const elsewhere = here.includes('Chromium 92') ? [budgets] : [budgets, /chromium-92\.spec\.ts$/]

const projects: Record<
  ProjectName,
  Project<PlaywrightTestOptions & Options, PlaywrightWorkerOptions & WorkerOptions>
> = {
  phone: { testIgnore: elsewhere, use: { ...webview, colorScheme: 'light', opens: 'webview' } },
  'phone-dark': { testMatch: journeys, use: { ...webview, colorScheme: 'dark', opens: 'webview' } },
  popup: { testMatch: journeys, use: { viewport: { width: 1280, height: 800 }, opens: 'popup' } },
  postgres: { testMatch: conversations, use: { ...webview, opens: 'webview', database: 'postgres' } },
  budgets: { testMatch: budgets, use: { ...webview, opens: 'webview' } },
}

export default defineConfig<Options, WorkerOptions>({
  testDir: '.',
  testMatch: /\.spec\.ts$/,
  outputDir: temporaryFolder('test-results'),
  workers,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 180_000,
  // A run that hangs must end by itself before the time limit of the CI job.
  globalTimeout: 75 * 60_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: `${temporaryFolder()}/playwright.json` }]],
  use: {
    locale: 'fa-IR',
    timezoneId: 'Asia/Tehran',
    screenshot: 'only-on-failure',
    // A trace of every journey is minutes of a run, for the few that fail: run such a one again with `--trace on`.
    trace: 'off',
    launchOptions: { executablePath: findChromium()?.path, args: browserFlags },
  },
  projects: projectNames.map((name) => ({ name, ...projects[name] })),
})
