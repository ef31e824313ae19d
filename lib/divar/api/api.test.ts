import { describe, expect, it } from 'vitest'
import { buttonGrid, type OutgoingMessage, serverLinkButton } from '../buttons.ts'
import { createDivarClient } from '../client.ts'
import { DivarMalformed } from '../errors.ts'
import { readFixture } from '../fixtures/read-fixtures.ts'

type Sample = { about: string; body: unknown; expected: object | null }

function clientAnswering(body: unknown, status = 200) {
  const sent: { url: string; init: RequestInit }[] = []
  const client = createDivarClient({
    apiUrl: 'https://api.example',
    oauthUrl: 'https://oauth.example',
    appSlug: 'parcel-demo',
    apiKey: 'key-1',
    oauthSecret: 'secret',
    redirectUri: 'https://app.example/callback',
    fetch: async (url, init = {}) => {
      sent.push({ url: String(url), init })
      return Response.json(body, { status })
    },
  })
  return { client, sent }
}

describe('getUser', () => {
  it.each(readFixture<Sample[]>('answers-user'))('$about', async ({ body, expected }) => {
    const { client, sent } = clientAnswering(body)
    const run = client.getUser('at-1')
    if (expected === null) await expect(run).rejects.toBeInstanceOf(DivarMalformed)
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
    const run = client.getPost('AZir15UU')
    if (expected === null) await expect(run).rejects.toBeInstanceOf(DivarMalformed)
    else await expect(run).resolves.toEqual(expected)
    expect(sent[0]?.url).toBe('https://api.example/v1/open-platform/finder/post/AZir15UU')
  })

  it('knows no post behind a 404, and fails on other refusals', async () => {
    const refusal = { code: 5, message: 'not found' }
    await expect(clientAnswering(refusal, 404).client.getPost('nope')).resolves.toBeNull()
    await expect(clientAnswering(refusal, 403).client.getPost('nope')).rejects.toMatchObject({ httpStatus: 403 })
  })

  it('keeps a token inside its part of the path', async () => {
    const { client, sent } = clientAnswering({})
    await client.getPost('../users?x')
    expect(sent[0]?.url).toBe('https://api.example/v1/open-platform/finder/post/..%2Fusers%3Fx')
  })
})

describe('getCities and getDistricts', () => {
  const good = { slug: 'tehran', display: 'تهران' }

  it('drop what is no city, and repeats', async () => {
    const body = {
      cities: [good, { slug: 'a b', display: 'x' }, { slug: 'x' }, null, 5, good, { slug: 'qom', display: 'قم' }],
    }
    const { client, sent } = clientAnswering(body)
    expect(await client.getCities()).toEqual([good, { slug: 'qom', display: 'قم' }])
    expect(sent[0]?.url).toBe('https://api.example/v1/open-platform/assets/city')
  })

  it.each([[{}], [{ cities: [] }], [{ cities: 'x' }], [[]]])(
    'a list of no city at all is malformed: %j',
    async (body) => {
      await expect(clientAnswering(body).client.getCities()).rejects.toBeInstanceOf(DivarMalformed)
    },
  )

  it('a city may have no districts', async () => {
    const { client, sent } = clientAnswering({})
    expect(await client.getDistricts('qom')).toEqual([])
    expect(sent[0]?.url).toBe('https://api.example/v1/open-platform/assets/district/qom')
  })
})

describe('sendConversationMessage', () => {
  const message: OutgoingMessage = {
    text: 'درخواست ارسال کالا ثبت شد.',
    senderButtons: buttonGrid([[serverLinkButton({ icon: 'LOCAL_SHIPPING', caption: 'پیگیری' }, { shipment: 's1' })]]),
    receiverButtons: null,
  }

  it('sends the body of Contract §8, once, and takes any 2xx', async () => {
    const { client, sent } = clientAnswering({ status: 500, message: 'whatever' }, 202)
    await client.sendConversationMessage('at-1', 'conv_1', message)
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

  it('lets nothing leave that Divar would refuse', async () => {
    const { client, sent } = clientAnswering({})
    const empty = { ...message, text: ' ' }
    await expect(client.sendConversationMessage('at-1', 'conv_1', empty)).rejects.toMatchObject({
      code: 'invalid_input',
    })
    expect(sent).toEqual([])
  })

  it('tells a recipient’s restriction by its code', async () => {
    const body = { code: 9, message: 'message delivery failed due to recipient’s restriction' }
    const run = clientAnswering(body, 412).client.sendConversationMessage('at-1', 'conv_1', message)
    await expect(run).rejects.toMatchObject({ code: 'divar_refused', httpStatus: 412, grpcCode: 9 })
  })
})
