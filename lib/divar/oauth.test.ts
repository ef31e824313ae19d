import { describe, expect, it } from 'vitest'
import { createDivarClient } from './client.ts'
import { DivarApiError, DivarResponseError } from './errors.ts'
import { readFixture } from './fixtures/read-fixtures.ts'
import { toAccessToken, toRefreshToken } from './ids.ts'
import type { TokenSet } from './oauth.ts'

const settings = {
  apiUrl: 'https://api.example',
  oauthUrl: 'https://oauth.example',
  chatUploadUrl: 'https://chat.example',
  appSlug: 'parcel-demo',
  apiKey: 'key-1',
  oauthSecret: 'se/cr+et&=',
  redirectUri: 'https://app.example/api/auth/callback/divar',
}
const scopes = ['USER_ID', 'offline_access', 'CONVERSATION_SEND_MESSAGE.62c82c02-6a71']
const answer = { access_token: 'at-2', expires_in: 3600, refresh_token: 'rt-2', scope: 'USER_ID', token_type: 'bearer' }

/** A client whose every call gets `body`, and what it sent. */
function clientAnswering(body: unknown) {
  const sent: { url: string; init: RequestInit }[] = []
  const client = createDivarClient({
    ...settings,
    fetch: async (url, init = {}) => {
      sent.push({ url: String(url), init })
      return Response.json(body)
    },
  })
  return { client, sent }
}

describe('authorizeUrl', () => {
  const { client } = clientAnswering(null)

  it('encodes every space as %20 (Contract §6.1)', () => {
    expect(client.authorizeUrl({ scopes, state: 'Zr8x+/=&' })).toBe(
      'https://oauth.example/oauth2/auth?response_type=code&client_id=parcel-demo' +
        '&redirect_uri=https%3A%2F%2Fapp.example%2Fapi%2Fauth%2Fcallback%2Fdivar' +
        '&scope=USER_ID%20offline_access%20CONVERSATION_SEND_MESSAGE.62c82c02-6a71&state=Zr8x%2B%2F%3D%26',
    )
  })

  it('separates scopes by %20 only, also when a resource contains + (Contract §14, row 26)', () => {
    const url = client.authorizeUrl({ scopes, state: 'a+b c', codeChallenge: 'x+y' })
    expect(url).not.toContain('+')
    const { searchParams } = new URL(url)
    expect(searchParams.get('scope')?.split(' ')).toEqual(scopes)
    expect([searchParams.get('state'), searchParams.get('code_challenge')]).toEqual(['a+b c', 'x+y'])
  })

  it('includes a challenge when there is one', () => {
    const url = new URL(client.authorizeUrl({ scopes, state: 's', codeChallenge: 'abc' }))
    expect(url.searchParams.get('code_challenge')).toBe('abc')
    expect(url.searchParams.get('code_challenge_method')).toBe('S256')
  })
})

describe('the token calls', () => {
  it('exchange a code by a form with the secret and without the API key (Contract §6.4)', async () => {
    const { client, sent } = clientAnswering(answer)
    const tokens = await client.exchangeCode({ code: 'c&1', askedScopes: scopes, codeVerifier: 'v' })
    expect(tokens).toEqual({ accessToken: 'at-2', refreshToken: 'rt-2', scopes: ['USER_ID'], expiresInSeconds: 3600 })
    expect(sent[0]?.url).toBe('https://oauth.example/oauth2/token')
    expect(sent[0]?.init.headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect(Object.fromEntries(new URLSearchParams(String(sent[0]?.init.body)))).toEqual({
      grant_type: 'authorization_code',
      code: 'c&1',
      code_verifier: 'v',
      client_id: 'parcel-demo',
      client_secret: 'se/cr+et&=',
      redirect_uri: settings.redirectUri,
    })
  })

  const old = { refreshToken: toRefreshToken('rt-1'), accessToken: toAccessToken('at-1'), grantedScopes: scopes }

  it('refresh with the fields of Divar’s documentation (Contract §6.5)', async () => {
    const { client, sent } = clientAnswering({ ...answer, scope: null })
    const tokens = await client.refreshTokens(old)
    expect(tokens).toEqual({ accessToken: 'at-2', refreshToken: 'rt-2', scopes, expiresInSeconds: 3600 })
    expect(Object.fromEntries(new URLSearchParams(String(sent[0]?.init.body)))).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'rt-1',
      code: 'at-1',
      redirect_uri: settings.redirectUri,
    })
  })

  it('keep the old refresh token when an answer has none', async () => {
    const { client } = clientAnswering({ ...answer, refresh_token: null })
    const tokens = await client.refreshTokens(old)
    expect(tokens.refreshToken).toBe('rt-1')
  })
})

type Sample = { about: string; body: unknown; expected: TokenSet | null }

describe('the answer of the token endpoint', () => {
  it.each(readFixture<Sample[]>('answers-token'))('is read: $about', async ({ body, expected }) => {
    const run = clientAnswering(body).client.exchangeCode({ code: 'c', askedScopes: ['USER_ID', 'offline_access'] })
    if (expected === null) await expect(run).rejects.toBeInstanceOf(DivarResponseError)
    else await expect(run).resolves.toEqual(expected)
  })
})

describe('a code exchange', () => {
  const exchange = async (response: Response) =>
    await createDivarClient({ ...settings, fetch: async () => response }).exchangeCode({
      code: 'c',
      askedScopes: scopes,
    })

  it('accepts nulls, empty texts, a missing type and status 201', async () => {
    const body = { access_token: 'a', refresh_token: null, scope: null, id_token: '', expires_in: '3600' }
    expect(await exchange(Response.json(body, { status: 201 }))).toEqual({
      accessToken: 'a',
      refreshToken: null,
      scopes,
      expiresInSeconds: 3600,
    })
  })

  it.each([
    ['a refusal', Response.json({ error: 'invalid_grant' }, { status: 400 }), DivarApiError],
    ['garbage', new Response('<html>'), DivarResponseError],
    ['a list', Response.json([answer]), DivarResponseError],
  ])('reports what %s is', async (_, response, error) => {
    await expect(exchange(response)).rejects.toBeInstanceOf(error)
  })
})
