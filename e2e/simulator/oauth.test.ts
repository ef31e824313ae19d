import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Harness, redirectUri, s256, sendScope, startHarness, type Tokens, verifier } from './testing/harness.ts'

let divar: Harness
beforeAll(async () => {
  divar = await startHarness()
})
afterAll(() => divar.close())
beforeEach(() => {
  divar.control.reset()
  divar.control.clock(0)
})

describe('the authorization request', () => {
  it('shows the add-on, its scopes, the user and that the add-on is in test mode', async () => {
    const response = await divar.authorize()
    const text = await response.text()
    expect(response.status).toBe(200)
    for (const part of [
      'سارا محمدی',
      'فرستادن پیام از طرف شما در این چت',
      'اجازه می‌دهم',
      'اجازه نمی‌دهم',
      'برنامهٔ آزمایشی',
    ]) {
      expect(text).toContain(part)
    }
  })

  it.each([
    ['another client', { client_id: 'other' }],
    ['an address that is not registered', { redirect_uri: `${redirectUri}/` }],
    ['an address with a query', { redirect_uri: `${redirectUri}?a=1` }],
    ['another response type', { response_type: 'token' }],
    ['a short state', { state: '1234567' }],
    ['no state', { state: null }],
    ['no scope', { scope: null }],
    ['an unknown scope', { scope: 'USER_ID EVERYTHING' }],
    ['the old double underscore', { scope: sendScope.replace('.', '__') }],
    ['a scope without its resource', { scope: 'CONVERSATION_SEND_MESSAGE' }],
    ['a scope with an empty resource', { scope: 'CONVERSATION_SEND_MESSAGE.' }],
    ['a resource where none belongs', { scope: 'USER_ID.1' }],
    ['two spaces between scopes', { scope: 'USER_ID  offline_access' }],
    ['plain PKCE', { code_challenge: s256, code_challenge_method: 'plain' }],
    ['PKCE without a method', { code_challenge: s256 }],
    ['a challenge that is no SHA-256', { code_challenge: 'abc', code_challenge_method: 'S256' }],
  ])('with %s is refused with a page and without a redirect', async (_name, patch) => {
    const response = await divar.authorize(patch)
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
  })

  it('reads a raw plus between scopes as a space and refuses it when set to', async () => {
    const address = divar.authorizeUrl({ scope: 'USER_ID offline_access' }).replace('USER_ID%20', 'USER_ID+')
    const open = () => fetch(address, { headers: { cookie: 'sim_user=sara' } })
    expect(await (await open()).text()).toContain('نگه داشتن این اجازه')
    divar.control.settings({ plusIsSpace: false })
    expect((await open()).status).toBe(400)
  })

  it('accepts a plus elsewhere in the query, in the state or in an unknown field', async () => {
    divar.control.settings({ plusIsSpace: false })
    const address = `${divar.authorizeUrl({ state: 'state-of-8' }).replace('state-of-8', 'state+of+8')}&note=a+b`
    const open = () => fetch(address, { headers: { cookie: 'sim_user=sara' } })
    expect((await open()).status).toBe(200)
    divar.control.settings({ plusIsSpace: true })
    expect((await open()).status).toBe(200)
  })

  it('can send its errors back to the app but never to an unknown address', async () => {
    divar.control.settings({ authorizeErrorsGoBack: true })
    const back = new URL((await divar.authorize({ scope: 'EVERYTHING' })).headers.get('location') ?? '')
    expect(back.searchParams.get('error')).toBe('invalid_scope')
    expect(back.searchParams.get('state')).toBe('state-of-8')
    expect((await divar.authorize({ redirect_uri: 'https://example.org/' })).status).toBe(400)
  })

  it('lets only a party of the conversation grant', async () => {
    const response = await divar.authorize({}, 'guest')
    expect(response.status).toBe(403)
    expect(await response.text()).not.toContain('value="allow"')
    expect((await divar.consent('allow', {}, 'guest')).href).toBe('about:blank')
    divar.control.settings({ checkParty: false })
    expect((await divar.consent('allow', {}, 'guest')).searchParams.has('code')).toBe(true)
  })

  it('asks who the user is when nobody is logged in, and obeys consentAs', async () => {
    expect(await (await divar.authorize({}, '')).text()).toContain('ورود با حساب سارا محمدی')
    divar.control.consentAs('amir')
    expect(await (await divar.authorize()).text()).toContain('امیر رضایی')
    divar.control.consentAs(null)
    expect(await (await divar.authorize()).text()).toContain('<strong>سارا محمدی</strong>')
  })

  it('returns only the state after a refusal, with an error where set to', async () => {
    expect((await divar.consent('refuse')).search).toBe('?state=state-of-8')
    divar.control.settings({ refusalCarriesError: true })
    expect((await divar.consent('refuse')).searchParams.get('error')).toBe('access_denied')
  })
})

