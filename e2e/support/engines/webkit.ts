import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { Builder, By, Capabilities, error, until, type WebDriver } from 'selenium-webdriver'
import { freePort, portTaken } from '../ports.ts'
import { installSystemPackages, isRunnable } from '../system-packages.ts'
import type { Engine, EngineWindow } from './window.ts'

const paths = ['/usr/bin/WPEWebDriver', '/usr/bin/cog', '/usr/bin/dbus-run-session']
const patienceMs = 60_000

const packages = ['wpewebkit-driver', 'cog', 'dbus']

/** WebKit as Debian builds it for devices without a desktop: of Safari's kin, though no iPhone. */
export const wpeWebkit: Engine = {
  name: 'WPE WebKit',
  missing,
  install: () => {
    if (missing()) installSystemPackages(packages)
  },
  open,
}

function missing(): string | null {
  const absent = paths.filter((path) => !isRunnable(path))
  if (absent.length === 0) return null
  return `WPE WebKit is not on this machine (${absent.join(', ')}): Debian has it as ${packages.join(' and ')}.`
}

async function open(): Promise<EngineWindow> {
  const port = await freePort()
  // Its own message bus: two instances on one bus would take each other for the same application.
  const service = spawn('dbus-run-session', ['--', 'WPEWebDriver', `--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    detached: true,
  })
  try {
    await listening(service, port)
    const capabilities = new Capabilities({
      browserName: 'cog',
      'wpe:browserOptions': { binary: '/usr/bin/cog', args: ['--automation', '--platform=headless'] },
    })
    const driver = await new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build()
    return windowOf(driver, async () => {
      await driver.quit().catch(() => undefined)
      await end(service)
    })
  } catch (error) {
    await end(service)
    throw error
  }
}

async function listening(service: ChildProcess, port: number): Promise<void> {
  const end = Date.now() + patienceMs
  while (!(await portTaken(port))) {
    if (service.exitCode !== null || Date.now() > end) throw new Error('WPEWebDriver does not listen')
    await wait(50)
  }
}

/** The session's whole family: the bus, the driver, the browser and what it started. */
async function end(service: ChildProcess): Promise<void> {
  if (service.pid === undefined || service.exitCode !== null) return
  const gone = new Promise((resolve) => service.once('exit', resolve))
  process.kill(-service.pid, 'SIGKILL')
  await gone
}

function windowOf(driver: WebDriver, close: () => Promise<void>): EngineWindow {
  const find = async (by: By) => await driver.wait(until.elementLocated(by), patienceMs)
  // In the middle: at the lower edge the sticking bar would lie over it.
  const show = async (by: By) => {
    const element = await find(by)
    await driver.executeScript('arguments[0].scrollIntoView({ block: "center" })', element)
    return element
  }
  const press = async (by: By) => await whenReady(async () => await (await show(by)).click())
  const watch = async () => await driver.executeScript(watchErrors)
  return {
    async goto(url) {
      await driver.get(url)
      await watch()
    },
    url: async () => await driver.getCurrentUrl(),
    async evaluate<Result>(work: () => Result) {
      await watch()
      return await driver.executeScript<Result>(`return (${work.toString()})()`)
    },
    click: async (selector) => await press(By.css(selector)),
    tap: async (words) =>
      await press(By.xpath(`//*[self::a or self::button or self::summary][contains(normalize-space(.), "${words}")]`)),
    fill: async (selector, value) =>
      await whenReady(async () => {
        const element = await find(By.css(selector))
        await element.clear()
        await element.sendKeys(value)
      }),
    check: async (selector) =>
      await whenReady(async () => {
        const element = await show(By.css(selector))
        if (!(await element.isSelected())) await element.click()
      }),
    choose: async (selector, value) =>
      await whenReady(async () => {
        await show(By.css(selector))
        await (await find(By.css(`${selector} option[value="${value}"]`))).click()
      }),
    problems: async () => await driver.executeScript<string[]>('return window.problemsSeen ?? []'),
    close,
  }
}

const notReady = [
  error.StaleElementReferenceError,
  error.ElementNotInteractableError,
  error.ElementClickInterceptedError,
]

/** This driver waits for nothing: an element that a page is just replacing, or scrolling, is looked for again. */
async function whenReady(gesture: () => Promise<void>): Promise<void> {
  const end = Date.now() + patienceMs
  for (;;) {
    try {
      return await gesture()
    } catch (failure) {
      if (Date.now() > end || !notReady.some((kind) => failure instanceof kind)) throw failure
      await wait(50)
    }
  }
}

/** This driver hands out no console: what a page complains of after it has loaded is kept in the page. */
const watchErrors = `
  if (!window.problemsSeen) {
    const seen = (window.problemsSeen = [])
    window.addEventListener('error', (event) => seen.push('uncaught: ' + event.message))
    window.addEventListener('unhandledrejection', (event) => seen.push('unhandled: ' + event.reason))
    const say = console.error
    console.error = (...words) => {
      seen.push('console: ' + words.join(' '))
      say.apply(console, words)
    }
  }`
