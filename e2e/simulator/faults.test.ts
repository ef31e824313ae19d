import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSimulator } from './index.ts'
import { type Harness, sendScope, startHarness, talkId } from './testing/harness.ts'

let divar: Harness
let token = ''
let before = 0
beforeAll(async () => {
  divar = await startHarness()
})
afterAll(() => divar.close())
beforeEach(async () => {
  divar.control.reset()
  token = (await divar.grant()).access_token
  divar.control.clearCalls()
  before = divar.control.messages(talkId).length
})

const arrived = () => divar.control.messages(talkId).length - before
const text = { message: 'سلام' }

describe('an injected fault', () => {
  it('answers a status once, with its headers and mark, and then ends', async () => {
    divar.control.fault({ on: 'send', kind: 'status', status: 429, headers: { 'retry-after': '7' } })
    const response = await divar.send(token, text)
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('7')
    expect(response.headers.get('x-injected-fault')).toBe('status')
    expect(await response.json()).toMatchObject({ code: 8 })
    expect(arrived()).toBe(0)
    const next = await divar.send(token, text)
    expect(next.status).toBe(200)
    expect(next.headers.has('x-injected-fault')).toBe(false)
    expect(arrived()).toBe(1)
  })

  it('can let the call take effect in spite of its answer', async () => {
    divar.control.fault({ on: 'send', kind: 'status', status: 500, effect: 'apply' })
    expect((await divar.send(token, text)).status).toBe(500)
    expect(arrived()).toBe(1)
  })

  it.each([
    ['none', 0],
    ['apply', 1],
  ] as const)('drops the connection after the whole request, effect %s', async (effect, count) => {
    divar.control.fault({ on: 'send', kind: 'drop', effect })
    await expect(divar.send(token, text)).rejects.toThrow()
    expect(arrived()).toBe(count)
    expect(divar.control.calls({ name: 'send' })).toMatchObject([{ fault: 'drop', status: null }])
  })

  it('hangs without an answer until a reset', async () => {
    divar.control.fault({ on: 'send', kind: 'hang', effect: 'apply' })
    const answer = divar.send(token, text)
    answer.catch(() => undefined)
    await expect.poll(() => divar.control.calls({ name: 'send' }).length).toBe(1)
    expect(arrived()).toBe(1)
    divar.control.reset()
    await expect(answer).rejects.toThrow()
  })

  it('delays an answer without changing it', async () => {
    divar.control.fault({ on: 'send', kind: 'slow', delayMs: 20 })
    const response = await divar.send(token, text)
    expect(response.status).toBe(200)
    expect(response.headers.get('x-injected-fault')).toBe('slow')
    expect(arrived()).toBe(1)
  })

  it('answers with invalid JSON', async () => {
    divar.control.fault({ on: 'token', kind: 'malformed' })
    const response = await divar.form({ grant_type: 'authorization_code', code: 'x' })
    expect(response.status).toBe(200)
    await expect(response.json()).rejects.toThrow()
    divar.control.fault({ on: 'users', kind: 'malformed', body: '{"user_id":null}' })
    expect(await (await divar.api('/v1/open-platform/users', token)).json()).toEqual({ user_id: null })
  })

  it('applies to its own call, as often as asked, and is listed while unused', async () => {
    divar.control.fault({ on: 'cities', kind: 'status', status: 503, times: 2 })
    divar.control.fault({ on: 'refresh', kind: 'status' })
    const cities = async () => (await divar.api('/v1/open-platform/assets/city', null)).status
    expect((await divar.send(token, text)).status).toBe(200)
    expect([await cities(), await cities(), await cities()]).toEqual([503, 503, 200])
    expect(divar.control.unusedFaults()).toMatchObject([{ on: 'refresh', times: 1 }])
    expect((await divar.form({ grant_type: 'authorization_code', code: 'x' })).status).toBe(400)
    divar.control.clearFaults()
    expect(divar.control.unusedFaults()).toEqual([])
  })

  it('can apply to the authorization page and to any call', async () => {
    divar.control.fault({ on: 'authorize', kind: 'status', status: 503, body: 'down' })
    const response = await divar.authorize()
    expect([response.status, await response.text()]).toEqual([503, 'down'])
    divar.control.fault({ on: 'any', kind: 'status' })
    expect((await divar.api('/v1/open-platform/finder/post/AZbKe4r1', null)).status).toBe(500)
  })

  it('is refused when it is malformed', () => {
    expect(() => divar.control.fault({ on: 'sends', kind: 'status' })).toThrow('on must be one of')
    expect(() => divar.control.fault({ on: 'send', kind: 'status', times: 0 })).toThrow('times')
  })
})