describe('the token endpoint', () => {
  it('exchanges a code once and revokes its tokens when the code is used again', async () => {
    const code = (await divar.consent('allow')).searchParams.get('code') ?? ''
    const first = await divar.exchange(code)
    const tokens = (await first.json()) as Tokens
    expect(first.headers.get('cache-control')).toBe('no-store')
    expect(tokens).toMatchObject({
      expires_in: 3600,
      token_type: 'bearer',
      scope: `USER_ID offline_access ${sendScope}`,
    })
    expect(tokens.access_token).toMatch(/^ory_at_/)
    expect(tokens.refresh_token).toMatch(/^ory_rt_/)
    const second = await divar.exchange(code)
    expect(second.status).toBe(400)
    expect(await second.json()).toMatchObject({ error: 'invalid_grant' })
    expect((await divar.api('/v1/open-platform/users', tokens.access_token)).status).toBe(401)
  })

  it('gives no refresh token without offline_access', async () => {
    expect(await divar.grant({ scope: 'USER_ID' })).not.toHaveProperty('refresh_token')
  })

  it('accepts a code for a minute of the movable clock', async () => {
    const code = (await divar.consent('allow')).searchParams.get('code') ?? ''
    divar.control.clock(61)
    expect((await divar.exchange(code)).status).toBe(400)
  })

  it('checks PKCE in both directions', async () => {
    const asked = { code_challenge: s256, code_challenge_method: 'S256' }
    const code = async (patch = {}) => (await divar.consent('allow', patch)).searchParams.get('code') ?? ''
    expect((await divar.exchange(await code(asked))).status).toBe(400)
    expect((await divar.exchange(await code(asked), { code_verifier: 'w'.repeat(64) })).status).toBe(400)
    expect((await divar.exchange(await code(), { code_verifier: verifier })).status).toBe(400)
    expect((await divar.exchange(await code(asked), { code_verifier: verifier })).status).toBe(200)
  })

  it('refuses JSON, Basic credentials, a wrong secret, another address and an unknown grant type', async () => {
    const code = (await divar.consent('allow')).searchParams.get('code') ?? ''
    const post = (headers: Record<string, string>, body: string) =>
      fetch(`${divar.url}/oauth2/token`, { method: 'POST', headers, body })
    const formType = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await post({ 'content-type': 'application/json' }, '{"grant_type":"authorization_code"}')).status).toBe(400)
    expect((await post({ ...formType, authorization: 'Basic cGV5azpz' }, `code=${code}`)).status).toBe(401)
    expect((await divar.exchange(code, { client_secret: 'secret' })).status).toBe(401)
    expect((await divar.exchange(code, { redirect_uri: 'http://localhost:3000/' })).status).toBe(400)
    expect((await divar.form({ grant_type: 'password' })).status).toBe(400)
    expect((await divar.exchange(code)).status).toBe(200)
  })
})

describe('an incomplete grant', () => {
  const post = 'CHAT_POST_CONVERSATIONS_READ'
  const scope = `USER_ID offline_access ${post}.AZbKe4r1`
  const granted = async (patch: Record<string, string>, user = 'sara') => (await divar.grant(patch, user)).scope

  it('is refused with an error for a post of another user or for a missing post', async () => {
    const back = await divar.consent('allow', { scope }, 'amir')
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ state: 'state-of-8', error: 'invalid_scope' })
    expect(back.searchParams.has('code')).toBe(false)
    expect((await divar.consent('allow', { scope: `${post}.nothing` })).searchParams.get('error')).toBe('invalid_scope')
    divar.control.settings({ foreignPost: 'partly' })
    expect(await granted({ scope }, 'amir')).toBe('USER_ID offline_access')
    expect((await divar.consent('allow', { scope: `${post}.AZbKe4r1` }, 'amir')).searchParams.has('code')).toBe(false)
    expect(await granted({ scope })).toBe(scope)
  })

  it('lacks the scopes that a setting leaves out', async () => {
    divar.control.settings({ leftOutScopes: [post] })
    expect(await granted({ scope })).toBe('USER_ID offline_access')
    divar.control.settings({ leftOutScopes: [post, 'USER_ID', 'offline_access'] })
    expect((await divar.consent('allow', { scope })).search).toBe('?state=state-of-8')
  })

  it('lacks the scopes that the user unticks', async () => {
    const page = await (await divar.authorize({ scope })).text()
    expect(page).toContain(`name="scope" value="${post}.AZbKe4r1" checked`)
    const body = new URLSearchParams({
      challenge: /name="challenge" value="([^"]+)"/.exec(page)?.[1] ?? '',
      decision: 'allow',
      chosen: '1',
    })
    for (const name of ['USER_ID', 'offline_access', 'USER_PHONE']) body.append('scope', name)
    const headers = { cookie: 'sim_user=sara' }
    const response = await fetch(`${divar.url}/oauth2/consent`, { method: 'POST', redirect: 'manual', headers, body })
    const code = new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? ''
    expect(((await (await divar.exchange(code)).json()) as Tokens).scope).toBe('USER_ID offline_access')
  })
})

describe('refreshing a token', () => {
  const works = async (token: string) => (await divar.api('/v1/open-platform/users', token)).status

  it('rotates both tokens and accepts the old pair for two minutes', async () => {
    const old = await divar.grant()
    const response = await divar.refresh(old.refresh_token ?? '')
    const fresh = (await response.json()) as Tokens
    expect(response.status).toBe(200)
    expect(fresh.access_token).not.toBe(old.access_token)
    expect(fresh.refresh_token).not.toBe(old.refresh_token)
    divar.control.clock(119)
    expect(await works(old.access_token)).toBe(200)
    expect((await divar.refresh(old.refresh_token ?? '')).status).toBe(200)
    divar.control.clock(121)
    expect(await works(old.access_token)).toBe(401)
  })

  it('treats a replaced refresh token after the grace period as theft', async () => {
    const old = await divar.grant()
    const fresh = (await (await divar.refresh(old.refresh_token ?? '')).json()) as Tokens
    divar.control.clock(121)
    expect((await divar.refresh(old.refresh_token ?? '')).status).toBe(400)
    expect(await works(fresh.access_token)).toBe(401)
  })

  it('is possible for thirty days, and an access token expires after an hour', async () => {
    const tokens = await divar.grant()
    divar.control.clock(3601)
    expect(await works(tokens.access_token)).toBe(401)
    divar.control.clock(30 * 24 * 3600 + 1)
    expect((await divar.refresh(tokens.refresh_token ?? '')).status).toBe(400)
  })

  it('is refused with an access token', async () => {
    expect((await divar.refresh((await divar.grant()).access_token)).status).toBe(400)
  })
})
