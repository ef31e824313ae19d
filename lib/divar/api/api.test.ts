import { describe, expect, it } from 'vitest'
import { type BotMessage, buttonGrid, dynamicActionButton, type OutgoingMessage, serverLinkButton } from '../buttons.ts'
import { createDivarClient } from '../client.ts'
import { DivarResponseError } from '../errors.ts'
import { readFixture } from '../fixtures/read-fixtures.ts'
import type { EndedCall } from '../http.ts'
import {
  type ConversationId,
  type PostToken,
  toAccessToken,
  toConversationId,
  toDivarUserId,
  toMediaToken,
  toPostToken,
} from '../ids.ts'
import type { Subscription } from './events.ts'

const accessToken = toAccessToken('at-1')
const conversationId = toConversationId('conv_1')
const mediaToken = toMediaToken('m-1')

type Sample = { about: string; body: unknown; expected: object | null }

function clientAnswering(body: unknown, status = 200) {
  const ended: EndedCall[] = []
  const sent: { url: string; init: RequestInit }[] = []
  const client = createDivarClient({
    apiUrl: 'https://api.example',
    oauthUrl: 'https://oauth.example',
    chatUploadUrl: 'https://chat.example',
    appSlug: 'parcel-demo',
    apiKey: 'key-1',
    oauthSecret: 'secret',
    redirectUri: 'https://app.example/callback',
    fetch: async (url, init = {}) => {
      sent.push({ url: String(url), init })
      return body instanceof Response ? body.clone() : Response.json(body, { status })
    },
    onCall: (call) => void ended.push(call),
  })
  return { client, sent, ended }
}

describe('getUser', () => {
  it.each(readFixture<Sample[]>('answers-user'))('$about', async ({ body, expected }) => {
    const { client, sent } = clientAnswering(body)
    const run = client.getUser({ accessToken })
    if (expected === null) await expect(run).rejects.toBeInstanceOf(DivarResponseError)
    else await expect(run).resolves.toEqual(expected)
    expect(sent[0]).toMatchObject({
      url: 'https://api.example/v1/open-platform/users',
      init: { method: 'GET', body: null },
    })
    expect(sent[0]?.init.headers).toMatchObject({ 'x-api-key': 'key-1', authorization: 'Bearer at-1' })
  })
})

describe('getPost', () => {
  it.each(readFixture<Sample[]>('answers-post'))('$about', async ({ body, expected }) => {
    const { client, sent } = clientAnswering(body)
    const run = client.getPost({ postToken: toPostToken('AZir15UU') })
    if (expected === null) await expect(run).rejects.toBeInstanceOf(DivarResponseError)
    else await expect(run).resolves.toEqual(expected)
    expect(sent[0]?.url).toBe('https://api.example/v1/open-platform/finder/post/AZir15UU')
  })

  it('returns null for a missing post (404) and throws on other refusals', async () => {
    const refusal = { code: 5, message: 'not found' }
    await expect(clientAnswering(refusal, 404).client.getPost({ postToken: toPostToken('nope') })).resolves.toBeNull()
    await expect(
      clientAnswering(refusal, 403).client.getPost({ postToken: toPostToken('nope') }),
    ).rejects.toMatchObject({ httpStatus: 403 })
  })

  it('encodes the token as one path segment', async () => {
    const { client, sent } = clientAnswering({})
    await client.getPost({ postToken: '../users?x' as PostToken })
    expect(sent[0]?.url).toBe('https://api.example/v1/open-platform/finder/post/..%2Fusers%3Fx')
  })
})

describe('getCities and getDistricts', () => {
  const good = { slug: 'tehran', display: 'تهران' }

  it('leave out malformed cities and duplicates', async () => {
    const body = {
      cities: [good, { slug: 'a b', display: 'x' }, { slug: 'x' }, null, 5, good, { slug: 'qom', display: 'قم' }],
    }
    const { client, sent } = clientAnswering(body)
    expect(await client.getCities()).toEqual([good, { slug: 'qom', display: 'قم' }])
    expect(sent[0]?.url).toBe('https://api.example/v1/open-platform/assets/city')
  })

  it.each([[{}], [{ cities: [] }], [{ cities: 'x' }], [[]]])(
    'throw on a list without a usable city: %j',
    async (body) => {
      await expect(clientAnswering(body).client.getCities()).rejects.toBeInstanceOf(DivarResponseError)
    },
  )

  it('accept a city without districts', async () => {
    const { client, sent } = clientAnswering({})
    expect(await client.getDistricts({ citySlug: 'qom' })).toEqual([])
    expect(sent[0]?.url).toBe('https://api.example/v1/open-platform/assets/district/qom')
  })
})

