import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findChromium, findOrInstallChromium, type Machine } from './chromium.ts'

let place: string
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'peyk-chromium-'))
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

function put(path: string): string {
  const whole = join(place, path)
  mkdirSync(dirname(whole), { recursive: true })
  writeFileSync(whole, '')
  chmodSync(whole, 0o755)
  return whole
}

/** `broken`: files that do not start; `brings`: what an installation puts there, by its command. */
function machine({
  broken = [],
  brings = {},
  mayInstall = true,
  ...more
}: Partial<Machine> & { broken?: string[]; brings?: Record<string, string>; mayInstall?: boolean } = {}) {
  const asked: string[] = []
  const made: Machine = {
    env: { PATH: `${join(place, 'bin')}:${join(place, 'sbin')}` },
    download: join(place, 'ms-playwright/chromium-7/chrome-linux/chrome'),
    installSystemPackages: (packages) => {
      asked.push(`apt ${packages.join(' ')}`)
      const path = brings[`apt ${packages.join(' ')}`]
      if (path) put(path)
      return mayInstall
    },
    run: (command, args) => {
      if (args[0] === '--version') return !broken.includes(command)
      const line = args.join(' ').replace(/^.*cli\.js/, 'playwright')
      asked.push(line)
      const [, path] = Object.entries(brings).find(([end]) => line.endsWith(end)) ?? []
      if (path) put(path)
      return Boolean(path)
    },
    ...more,
  }
  return { made, asked }
}

describe('the installed Chromium', () => {
  it('is the one that $CHROMIUM names and no other', () => {
    put('bin/chromium')
    const own = put('own/chrome')
    const env = { PATH: join(place, 'bin') }
    expect(findChromium(machine({ env: { ...env, CHROMIUM: own } }).made)).toEqual({
      path: own,
      how: 'named by $CHROMIUM',
    })
    expect(findChromium(machine({ env: { ...env, CHROMIUM: '/not/there' } }).made)).toBeNull()
  })

  it('is a headless shell before a browser with windows, anywhere on the PATH', () => {
    put('bin/chromium')
    const shell = put('sbin/chromium-headless-shell')
    expect(findChromium(machine().made)).toEqual({ path: shell, how: 'found on this machine' })
  })

  it('is skipped when it does not start', () => {
    const broken = [put('bin/chromium-headless-shell'), put('bin/chromium-browser')]
    expect(findChromium(machine({ broken }).made)).toBeNull()
    const good = put('sbin/google-chrome')
    expect(findChromium(machine({ broken }).made)?.path).toBe(good)
  })

  it("is Playwright's download when none is on the PATH, its shell first", () => {
    const whole = put('ms-playwright/chromium-7/chrome-linux/chrome')
    expect(findChromium(machine().made)).toEqual({ path: whole, how: "Playwright's download" })
    const shell = put('ms-playwright/chromium_headless_shell-7/chrome-headless-shell-linux64/chrome-headless-shell')
    put('ms-playwright/chromium_headless_shell-6/chrome-headless-shell-linux64/chrome-headless-shell')
    expect(findChromium(machine().made)?.path).toBe(shell)
    expect(findChromium(machine({ broken: [shell] }).made)?.path).toBe(whole)
  })
})

describe('installing Chromium', () => {
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  const shell = 'ms-playwright/chromium_headless_shell-7/linux/headless_shell'
  beforeEach(() => void said.splice(0))

  it('does nothing when a shell is installed', () => {
    put('bin/chromium-headless-shell')
    const { made, asked } = machine()
    expect(findOrInstallChromium(say, made)?.how).toBe('found on this machine')
    expect([asked, said]).toEqual([[], []])
  })

  it('asks the package manager for the shell beside a browser with windows, which serves where it brings none', () => {
    const whole = put('bin/chromium')
    const without = machine()
    expect(findOrInstallChromium(say, without.made)?.path).toBe(whole)
    expect(without.asked).toEqual(['apt chromium-headless-shell'])
    const not = machine({ mayInstall: false })
    expect(findOrInstallChromium(say, not.made)).toEqual({ path: whole, how: 'found on this machine' })
    const brings = { 'apt chromium-headless-shell': 'sbin/chromium-headless-shell' }
    expect(findOrInstallChromium(say, machine({ brings }).made)?.path).toBe(join(place, 'sbin/chromium-headless-shell'))
  })

  it('does nothing when $CHROMIUM names a missing one', () => {
    const { made, asked } = machine({ env: { CHROMIUM: '/not/there' } })
    expect(findOrInstallChromium(say, made)).toBeNull()
    expect(asked).toEqual([])
  })

  it('tries Playwright first', () => {
    const { made, asked } = machine({ brings: { 'shell chromium': shell } })
    expect(findOrInstallChromium(say, made)?.how).toBe("Playwright's download")
    expect(asked).toEqual(['playwright install --only-shell chromium'])
    expect(said).toEqual(['No Chromium here: asking Playwright to download one.'])
  })

  it('tries the package manager when the download fails or does not start', () => {
    const brings = { 'shell chromium': shell, 'apt chromium-headless-shell': 'bin/chromium-headless-shell' }
    const { made, asked } = machine({ brings, broken: [join(place, shell)] })
    const found = findOrInstallChromium(say, made)
    expect(found).toEqual({
      path: join(place, 'bin/chromium-headless-shell'),
      how: "installed by the system's package manager",
    })
    expect(asked.slice(1)).toEqual(['apt chromium-headless-shell'])
  })

  it('takes the browser with windows when the system has no shell', () => {
    const { made, asked } = machine({ brings: { 'apt chromium': 'bin/chromium' } })
    expect(findOrInstallChromium(say, made)?.path).toBe(join(place, 'bin/chromium'))
    expect(asked.slice(1)).toEqual(['apt chromium-headless-shell', 'apt chromium'])
  })

  it('fails when no installation is allowed', () => {
    const { made, asked } = machine({ mayInstall: false })
    expect(findOrInstallChromium(say, made)).toBeNull()
    expect(asked.slice(1)).toEqual(['apt chromium-headless-shell'])
  })
})
