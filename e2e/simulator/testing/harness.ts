import { createHash } from 'node:crypto'
import { type PluginFactory, startSimulator } from '../index.ts'
import type { TouchPoints } from '../touch-points.ts'
import { startFakeApp } from './fake-app.ts'

export const talkId = '6b3d5cf7-9291-4fa9-892a-9d07e300daea'
export const redirectUri = 'http://localhost:3000/api/auth/callback/divar'
export const sendScope = `CONVERSATION_SEND_MESSAGE.${talkId}`
export const verifier = 'v'.repeat(64)
/** A picture of 3 by 2, as far as its head tells. */
export const png = new Uint8Array(Buffer.from('89504e470d0a1a0a0000000d494844520000000300000002', 'hex'))
export const s256 = createHash('sha256').update(verifier).digest('base64url')

export type Tokens = {
  access_token: string
  refresh_token?: string
  expires_in: number
  scope: string
  token_type: string
}

/** Each touch point with all that it can do, so that every page has everything. */
const everything: TouchPoints = {
  CHAT: ['LOAD_WEBVIEW_SERVER_LINK', 'START_CHAT_BOT'],
  MY_POST: ['LOAD_WEBVIEW_DIRECT_LINK', 'START_CHAT_BOT'],
  DEMAND_POST: ['LOAD_WEBVIEW_DIRECT_LINK', 'START_CHAT_BOT'],
  MY_DIVAR: 'START_CHAT_BOT',
  DIVAR_PRO: 'START_CHAT_BOT',
}

/** A simulator with a fake app behind it, and the steps that most tests begin with. */
export async function startHarness(plugins: (appUrl: string) => PluginFactory[] = () => []) {
  const app = await startFakeApp()
  const simulator = await startSimulator({
    port: 0,
    appUrl: app.url,
    slug: 'sample',
    launchPath: '/api/divar/launch',
    fallbackPath: '/launch',
    redirectPaths: [redirectUri],
    touchPoints: everything,
    plugins: plugins(app.url),
    apiKey: 'key',
    oauthSecret: 'secret/+&=',
    identificationKey: 'identification',
    quiet: true,
  })
  const { url, control } = simulator

  const authorizeUrl = (patch: Record<string, string | null> = {}): string => {
    const values: Record<string, string | null> = {
      response_type: 'code',
      client_id: 'sample',
      redirect_uri: redirectUri,
      scope: `USER_ID offline_access ${sendScope}`,
      state: 'state-of-8',
      ...patch,
    }
    const query = Object.entries(values).flatMap(([name, value]) =>
      value === null ? [] : [`${name}=${encodeURIComponent(value)}`],
    )
    return `${url}/oauth2/auth?${query.join('&')}`
  }
  const authorize = (patch: Record<string, string | null> = {}, user = 'sara') =>
    fetch(authorizeUrl(patch), { redirect: 'manual', headers: { cookie: `sim_user=${user}` } })

  /** Opens the consent page and taps; answers where the browser is sent. */
  const consent = async (decision: string, patch: Record<string, string | null> = {}, user = 'sara'): Promise<URL> => {
    const challenge = /name="challenge" value="([^"]+)"/.exec(await (await authorize(patch, user)).text())?.[1] ?? ''
    const response = await fetch(`${url}/oauth2/consent`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: `sim_user=${user}` },
      body: new URLSearchParams({ challenge, decision }),
    })
    return new URL(response.headers.get('location') ?? 'about:blank')
  }
  const form = (values: Record<string, string>) =>
    fetch(`${url}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: 'sample',
        client_secret: 'secret/+&=',
        redirect_uri: redirectUri,
        ...values,
      }),
    })
  const exchange = (code: string, more: Record<string, string> = {}) =>
    form({ grant_type: 'authorization_code', code, ...more })
  const refresh = (token: string) => form({ grant_type: 'refresh_token', refresh_token: token })
  const grant = async (patch: Record<string, string | null> = {}, user = 'sara'): Promise<Tokens> => {
    const back = await consent('allow', patch, user)
    return (await exchange(back.searchParams.get('code') ?? '')).json() as Promise<Tokens>
  }
  const api = (path: string, token: string | null, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'x-api-key': 'key',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  const send = (token: string | null, body: unknown, headers: Record<string, string> = {}) =>
    api(`/v2/open-platform/conversations/${talkId}/messages`, token, body, headers)
  const close = async () => {
    await simulator.close()
    await app.close()
  }
  return { app, url, control, authorizeUrl, authorize, consent, form, exchange, refresh, grant, api, send, close }
}

export type Harness = Awaited<ReturnType<typeof startHarness>>