describe('getScopes', () => {
  it('returns granted and revoked scopes', async () => {
    const scopes = [
      { slug: 'USER_ID', display: 'x', lifecycle_state: 'ACTIVE' },
      { slug: 'OLD', lifecycle_state: 'DEPRECATED' },
      { slug: 'NEW' },
      { display: 'x' },
      null,
    ]
    const { client, sent } = clientAnswering({ scopes })
    expect(await client.getScopes()).toEqual([
      { slug: 'USER_ID', isOver: false },
      { slug: 'OLD', isOver: true },
      { slug: 'NEW', isOver: false },
    ])
    expect(sent[0]?.url).toBe('https://api.example/v1/open-platform/assets/oauth-scope')
  })

  it.each([[{}], [{ scopes: [] }], [[]]])('throws on an answer without a usable scope: %j', async (body) => {
    await expect(clientAnswering(body).client.getScopes()).rejects.toBeInstanceOf(DivarResponseError)
  })
})

describe('sendConversationMessage', () => {
  const message: OutgoingMessage = {
    text: 'درخواست ارسال کالا ثبت شد.',
    senderButtons: buttonGrid([[serverLinkButton({ icon: 'LOCAL_SHIPPING', caption: 'پیگیری' }, { shipment: 's1' })]]),
    receiverButtons: null,
  }

  it('sends the body of Contract §8 once and accepts any 2xx', async () => {
    const { client, sent } = clientAnswering({ status: 500, message: 'whatever' }, 202)
    await client.sendConversationMessage({ accessToken, conversationId, message })
    expect(sent).toHaveLength(1)
    expect(sent[0]?.url).toBe('https://api.example/v2/open-platform/conversations/conv_1/messages')
    expect(sent[0]?.init).toMatchObject({ method: 'POST', redirect: 'manual' })
    expect(JSON.parse(String(sent[0]?.init.body))).toEqual({
      type: 'TEXT',
      message: 'درخواست ارسال کالا ثبت شد.',
      sender_buttons: {
        rows: [
          {
            buttons: [
              { action: { open_server_link: { data: { shipment: 's1' } } }, icon: 'LOCAL_SHIPPING', caption: 'پیگیری' },
            ],
          },
        ],
      },
    })
  })

  it('sends a medium without any text (Contract §14, row 46)', async () => {
    const { client, sent } = clientAnswering({})
    await client.sendConversationMessage({ accessToken, conversationId, message: { ...message, text: '', mediaToken } })
    expect(JSON.parse(String(sent[0]?.init.body))).toEqual({
      media_token: 'm-1',
      sender_buttons: message.senderButtons,
    })
  })

  it('refuses before the call what Divar would refuse', async () => {
    const { client, sent } = clientAnswering({})
    const empty = { ...message, text: ' ' }
    await expect(client.sendConversationMessage({ accessToken, conversationId, message: empty })).rejects.toMatchObject(
      {
        code: 'invalid_input',
      },
    )
    expect(sent).toEqual([])
  })

  it('reports a recipient’s restriction by its code', async () => {
    const body = { code: 9, message: 'message delivery failed due to recipient’s restriction' }
    const run = clientAnswering(body, 412).client.sendConversationMessage({ accessToken, conversationId, message })
    await expect(run).rejects.toMatchObject({ code: 'divar_refused', httpStatus: 412, grpcCode: 9 })
  })
})

