import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type FakeDivar, neededScopeList, startFakeDivar } from './testing-divar.ts'
import { expectOnly, type Fault, found, lookWith } from './testing-faults.ts'

describe("the doctor's checks from outside", () => {
  let divar: FakeDivar
  beforeAll(async () => {
    divar = await startFakeDivar()
  })
  afterAll(async () => await divar.close())

  const outside = async (answers: Record<string, Answer>, env: Record<string, string> = {}) => {
    divar.answer(answers)
    return await lookWith({
      env: { DIVAR_API_URL: divar.address, DIVAR_OAUTH_URL: divar.address, ...env },
      with: { online: true, publicAddress: divar.address },
    })
  }
  const denied: Answer = { status: 403, body: { code: 7, message: 'the api key does not have the permission' } }
  const late = new Date(Date.now() - 5 * 60_000).toUTCString()
  const city = { body: { cities: [{ slug: 'a', display: 'a' }] }, headers: { date: late } }
  const deprecated = neededScopeList.map((one, at) => (at === 3 ? { ...one, lifecycle_state: 'DEPRECATED' } : one))
  const events = '/api/divar/events'
  const redirect = 'https://peyk.example.ir/api/auth/callback/divar'
  const errorPage = { status: 302, headers: { location: '/error?error=invalid_request&error_description=redirect' } }

  it('find nothing without a fault', async () => {
    expect(found(await outside({}))).toEqual([])
  })

  it.each<Fault<Record<string, Answer>>>([
    ['an API key that Divar does not know', 'online', 'Make a new API key', { '/assets/city': { status: 401 } }],
    ['a limit that is used up', 'online', 'wait, then try again', { '/assets/city': { status: 429 } }],
    ['another server at the address', 'online', 'Correct DIVAR_API_URL', { '/assets/city': { body: '<html>' } }],
    ["a clock five minutes off Divar's", 'clock.divar', 'by NTP', { '/assets/city': city }],
    ['a scope that is gone', 'online.scopes', 'Update the app', { '/oauth-scope': { body: { scopes: deprecated } } }],
    ['no GET_POST', 'online.GET_POST', 'Give it GET_POST', { '/finder/post/peyk-doctor': denied }],
    ['no USER_RETRIEVE', 'online.USER_RETRIEVE', 'Give it USER_RETRIEVE', { '/open-platform/users': denied }],
    [
      'no CHAT_SEND_MESSAGE_OAUTH',
      'online.CHAT_SEND_MESSAGE_OAUTH',
      'Give it CHAT_SEND_MESSAGE_OAUTH',
      { '/v2/open-platform/conversations/peyk-doctor/messages': denied },
    ],
    [
      'no EVENTS_REGISTER_SUBSCRIPTION',
      'online.EVENTS_REGISTER_SUBSCRIPTION',
      'Give it EVENTS_REGISTER_SUBSCRIPTION',
      { '/events/subscriptions': denied },
    ],
    [
      'no CHAT_BOT_SEND_MESSAGE',
      'online.CHAT_BOT_SEND_MESSAGE',
      'Give it CHAT_BOT_SEND_MESSAGE',
      { '/bot/conversations/peyk-doctor/messages': denied },
    ],
    [
      'no CHAT_BOT_SEND_MESSAGE to a user',
      'online.CHAT_BOT_SEND_MESSAGE.user',
      'Give it CHAT_BOT_SEND_MESSAGE',
      { '/bot/users/peyk-doctor/messages': denied },
    ],
    ['no CHAT_UPLOAD_MEDIA', 'online.CHAT_UPLOAD_MEDIA', 'Give it CHAT_UPLOAD_MEDIA', { '/chat/upload': denied }],
    ['a redirect address that is not registered', 'online.consent', redirect, { '/oauth2/auth': errorPage }],
    [
      'another secret',
      'online.secret',
      'into DIVAR_OAUTH_SECRET',
      { '/oauth2/token': { status: 401, body: { error: 'invalid_client' } } },
    ],
    ['a proxy that does not know the address', 'events_address', 'Have the proxy pass', { [events]: { status: 404 } }],
    [
      'a page in its place',
      'events_address',
      'without a redirect or a page',
      { [events]: { status: 400, body: '<html>' } },
    ],
    [
      'a redirect in its place',
      'events_address',
      'without a redirect',
      { [events]: { status: 308, headers: { location: '/' } } },
    ],
    [
      'an app there that cannot answer',
      'events_address',
      'the log of the app',
      { [events]: { status: 503, body: { reason: 'Peyk cannot answer now' } } },
    ],
  ])('find %s: %s', async (_, name, remedy, answers) => {
    expectOnly(await outside(answers), name, remedy)
  })

  it('find an app with other keys: events_address', async () => {
    const checks = await outside({}, { DIVAR_IDENTIFICATION_KEYS: 'w4Gq0sVb1yTz7KdLr2uXnPe9JhCfAo5M-2' })
    expectOnly(checks, 'events_address', 'let the proxy pass Authorization on')
  })

  it('find that nothing can be reached', async () => {
    const env = { DIVAR_API_URL: 'http://127.0.0.1:1', DIVAR_OAUTH_URL: 'http://127.0.0.1:1' }
    const checks = await lookWith({ env, with: { online: true, publicAddress: 'http://127.0.0.1:1' } })
    expect(found(checks).map(({ name }) => name)).toEqual([
      ...['online', 'online.consent', 'online.secret', 'events_address'],
    ])
    expect(found(checks).filter(({ remedy }) => !/reach it over https|certificate is good/.test(remedy ?? ''))).toEqual(
      [],
    )
  })
})
