import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../support/paths.ts'
import { freePort } from '../support/ports.ts'
import { browser, reachable } from './browser.ts'
import { type Installed, installPacked } from './pack.ts'

let installed: Installed
const children: ChildProcess[] = []
beforeAll(() => {
  installed = installPacked('e2e/simulator')
})
afterAll(async () => {
  for (const child of children) {
    child.kill()
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  installed.remove()
})

/** Runs the command from the folder where it is installed; what it prints comes line by line. */
function run(file: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  const options = { cwd: installed.folder, env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env } as const }
  const child = spawn(process.execPath, [file, ...args], { ...options, stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  return child
}

async function startBin(args: string[]): Promise<string> {
  const child = run(installed.bin('kenar-simulator'), args)
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer]
  return /http:\S+/.exec(line.toString())?.[0] ?? ''
}

describe('the packed simulator', () => {
  it('contains built code, page assets, license and readme, and no test', () => {
    const { files } = installed
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json', 'dist/main.js']))
    expect(files).toEqual(expect.arrayContaining(['dist/data/icons.json', 'dist/static/chat.css', 'dist/index.d.ts']))
    expect(files.filter((path) => /\.test\.|testing\/|(?<!\.d)\.ts$/.test(path))).toEqual([])
  })

  it('prints its help, and exits with a reason for an invalid option', () => {
    const bin = installed.bin('kenar-simulator')
    expect(execFileSync(process.execPath, [bin, '--help'], { encoding: 'utf8' })).toContain('--app URL')
    const wrong = () =>
      execFileSync(process.execPath, [bin, '--touch-point', 'X=Y'], { stdio: 'pipe', encoding: 'utf8' })
    expect(wrong).toThrow('kenar-simulator: no touch point X')
  })

  it('exits with a message when its port is taken', async () => {
    const divar = await startBin(['--port', '0'])
    const again = () =>
      execFileSync(process.execPath, [installed.bin('kenar-simulator'), '--port', new URL(divar).port], {
        stdio: 'pipe',
      })
    expect(again).toThrow('kenar-simulator: listen EADDRINUSE')
  })

  it('lets an add-on launch, get consent and send a message to the chat', async () => {
    const port = await freePort()
    const divar = await startBin([
      '--app',
      `http://localhost:${port}`,
      '--port',
      '0',
      '--slug',
      'hello',
      '--display',
      'Hello',
    ])
    run(fileURLToPath(new URL('strangers-addon.mjs', import.meta.url)), [], {
      PORT: String(port),
      DIVAR: divar,
      SLUG: 'hello',
      API_KEY: 'simulator-api-key',
      SECRET: 'simulator-oauth-secret',
      IDENTIFICATION_KEY: 'simulator-identification-key',
    })
    await reachable(`http://localhost:${port}`)

    const { go, submit } = browser()
    const talk = /\/desk\/([\w-]+)/.exec((await go(divar)).text)?.[1]
    const provider = await go(`${divar}/provider/${talk}?as=SUPPLY&open=webview`)
    const consent = await submit(provider, '/_ui/launch')
    expect(consent.text).toContain('«Hello» از شما اجازه می‌خواهد')
    const back = await submit(consent, '/oauth2/consent', { decision: 'allow' })
    expect(back.url).toBe(`${divar}/chat/${talk}?as=SUPPLY&open=webview&returned=1`)
    expect(back.text).toMatch(/by-app.*Hello from another add-on/s)
    const buyer = await go(`${divar}/chat/${talk}?as=DEMAND`)
    expect(buyer.text).toContain('Hello from another add-on')

    const calls = (await (await fetch(`${divar}/_control/calls`)).json()) as { name: string; status: number }[]
    expect(calls.map(({ name, status }) => [name, status])).toEqual([
      ['authorize', 200],
      ['consent', 303],
      ['token', 200],
      ['send', 200],
      ['completion', 303],
    ])
    expect((await fetch(`${divar}/static/vazirmatn.woff2`)).status).toBe(200)
  })

  it('has types that a program outside the repository compiles with', () => {
    const file = join(installed.folder, 'use.mts')
    writeFileSync(
      file,
      `import { startSimulator, type PluginFactory } from 'kenar-simulator'
       declare module 'kenar-simulator/plugins' { interface PluginControl { paid(): string[] } }
       const plugin: PluginFactory | null = null
       const simulator = await startSimulator({ port: 0, slug: 'hello', plugins: plugin ? [plugin] : [] })
       const url: string = simulator.control.directLink({ postToken: 'a' }).url
       const paid: string[] = simulator.control.paid()
       // @ts-expect-error: there is no such function.
       simulator.control.nothing()
       console.log(url, paid)\n`,
    )
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node']
    const types = ['--typeRoots', join(root, 'node_modules/@types')]
    const compile = () =>
      execFileSync(process.execPath, [tsc, ...options, ...types, file], { encoding: 'utf8', cwd: installed.folder })
    expect(compile).not.toThrow()
  })
})