describe('sendBotMessage', () => {
  const message: BotMessage = {
    text: 'نوبت شماست.',
    buttons: buttonGrid([[dynamicActionButton({ caption: '۱' }, { cell: '1' })]]),
  }

  it('sends the body of Contract §9 into a conversation once, by the key alone', async () => {
    const { client, sent, ended } = clientAnswering({ conversation_id: 'conv_9' })
    expect(await client.sendBotMessage({ conversationId: 'a/b' as ConversationId, message })).toEqual({
      conversationId: 'conv_9',
    })
    expect(sent).toHaveLength(1)
    expect(sent[0]?.url).toBe('https://api.example/v1/open-platform/chat/bot/conversations/a%2Fb/messages')
    expect(sent[0]?.init).toMatchObject({ method: 'POST', redirect: 'manual', headers: { 'x-api-key': 'key-1' } })
    expect(sent[0]?.init.headers).not.toHaveProperty('authorization')
    expect(JSON.parse(String(sent[0]?.init.body))).toEqual({
      type: 'TEXT',
      text_message: 'نوبت شماست.',
      buttons: { rows: [{ buttons: [{ action: { get_dynamic_action: { data: { cell: '1' } } }, caption: '۱' }] }] },
    })
    expect(ended).toMatchObject([{ operation: 'send_bot_message', outcome: 'answered' }])
  })

  it("opens a conversation with the token's user, whose id may contain + and /", async () => {
    const { client, sent, ended } = clientAnswering({ conversation_id: 'conv_9' })
    const sending = client.sendBotMessageToUser({
      accessToken,
      userId: toDivarUserId('6Gqm+D76/dle5='),
      message: { text: '', mediaToken, buttons: null },
    })
    expect(await sending).toEqual({ conversationId: 'conv_9' })
    expect(sent[0]?.url).toBe('https://api.example/v1/open-platform/chat/bot/users/6Gqm%2BD76%2Fdle5%3D/messages')
    expect(sent[0]?.init.headers).toMatchObject({ 'x-api-key': 'key-1', authorization: 'Bearer at-1' })
    expect(JSON.parse(String(sent[0]?.init.body))).toEqual({ media_token: 'm-1' })
    expect(ended).toMatchObject([{ operation: 'send_bot_message_to_user', outcome: 'answered' }])
  })

  it.each([
    ['no conversation', {}],
    ['a conversation that is none', { conversation_id: 'a b' }],
    ['a list', []],
    ['nothing', new Response(null, { status: 204 })],
    ['no JSON', new Response('<html>')],
  ])('accepts a 2xx with %s as sent', async (_, body) => {
    const { client, ended } = clientAnswering(body)
    await expect(client.sendBotMessage({ conversationId, message })).resolves.toEqual({ conversationId: null })
    expect(ended).toMatchObject([{ outcome: 'answered' }])
  })

  it('refuses before the call what Divar would refuse', async () => {
    const { client, sent } = clientAnswering({})
    const both = { ...message, mediaToken }
    for (const run of [
      client.sendBotMessage({ conversationId, message: both }),
      client.sendBotMessageToUser({ accessToken, userId: toDivarUserId('u'), message: both }),
    ]) {
      await expect(run).rejects.toMatchObject({ code: 'invalid_input' })
    }
    expect(sent).toEqual([])
  })

  it('reports a refusal by its status, including the plain 500', async () => {
    const run = clientAnswering({ code: 13 }, 500).client.sendBotMessage({ conversationId, message })
    await expect(run).rejects.toMatchObject({ code: 'divar_refused', httpStatus: 500, grpcCode: 13, retryable: false })
  })
})

describe('subscribe', () => {
  it.each([
    ['one post', 'wZDwv-vo', 'wZDwv-vo'],
    ['all own posts (Contract §14, row 63)', null, ''],
  ])('subscribes to the messages on %s', async (_, postToken, resource) => {
    const { client, sent, ended } = clientAnswering({})
    await client.subscribe({ accessToken, postToken: postToken as PostToken | null, metadata: { assistant: 'a1' } })
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({
      url: 'https://api.example/v1/open-platform/events/subscriptions',
      init: { method: 'POST', headers: { 'x-api-key': 'key-1', authorization: 'Bearer at-1' } },
    })
    expect(JSON.parse(String(sent[0]?.init.body))).toEqual({
      event_type: 'NEW_MESSAGE_ON_POST',
      event_resource_id: resource,
      metadata: { assistant: 'a1' },
    })
    expect(ended).toMatchObject([{ operation: 'subscribe', outcome: 'answered' }])
  })

  it.each([
    ['an empty token, which would mean all posts', { postToken: '', metadata: {} }],
    ['a token that is none', { postToken: 'a b', metadata: {} }],
    ['metadata that would not come back', { postToken: null, metadata: { 'a b': 'x' } }],
  ])('refuses before the call %s', async (_, subscription) => {
    const { client, sent } = clientAnswering({})
    await expect(
      client.subscribe({ accessToken, ...(subscription as Omit<Subscription, 'accessToken'>) }),
    ).rejects.toMatchObject({ code: 'invalid_input' })
    expect(sent).toEqual([])
  })

  it('reports a missing scope', async () => {
    const run = clientAnswering({ code: 7 }, 403).client.subscribe({
      accessToken,
      postToken: toPostToken('gZd7omnS'),
      metadata: {},
    })
    await expect(run).rejects.toMatchObject({ code: 'divar_refused', httpStatus: 403, grpcCode: 7 })
  })
})
