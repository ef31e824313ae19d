import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../simulator/index.ts'
import { root, temporaryFolder } from '../support/paths.ts'
import { freePort } from '../support/ports.ts'
import { type Postgres, startPostgres } from '../support/postgres.ts'
import { newSecrets } from '../support/settings.ts'
import { browser, reachable } from './browser.ts'

const secrets = newSecrets()
const hosts = ['DIVAR_API_URL', 'DIVAR_OAUTH_URL', 'DIVAR_CHAT_UPLOAD_URL', 'DIVAR_COMPLETION_URL']

let divar: Simulator
let addons: ChildProcess[]
let dataDir: string
let own: string
/** Another process of it, where the database bears one. */
let beside: string

/** The add-on beside a simulator of Divar: on the embedded database, or two processes started at once on PostgreSQL. */
async function start(databaseUrl: string | undefined): Promise<void> {
  const ports = databaseUrl === undefined ? [await freePort()] : [await freePort(), await freePort()]
  const [first = '', second = first] = ports.map((port) => `http://localhost:${port}`)
  own = first
  beside = second
  dataDir = mkdtempSync(join(temporaryFolder(), 'other-addon-'))
  divar = await startSimulator({
    port: 0,
    appUrl: own,
    slug: 'meet',
    apiKey: secrets.DIVAR_API_KEY,
    oauthSecret: secrets.DIVAR_OAUTH_SECRET,
    identificationKey: secrets.DIVAR_IDENTIFICATION_KEYS,
    redirectPaths: ['/api/auth/callback/divar'],
    quiet: true,
  })
  const env = {
    ...secrets,
    NODE_ENV: 'production' as const,
    APP_URL: own,
    DATA_DIR: join(dataDir, 'data'),
    DIVAR_APP_SLUG: 'meet',
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    ...Object.fromEntries(hosts.map((name) => [name, divar.url])),
  }
  const main = join(root, 'e2e/support/other-addon/main.ts')
  addons = ports.map((port) =>
    spawn(process.execPath, [main], {
      cwd: root,
      env: { ...env, PORT: String(port) },
      stdio: ['ignore', 'ignore', 'inherit'],
    }),
  )
  const ended = Promise.race(addons.map(async (addon) => await once(addon, 'exit')))
  const end = ended.then(() => Promise.reject(new Error('a process ended')))
  await Promise.race([end, Promise.all([own, beside].map(reachable))])
  end.catch(() => undefined)
}

async function stop(): Promise<void> {
  const running = addons.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
  const ended = running.map(async (addon) => await once(addon, 'exit'))
  for (const addon of running) addon.kill()
  await Promise.all(ended)
  await divar?.close()
  rmSync(dataDir, { recursive: true, force: true })
}

const until = async <T>(look: () => Promise<T | null> | T | null): Promise<T> => {
  for (;;) {
    const found = await look()
    if (found) return found
    await wait(25)
  }
}

type Person = ReturnType<typeof browser>

/** The add-on as one side opens it from the chat. */
async function opened(side: 'SUPPLY' | 'DEMAND') {
  const person = browser()
  const talk = /\/desk\/([\w-]+)/.exec((await person.go(divar.url)).text)?.[1] ?? ''
  return {
    person,
    talk,
    page: await person.submit(await person.go(`${divar.url}/provider/${talk}?as=${side}`), '/_ui/launch'),
  }
}

/** Proposes a meeting and allows what is asked; gives where that ends. */
async function proposed(place: string) {
  const { person, talk, page } = await opened('SUPPLY')
  const consent = await person.submit(page, '/s/', { place, at: 'شنبه ساعت ۵' })
  return { person, talk, back: await person.submit(consent, '/oauth2/consent', { decision: 'allow' }) }
}

const fromAddon = (talk: string) => divar.control.messages(talk).filter(({ byApp }) => byApp)
const calls = () => divar.control.calls({}).map(({ name, status }) => `${name} ${status}`)
const metrics = async () =>
  (await Promise.all([own, beside].map(async (at) => await (await fetch(`${at}/metrics`)).text()))).join()

