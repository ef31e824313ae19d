import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { neededPermissions, neededScopes } from '#lib/doctor/panel.ts'
import { settingsWith } from '#lib/doctor/testing.ts'
import { type Answer, type FakeDivar, startFakeDivar } from '#lib/doctor/testing-divar.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import type { Check } from './check.ts'
import { checkEventsAddress, publicAddress } from './events-address.ts'
import { checkOnline } from './online-check.ts'

let divar: FakeDivar

beforeAll(async () => {
  divar = await startFakeDivar()
})
beforeEach(() => divar.answer({}))
afterAll(async () => await divar.close())

const needed = { scopes: neededScopes.map(({ scope }) => scope), permissions: neededPermissions }
const settings = () => settingsWith({ DIVAR_API_URL: divar.address, DIVAR_OAUTH_URL: divar.address })
const look = async (answers: Record<string, Answer> = {}) => {
  divar.answer(answers)
  return await checkOnline(settings(), { fetch, clock: systemClock }, needed)
}
const named = (checks: Check[], name: string) => checks.find((check) => check.name === name)

describe('checkOnline', () => {
  it('makes each call once and finds no fault', async () => {
    const checks = await look()
    expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual([
      ...['online good', 'clock.divar good', 'online.scopes good'],
      ...['online.GET_POST good', 'online.USER_RETRIEVE good', 'online.CHAT_SEND_MESSAGE_OAUTH good'],
      ...['online.EVENTS_REGISTER_SUBSCRIPTION good', 'online.CHAT_BOT_SEND_MESSAGE good'],
      ...['online.CHAT_BOT_SEND_MESSAGE.user good', 'online.CHAT_UPLOAD_MEDIA good'],
      ...['online.consent good', 'online.secret good'],
    ])
    expect(divar.asked).toHaveLength(2 + neededPermissions.length + 2)
  })

  it("reports of calls in a user's name only what can be seen without one", async () => {
    const checks = await look({ '/events/subscriptions': { status: 400, body: { code: 3 } } })
    expect(named(checks, 'online.USER_RETRIEVE')?.sentence).toContain('Nothing says that the API key may not')
    expect(named(checks, 'online.EVENTS_REGISTER_SUBSCRIPTION')?.sentence).toBe(
      'The API key may EVENTS_REGISTER_SUBSCRIPTION.',
    )
  })

  it("uses no user's name and no personal data and sends the API key to the API alone", async () => {
    await look()
    const calls = divar.asked.filter(({ call }) => call.includes('/open-platform/'))
    expect(calls.map(({ key }) => key)).toEqual(calls.map(() => 'api-key-of-the-tests'))
    const bearers = new Set(calls.map(({ bearer }) => bearer))
    expect(bearers).toEqual(new Set([undefined, 'Bearer peyk-doctor']))
    const places = calls.filter(({ call }) => !/assets|users$|subscriptions$|upload$/.test(call))
    expect(places.filter(({ call }) => !call.includes('/peyk-doctor'))).toEqual([])
    expect(divar.asked.filter(({ call }) => call.includes('/oauth2/')).map(({ key }) => key)).toEqual([
      undefined,
      undefined,
    ])
  })

  it.each<[string, Answer, string]>([
    ['/open-platform/users', { status: 403, body: { message: 'the token is not valid' } }, 'good'],
    ['/open-platform/users', { status: 403, body: { message: 'permission denied' } }, 'wrong'],
    ['/open-platform/users', { status: 403 }, 'wrong'],
    ['/open-platform/users', { status: 401, body: { message: 'the api key has no permission' } }, 'wrong'],
    ['/open-platform/users', { status: 412, body: { code: 9, message: 'could not retrieve app from db' } }, 'wrong'],
    ['/open-platform/users', { status: 500, body: { code: 13 } }, 'skipped'],
    ['/open-platform/users', { status: 429 }, 'skipped'],
    ['/open-platform/users', { status: 200, body: 'no JSON' }, 'skipped'],
  ])('reads the answer of %s %j as %s', async (path, answer, state) => {
    expect(named(await look({ [path]: answer }), 'online.USER_RETRIEVE')?.state).toBe(state)
  })

  it('opens a consent page and exchanges a code with PKCE like a consent', async () => {
    await look()
    const page = divar.asked.find(({ call }) => call.endsWith('/oauth2/auth'))
    const form = new URLSearchParams(divar.asked.find(({ call }) => call.endsWith('/oauth2/token'))?.body)
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    expect(page?.query.get('code_challenge')).toBe(challenge)
    expect(page?.query.get('code_challenge_method')).toBe('S256')
    expect(page?.query.get('redirect_uri')).toBe(form.get('redirect_uri'))
  })

  it.each<[Answer, string, string]>([
    [{ status: 401, body: { error: 'invalid_client' } }, 'wrong', 'does not know the app by this secret'],
    [{ status: 401 }, 'wrong', 'does not know the app by this secret (status 401)'],
    [{ status: 400, body: { error: 'invalid_request' } }, 'skipped', 'could not be found out (status 400)'],
    [{ status: 200, body: {} }, 'skipped', 'answered something else'],
  ])("reports on the secret by the token endpoint's answer: %j", async (answer, state, sentence) => {
    const check = named(await look({ '/oauth2/token': answer }), 'online.secret')
    expect(check?.state).toBe(state)
    expect(check?.sentence).toContain(sentence)
    expect(check?.sentence).not.toContain('oauth-secret')
  })

  it('accounts for the Age header of a cached answer', async () => {
    const headers = { date: new Date(Date.now() - 300_000).toUTCString(), age: '300' }
    const city = { body: { cities: [{ slug: 'a', display: 'a' }] }, headers }
    expect(named(await look({ '/assets/city': city }), 'clock.divar')?.state).toBe('good')
  })

  it.each<[Answer, string, string]>([
    [{ status: 429 }, 'refused the call with status 429', 'wait, then try again'],
    [{ body: { cities: [] } }, 'something else than a list of cities', 'Correct DIVAR_API_URL'],
  ])('makes no further API call when the list of cities fails: %j', async (answer, sentence, remedy) => {
    const checks = await look({ '/assets/city': answer })
    expect(named(checks, 'online')?.sentence).toContain(sentence)
    expect(named(checks, 'online')?.remedy).toContain(remedy)
    expect(divar.asked.filter(({ call }) => call.includes('/open-platform/'))).toHaveLength(1)
  })
})

describe('the public address for the doctor', () => {
  it('is the given one, otherwise APP_URL when that is public', () => {
    const local = settingsWith({ APP_URL: 'http://localhost:3000' })
    expect(publicAddress(local, null)).toBeNull()
    expect(publicAddress(local, 'https://tunnel.example.ir/')).toBe('https://tunnel.example.ir')
    expect(publicAddress(settingsWith(), null)).toBe('https://peyk.example.ir')
  })

  it('is called as Divar calls it, without the API key', async () => {
    const check = await checkEventsAddress(divar.address, settings(), fetch)
    expect(check).toMatchObject({
      state: 'good',
      sentence: `${divar.address}/api/divar/events is this app, and takes the key.`,
    })
    expect(divar.asked).toEqual([
      {
        call: 'POST /api/divar/events',
        query: new URLSearchParams(),
        key: undefined,
        bearer: 'identification-key-of-the-tests',
        body: '{}',
      },
    ])
  })

  it('is not called when missing or malformed', async () => {
    expect((await checkEventsAddress(null, settings(), fetch)).state).toBe('skipped')
    expect((await checkEventsAddress('peyk.example.ir', settings(), fetch)).remedy).toContain('Give it whole')
    expect(divar.asked).toEqual([])
  })
})
