import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, type SimulatorOptions, startSimulator } from './index.ts'
import { type FakeApp, startFakeApp } from './testing/fake-app.ts'

let app: FakeApp
let simulator: Simulator
beforeEach(async () => {
  app = await startFakeApp()
})
afterEach(async () => {
  await simulator.close()
  await app.close()
})

const start = async (options: SimulatorOptions) => {
  simulator = await startSimulator({ port: 0, appUrl: app.url, quiet: true, ...options })
}
const read = async (path: string) => (await fetch(`${simulator.url}${path}`)).text()
const open = async (values: Record<string, string>) => {
  const body = new URLSearchParams({ as: 'sara', open: 'webview', ...values })
  const response = await fetch(`${simulator.url}/_ui/direct`, { method: 'POST', body, redirect: 'manual' })
  return response.headers.get('location') ?? ''
}
const chat = () => read(`/chat/${simulator.control.conversations()[0]?.id}?as=SUPPLY`)

describe('the touch points of an add-on', () => {
  it('offer nothing when turned off', async () => {
    await start({ touchPoints: {}, slug: 'quiet' })
    for (const text of [await chat(), await read('/my-post/AZbKe4r1?as=sara'), await read('/')]) {
      expect(text).not.toMatch(/href="\/provider|\/start\?as=|name="touchPoint"|action="\/_ui\/direct"/)
    }
  })

  it('offer the chatbot alone when that is their action', async () => {
    await start({ touchPoints: { CHAT: 'START_CHAT_BOT', MY_POST: 'START_CHAT_BOT' } })
    expect(await chat()).toContain('name="touchPoint" value="CHAT"')
    expect(await chat()).not.toContain('/provider/')
    expect(await read('/my-post/AZbKe4r1?as=sara')).toContain('name="touchPoint" value="MY_POST"')
  })

  it('open a post’s page by a server link without conversation, side and user', async () => {
    await start({ touchPoints: { MY_POST: 'LOAD_WEBVIEW_SERVER_LINK' } })
    expect(await open({ role: 'my-post', post: 'AZbKe4r1' })).toBe('http://localhost:3000/launch/t')
    expect(app.received[0]?.path).toBe('/api/divar/session')
    expect(JSON.parse(app.received[0]?.body ?? '')).toEqual({
      post_token: 'AZbKe4r1',
      conversation_id: null,
      user_side: null,
      source: 'MY_POST',
    })
    app.answer = { status: 500, body: '' }
    expect(await read(await open({ role: 'my-post', post: 'AZbKe4r1' }))).toContain('سرویس باز نشد')
  })

  it('open from «my Divar» and the business panel without a post, by either link', async () => {
    await start({ touchPoints: { MY_DIVAR: 'LOAD_WEBVIEW_DIRECT_LINK', DIVAR_PRO: 'LOAD_WEBVIEW_SERVER_LINK' } })
    expect(await read('/')).toContain('name="touchPoint" value="MY_DIVAR"')
    expect(await open({ touchPoint: 'MY_DIVAR' })).toBe(`${app.url}/divar`)
    await open({ touchPoint: 'DIVAR_PRO' })
    expect(JSON.parse(app.received[0]?.body ?? '')).toMatchObject({ source: 'DIVAR_PRO', post_token: null })
    app.answer = { status: 500, body: '' }
    expect(await read(await open({ touchPoint: 'DIVAR_PRO' }))).toContain('سرویس باز نشد')
    expect(await read(await open({ touchPoint: 'CHAT' }))).toContain('سرویس باز نشد')
  })
})

describe('a Fallback URL with its own query', () => {
  it('keeps the query in direct links', async () => {
    await start({ fallbackPath: '/open?from=divar' })
    expect(await open({ role: 'my-post', post: 'AZbKe4r1' })).toBe(`${app.url}/open?from=divar&post_token=AZbKe4r1`)
  })
})

describe("an add-on's name and description", () => {
  const options = {
    slug: 'shop',
    display: 'Ada’s <b>shop</b>',
    subtitle: 'from 5',
    description: 'fast',
    suggestion: 'Buy',
  }

  it("appear on Divar's pages, the consent page too", async () => {
    await start(options)
    const title = 'Ada’s &#60;b&#62;shop&#60;/b&#62;'
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: 'shop',
      redirect_uri: `${app.url}/api/divar/oauth/callback`,
      scope: 'USER_ID',
      state: 'state-of-8',
    })
    const headers = { cookie: 'sim_user=sara' }
    const consent = await (await fetch(`${simulator.url}/oauth2/auth?${query}`, { headers })).text()
    expect(consent).toContain(`<h1>«${title}» از شما اجازه می‌خواهد</h1>`)
    expect(await chat()).toContain('</svg>Buy</a>')
    expect(await read('/chat/addon_shop?as=sara')).toContain(`<h1>${title}</h1>`)
    for (const part of [title, 'from 5', 'fast']) expect(await read('/my-post/AZbKe4r1/start?as=sara')).toContain(part)
  })
})