describe.each(['embedded', 'PostgreSQL'])('a second add-on on the same base, on %s', (engine) => {
  let postgres: Postgres | undefined
  beforeAll(async () => {
    postgres = engine === 'PostgreSQL' ? await startPostgres() : undefined
    await start(await postgres?.database('meet'))
  })
  afterAll(async () => {
    await stop()
    await postgres?.stop()
  })

  it('lets two people agree on a meeting, tells their chat each step once, and is followed up by its buttons', async () => {
    const { person: seller, talk, back } = await proposed('میدان ونک')
    expect(back.text).toContain('قرار میدان ونک، شنبه ساعت ۵: پیشنهاد شده')
    const [proposal] = await until(() => (fromAddon(talk).length > 0 ? fromAddon(talk) : null))
    expect(proposal?.text).toBe('پیشنهاد قرار: میدان ونک، شنبه ساعت ۵')

    const status = await divar.control.tap({ conversationId: talk, side: 'DEMAND', caption: 'وضعیت قرار' })
    expect(JSON.stringify(status)).toContain('پیشنهاد شده')
    const live = await liveOf(seller, back.url)
    expect(await live.next()).toBe('proposed')

    const link = await divar.control.tap({ conversationId: talk, side: 'DEMAND', caption: 'باز کردن قرار' })
    const buyer = browser()
    const page = await buyer.go(/"url":"([^"]+)"/.exec(JSON.stringify(link))?.[1] ?? '')
    const agreed = await buyer.submit(page, '/s/')
    expect(agreed.text).toContain('قطعی')
    expect(await live.next()).toBe('agreed')
    await live.end()
    const [, agreement, ...more] = await until(() => (fromAddon(talk).length > 1 ? fromAddon(talk) : null))
    expect([agreement?.text, more]).toEqual(['قرار قطعی شد: میدان ونک، شنبه ساعت ۵', []])

    expect((await buyer.submit(page, '/s/')).text).toContain('meeting_settled')
    expect(await metrics()).toMatch(/peyk_meetings_total\{state="agreed"\} 1/)
    expect(calls().filter((call) => call.startsWith('send'))).toEqual(['send 200', 'send 200'])
  })

  it('forgets the meetings and tokens of a user who takes the access back, and opens no page for strangers', async () => {
    const { talk, back } = await proposed('میدان تجریش')
    expect((await browser().go(back.url)).text).toContain('session_ended')
    const supplier = divar.control.conversations().find(({ id }) => id === talk)?.supplier.id ?? ''
    expect((await divar.control.revoke(supplier)).event?.status).toBe(200)
    const meeting = new URL(back.url).searchParams.get('meeting')
    const { person, page } = await opened('DEMAND')
    expect((await person.go(`${page.url}${meeting}`)).text).toContain('قرار تازه')
    // What was in its folder would be the embedded database: nothing is, on PostgreSQL.
    expect(existsSync(join(dataDir, 'data', 'db'))).toBe(engine === 'embedded')
  })

  it('returns to the form with what was typed when something is missing, and asks nothing of Divar', async () => {
    const { person, page } = await opened('SUPPLY')
    divar.control.clearCalls()
    const again = await person.submit(page, '/s/', { place: 'پارک "لاله"', at: ' ' })
    expect(again.text).toContain('جا و زمان قرار را بنویسید.')
    expect(again.text).toContain('value="پارک &#34;لاله&#34;"')
    expect(calls()).toEqual([])
  })
})

/** The events of a meeting's open page. */
async function liveOf(person: Person, address: string) {
  const url = new URL(address)
  const stream = await person.stream(`${beside}${url.pathname}/live${url.search}`)
  let text = ''
  return {
    async next(): Promise<string> {
      for (;;) {
        const [found, version = ''] = /event: changed\ndata: (\w+)\n\n/.exec(text) ?? []
        if (found) {
          text = text.slice(text.indexOf(found) + found.length)
          return version
        }
        const { value, done } = await stream.read()
        if (done) throw new Error(`the stream ended: ${text}`)
        text += new TextDecoder().decode(value)
      }
    },
    end: async () => await stream.cancel(),
  }
}
