import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../simulator/index.ts'
import { root } from '../support/paths.ts'
import { freePort } from '../support/ports.ts'
import { browser, reachable } from './browser.ts'
import { type Installed, installPacked } from './pack.ts'

const addon = fileURLToPath(new URL('kenar-addon.mjs', import.meta.url))
const keys = { apiKey: 'key', oauthSecret: 'secret', identificationKey: 'identification' }

let installed: Installed
let divar: Simulator
let child: ChildProcess

beforeAll(async () => {
  installed = installPacked('lib/divar')
  cpSync(addon, join(installed.folder, 'addon.mjs'))
  const port = await freePort()
  divar = await startSimulator({ port: 0, appUrl: `http://localhost:${port}`, slug: 'hello', ...keys, quiet: true })
  const own = { PORT: String(port), DIVAR: divar.url, API_KEY: keys.apiKey, SECRET: keys.oauthSecret }
  const env = { NODE_ENV: 'production', ...own, IDENTIFICATION_KEY: keys.identificationKey } as const
  child = spawn(process.execPath, ['addon.mjs'], { cwd: installed.folder, env, stdio: ['ignore', 'ignore', 'inherit'] })
  await reachable(`http://localhost:${port}`)
})
afterAll(async () => {
  child?.kill()
  if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  await divar?.close()
  installed?.remove()
})

/** Opens the add-on in a chat and allows what it asks for; gives the page where that ends. */
async function walk() {
  divar.control.clearCalls()
  const { go, submit } = browser()
  const talk = /\/desk\/([\w-]+)/.exec((await go(divar.url)).text)?.[1]
  const consent = await submit(await go(`${divar.url}/provider/${talk}?as=SUPPLY&open=webview`), '/_ui/launch')
  return await submit(consent, '/oauth2/consent', { decision: 'allow' })
}

const calls = () => divar.control.calls({}).map(({ name, status }) => `${name} ${status}`)

describe('the packed client', () => {
  it('contains built code, license, readme and contract only', () => {
    const besides = installed.files.filter((path) => !/^dist\/(api\/)?[a-z-]+\.(js|d\.ts)$/.test(path))
    const data = ['cities', 'city-coordinates', 'districts'].map((name) => `dist/data/${name}.json`)
    const documents = ['LICENSE', 'README.md', 'package.json', ...data]
    expect(besides.filter((path) => !path.startsWith('contract.')).sort()).toEqual(documents.sort())
    expect(installed.files).toEqual(expect.arrayContaining(['dist/index.js', 'dist/index.d.ts']))
  })

  it('lets a plain JavaScript add-on launch, get consent and send a message with a button', async () => {
    const back = await walk()
    expect(back.url).toMatch(/returned=1$/)
    expect(back.text).toMatch(/by-app.*Hello from another add-on.*باز کردن/s)
    expect(calls()).toEqual(['authorize 200', 'consent 303', 'token 200', 'users 200', 'send 200', 'completion 303'])
  })

  it('reports a refusal by its code and does not send again', async () => {
    divar.control.fault({ on: 'send', kind: 'status', status: 500 })
    const back = await walk()
    expect(JSON.parse(back.text)).toEqual({
      ...{ code: 'divar_refused', operation: 'send_conversation_message', again: false },
    })
    expect(calls().filter((call) => call.startsWith('send'))).toEqual(['send 500'])
  })

  it('has types that an add-on compiles with and that keep two ids apart', () => {
    const swapped = `import { createDivarClient, type DivarClient, toConversationId, toPostToken } from 'kenar'
      const config: Parameters<typeof createDivarClient>[0] | null = null
      export async function use(divar: DivarClient): Promise<string | null> {
        // @ts-expect-error: a conversation is no post.
        await divar.getPost({ postToken: toConversationId('a') })
        // @ts-expect-error: a text that nobody checked is none either.
        await divar.getPost({ postToken: 'a' })
        const post = await divar.getPost({ postToken: toPostToken('a') }, { signal: AbortSignal.timeout(1000) })
        return config === null ? null : (post?.district ?? null)
      }\n`
    writeFileSync(join(installed.folder, 'use.mts'), swapped)
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--allowJs', '--checkJs']
    const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')]
    const compile = () => {
      try {
        return execFileSync(process.execPath, [tsc, ...options, ...types, 'addon.mjs', 'use.mts'], {
          cwd: installed.folder,
          encoding: 'utf8',
        })
      } catch (error) {
        return (error as { stdout: string }).stdout
      }
    }
    expect(compile()).toBe('')
  })

  it('shows the same add-on in its readme', () => {
    const [, example] = /```js\n(.*?)```/s.exec(readFileSync(join(root, 'lib/divar/README.md'), 'utf8')) ?? []
    expect(readFileSync(addon, 'utf8')).toContain(example ?? 'no example')
  })
})