describe("the simulator's record of calls", () => {
  it('lists each call with its name, body and answer', async () => {
    await divar.send(token, text)
    await divar.refresh('nothing')
    expect(divar.control.calls()).toMatchObject([
      { name: 'send', method: 'POST', status: 200, body: '{"message":"سلام"}', headers: { 'x-api-key': 'key' } },
      { name: 'refresh', path: '/oauth2/token', status: 400, fault: null },
    ])
  })
})

describe('the control address', () => {
  const ask = async (name: string, input?: unknown) => {
    const response = await fetch(`${divar.url}/_control/${name}`, {
      ...(input === undefined
        ? {}
        : { method: 'POST', body: typeof input === 'string' ? input : JSON.stringify(input) }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }

  it('has the same functions as the handle', async () => {
    expect((await ask('fault', { on: 'send', kind: 'drop' })).status).toBe(200)
    expect((await ask('unused-faults')).body).toMatchObject([{ on: 'send' }])
    expect((await ask('clear-faults', {})).body).toEqual({})
    expect((await ask('settings', { perMinute: 5 })).body).toMatchObject({ perMinute: 5, checkParty: true })
    expect((await ask(`messages?conversationId=${talkId}`)).body).toHaveLength(before)
    expect((await ask('say', { conversationId: talkId, side: 'DEMAND', text: 'بله' })).status).toBe(200)
    expect((await ask('consent-as', { userId: 'amir' })).status).toBe(200)
    expect((await ask('state')).body).toMatchObject({ scenario: 'default', consentAs: 'amir' })
    expect((await ask('reset', { scenario: 'empty' })).body).toEqual({ scenario: 'empty', conversations: [] })
  })

  it('answers 4xx to what it cannot do', async () => {
    expect((await ask('nothing', {})).status).toBe(404)
    expect((await ask('constructor', {})).status).toBe(404)
    expect((await ask('fault', '{')).status).toBe(400)
    expect((await ask('fault', {})).status).toBe(400)
    expect((await ask('settings', { speed: 1 })).status).toBe(400)
    expect((await ask('reset', { scenario: '__proto__' })).status).toBe(400)
    expect((await ask('block', {})).status).toBe(400)
  })

  it('creates new people and conversations when asked for fresh ones', () => {
    const { conversations } = divar.control.reset({ fresh: true })
    expect(conversations.map((talk) => talk.post.token)).toContain('AZbKe4r1')
    expect(conversations.map((talk) => talk.id)).not.toContain(talkId)
    expect(conversations[0]?.supplier.idForApp).not.toBe('')
  })
})

describe('the simulator', () => {
  it('survives malformed requests', async () => {
    const odd = [
      ['GET', '/chat/%E0%A4%A', undefined],
      ['GET', '/chat/x?as=DEMAND', undefined],
      ['GET', '/static/../control.ts', undefined],
      ['GET', '/images/__proto__.svg', undefined],
      ['POST', '/_ui/tap', 'conversation=x'],
      ['POST', '/_ui/nothing', `conversation=${talkId}&as=SUPPLY`],
      ['POST', '/oauth2/consent', 'challenge=x'],
      ['DELETE', '/v1/open-platform/users', undefined],
      ['POST', '/v2/open-platform/conversations/x/messages', 'x'.repeat(1024 * 1024 + 1)],
    ] as const
    for (const [method, path, body] of odd) {
      const response = await fetch(`${divar.url}${path}`, { method, ...(body ? { body } : {}) })
      expect([path, response.status < 500 || response.status === 501]).toEqual([path, true])
    }
    expect((await fetch(divar.url)).status).toBe(200)
  })

  it('moves the clock through the file that the app reads', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
    const clockFile = join(folder, 'clock')
    const keys = { apiKey: 'k', oauthSecret: 's', identificationKey: 'i' }
    const simulator = await startSimulator({ port: 0, clockFile, quiet: true, ...keys })
    try {
      expect(simulator.control.clock(90).offsetSeconds).toBe(90)
      expect(Number(readFileSync(clockFile, 'utf8'))).toBe(90)
      writeFileSync(clockFile, '-30')
      expect(simulator.control.state()).toMatchObject({ scenario: 'default' })
      expect(simulator.control.clock({ offsetSeconds: 0 }).offsetSeconds).toBe(0)
    } finally {
      await simulator.close()
      rmSync(folder, { recursive: true })
    }
  })

  it('names every scope of a grant in its state', async () => {
    const { grants } = divar.control.state() as { grants: { scopes: string[] }[] }
    expect(grants.at(-1)?.scopes).toContain(sendScope)
  })
})
