import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCommandLine } from './cli.ts'
import { type SimulatorOptions, startSimulator } from './index.ts'
import { registerApp } from './options.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function read(line: string, env: Record<string, string> = {}): Promise<SimulatorOptions> {
  const options = await readCommandLine(line.split(' ').filter(Boolean), env)
  if ('help' in options) throw new Error('help')
  return options
}

describe('the command line', () => {
  it('needs no option and registers an add-on with addresses that Divar’s own pages show', async () => {
    expect(registerApp(await read(''))).toEqual({
      slug: 'my-addon',
      color: null,
      display: 'my-addon',
      subtitle: '',
      description: '',
      icon: 'PUZZLE',
      suggestion: 'my-addon',
      apiKey: 'simulator-api-key',
      oauthSecret: 'simulator-oauth-secret',
      identificationKey: 'simulator-identification-key',
      launchUrl: 'http://localhost:3000/api/divar/session',
      actionUrl: 'http://localhost:3000/api/divar/action',
      eventsUrl: 'http://localhost:3000/api/divar/events',
      fallbackUrl: 'http://localhost:3000/divar',
      redirectUris: ['http://localhost:3000/api/divar/oauth/callback'],
      touchPoints: {
        CHAT: 'LOAD_WEBVIEW_SERVER_LINK',
        MY_POST: 'LOAD_WEBVIEW_DIRECT_LINK',
        DEMAND_POST: 'LOAD_WEBVIEW_DIRECT_LINK',
        MY_DIVAR: 'START_CHAT_BOT',
      },
    })
  })

  it('sets each address by a path under the add-on’s address or by a full address', async () => {
    const line = [
      '--app http://localhost:8000/addon/ --slug shop --launch-path /start --action-path /act',
      '--events-path https://events.example.ir/divar --fallback-path /open?from=divar',
      '--redirect-path /back --redirect-path https://example.ir/back',
    ].join(' ')
    expect(registerApp(await read(line))).toMatchObject({
      slug: 'shop',
      launchUrl: 'http://localhost:8000/addon/start',
      actionUrl: 'http://localhost:8000/addon/act',
      eventsUrl: 'https://events.example.ir/divar',
      fallbackUrl: 'http://localhost:8000/addon/open?from=divar',
      redirectUris: ['http://localhost:8000/addon/back', 'https://example.ir/back'],
    })
  })

  it('reads the environment for an omitted option, and the newest of several identification keys', async () => {
    const env = {
      SIM_APP_URL: 'http://localhost:3100',
      SIM_PORT: '4100',
      SIM_SLUG: 'shop',
      DIVAR_API_KEY: 'k',
      DIVAR_OAUTH_SECRET: 's',
      DIVAR_IDENTIFICATION_KEYS: 'new,old',
      CLOCK_FILE: '/tmp/clock',
    }
    expect(await read('--port 4200', env)).toMatchObject({
      appUrl: 'http://localhost:3100',
      port: 4200,
      slug: 'shop',
      apiKey: 'k',
      oauthSecret: 's',
      identificationKey: 'new',
      clockFile: '/tmp/clock',
    })
    expect((await read('', { SIM_PORT: '' })).port).toBeUndefined()
  })

  it('collects touch points, several actions for one too, and settings as JSON', async () => {
    const line = [
      '--touch-point CHAT=LOAD_WEBVIEW_SERVER_LINK --touch-point CHAT=START_CHAT_BOT --touch-point MY_POST=START_CHAT_BOT',
      '--setting plusIsSpace=false --setting launchVariant=["title_case_side"] --setting humanWord=USER',
    ].join(' ')
    expect(await read(line)).toMatchObject({
      touchPoints: { CHAT: ['LOAD_WEBVIEW_SERVER_LINK', 'START_CHAT_BOT'], MY_POST: ['START_CHAT_BOT'] },
      settings: { plusIsSpace: false, launchVariant: ['title_case_side'], humanWord: 'USER' },
    })
  })

  it('takes a colour for the picture as #rrggbb only', async () => {
    expect(registerApp(await read('--color #0b6470')).color).toBe('#0b6470')
    const other = await read('--color teal;background:url(x)')
    expect(() => registerApp(other)).toThrow('a color is written as #rrggbb')
  })

  it('loads scenarios and plug-ins from files', async () => {
    const scenarios = join(folder, 'scenarios.json')
    const users = [{ id: 'a', name: 'Ada', phone: '09120000001' }]
    writeFileSync(scenarios, JSON.stringify({ mine: { users, posts: [], conversations: [] } }))
    const plugin = join(folder, 'plugin.mjs')
    writeFileSync(
      plugin,
      `export const plugin = () => ({
        name: 'bank', prefix: '/bank', calls: ['pay'], link: null, settings: {}, nameOf: () => 'pay', reset() {},
        answer: () => ({ status: 200, headers: {}, body: 'paid' }), control: { paid: () => ['p1'] }, state: () => 1,
      })`,
    )
    const options = await read(`--scenarios ${scenarios} --scenario mine --plugin ${plugin} --port 0`)
    const simulator = await startSimulator({ ...options, quiet: true })
    try {
      expect(simulator.control.people().map(({ name }) => name)).toEqual(['Ada'])
      expect(await (await fetch(`${simulator.url}/bank/new`)).text()).toBe('paid')
      expect(simulator.control.calls({ name: 'pay' })).toMatchObject([{ path: '/bank/new', status: 200 }])
      expect(await (await fetch(`${simulator.url}/_control/paid`)).json()).toEqual(['p1'])
      simulator.control.fault({ on: 'any', kind: 'status', status: 503 })
      expect((await fetch(`${simulator.url}/bank/new`)).status).toBe(200)
      simulator.control.fault({ on: 'pay', kind: 'status', status: 500 })
      expect((await fetch(`${simulator.url}/bank/new`)).status).toBe(500)
    } finally {
      await simulator.close()
    }
  })

  it('names what a scenario file lacks', async () => {
    const file = join(folder, 'poor.json')
    writeFileSync(file, JSON.stringify({ mine: { users: [], posts: [] } }))
    await expect(read(`--scenarios ${file}`)).rejects.toThrow('the scenario mine of')
    writeFileSync(file, '[]')
    await expect(read(`--scenarios ${file}`)).rejects.toThrow('must hold an object of scenarios')
  })

  it.each([
    ['--port x', '--port must be a number from 0 to 65535'],
    ['--touch-point CHAT', '--touch-point must be POINT=ACTION'],
    ['--no-such-thing 1', "Unknown option '--no-such-thing'"],
    ['--plugin ./nothing.mjs', 'Cannot find module'],
  ])('names what is wrong with %s', async (line, reason) => {
    await expect(read(line)).rejects.toThrow(reason)
  })

  it.each([
    ['--app localhost:3000', 'localhost:3000 is no http(s) address'],
    ['--launch-path start', 'start must begin with /'],
    ['--redirect-path /back?a=1', 'a redirect address has no query of its own'],
    ['--touch-point CHATS=START_CHAT_BOT', 'no touch point CHATS'],
    ['--touch-point CHAT=OPEN', 'CHAT cannot have the action OPEN'],
    ['--touch-point CHAT=LOAD_WEBVIEW_DIRECT_LINK', 'CHAT opens a web page by LOAD_WEBVIEW_SERVER_LINK only'],
    ['--setting plus=1', 'no setting named plus'],
    ['--scenario mine', 'no scenario named mine'],
  ])('does not start with %s', async (line, reason) => {
    await expect(read(line).then((options) => startSimulator({ ...options, port: 0, quiet: true }))).rejects.toThrow(
      reason,
    )
  })

  it('restores its settings after a reset', async () => {
    const simulator = await startSimulator({ ...(await read('--setting plusIsSpace=false --port 0')), quiet: true })
    try {
      simulator.control.settings({ plusIsSpace: true, captionMax: 5 })
      simulator.control.reset()
      expect(simulator.control.settings()).toMatchObject({ plusIsSpace: false, captionMax: 49 })
    } finally {
      await simulator.close()
    }
  })

  it('explains every option', async () => {
    const printed = await readCommandLine(['--help', '--app', 'x'], {})
    expect(printed).toMatchObject({ help: expect.stringContaining('--touch-point POINT=ACTION') })
  })
})
