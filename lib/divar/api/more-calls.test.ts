import { describe, expect, it } from 'vitest'
import { createDivarClient } from '../client.ts'
import { DivarResponseError } from '../errors.ts'
import { toAccessToken, toConversationId, toPostToken } from '../ids.ts'

const accessToken = toAccessToken('at-1')
const conversationId = toConversationId('conv_1')
const postToken = toPostToken('gZd7omnS')

function clientAnswering(body: unknown, status = 200) {
  const sent: { method: string; path: string; headers: unknown; body: unknown }[] = []
  const client = createDivarClient({
    apiUrl: 'https://api.example',
    oauthUrl: 'https://oauth.example',
    chatUploadUrl: 'https://chat.example',
    appSlug: 'parcel-demo',
    apiKey: 'key-1',
    oauthSecret: 'secret',
    redirectUri: 'https://app.example/callback',
    fetch: async (url, { method, headers, body: given } = {}) => {
      const json: unknown = typeof given === 'string' ? JSON.parse(given) : null
      sent.push({ method: String(method), path: new URL(String(url)).pathname, headers, body: json })
      return Response.json(body, { status })
    },
  })
  return { client, sent }
}

const asUser = { 'x-api-key': 'key-1', authorization: 'Bearer at-1' }

describe('getConversation', () => {
  const ask = async (body: unknown) =>
    await clientAnswering(body).client.getConversation({ accessToken, conversationId })

  it('returns the texts of Contract §7.6 in order with dates and sides of one type', async () => {
    const { client, sent } = clientAnswering({
      conversation: { id: 'conv_1', type: 'POST', post_token: 'gZd7omnS', new: 1 },
      messages: [
        {
          id: 'e7a08a2c',
          type: 'TEXT',
          text: 'سلام',
          sender: { side: 'BUYER', type: 'HUMAN' },
          sent_at: '2024-10-20T13:12:06.140Z',
        },
        { type: 'TEXT', text: 'بله', sender: { side: 'SELLER', type: 'BOT' }, unknown: {} },
      ],
    })
    expect(await client.getConversation({ accessToken, conversationId })).toEqual({
      id: 'conv_1',
      type: 'POST',
      postToken: 'gZd7omnS',
      messages: [
        {
          messageId: 'e7a08a2c',
          sender: { bot: false, side: 'DEMAND', userId: null },
          sentAt: new Date('2024-10-20T13:12:06.140Z'),
          content: { kind: 'text', text: 'سلام' },
        },
        {
          messageId: null,
          sender: { bot: true, side: 'SUPPLY', userId: null },
          sentAt: null,
          content: { kind: 'text', text: 'بله' },
        },
      ],
    })
    expect(sent).toMatchObject([
      { method: 'GET', path: '/v1/open-platform/chat/conversations/conv_1', headers: asUser, body: null },
    ])
  })

  it.each([[{}], [{ conversation: null, messages: null }], [{ messages: [null, 5, 'x'] }]])(
    'returns no messages for %j',
    async (body) => {
      expect(await ask(body)).toEqual({ id: 'conv_1', type: null, postToken: null, messages: [] })
    },
  )

  it.each([[[]], ['x'], [{ messages: {} }]])('throws on the malformed answer %j', async (body) => {
    await expect(ask(body)).rejects.toBeInstanceOf(DivarResponseError)
  })
})

describe('getUserPosts', () => {
  it('returns the posts with a usable token', async () => {
    const { client, sent } = clientAnswering({
      posts: [
        {
          token: 'QVZ8LgaW',
          title: ' دوچرخه\0 ',
          images: [
            'https://s.example/1.jpg',
            'http://s.example/2.jpg',
            'http://127.0.0.1.s.example/3.jpg',
            'http://127.0.0.1@s.example/4.jpg',
            'http://127.0.0.1:4000/5.svg',
            5,
          ],
          category: 'bicycle',
          is_phone_hidden: true,
          supplier_chat_assistant_enabled: true,
        },
        { token: 'a b', title: 'x' },
        { token: 'gZd7omnS' },
        null,
      ],
    })
    const none = { title: null, category: null, imageUrls: [], phoneHidden: false }
    expect(await client.getUserPosts({ accessToken })).toEqual([
      {
        token: 'QVZ8LgaW',
        title: 'دوچرخه',
        category: 'bicycle',
        imageUrls: ['https://s.example/1.jpg', 'http://127.0.0.1:4000/5.svg'],
        phoneHidden: true,
      },
      { token: 'gZd7omnS', ...none },
    ])
    expect(sent).toMatchObject([{ method: 'GET', path: '/v1/open-platform/finder/user-posts', headers: asUser }])
  })

  it('accepts a user without posts and throws on a malformed answer', async () => {
    expect(await clientAnswering({}).client.getUserPosts({ accessToken })).toEqual([])
    for (const body of [[], { posts: 'x' }]) {
      await expect(clientAnswering(body).client.getUserPosts({ accessToken })).rejects.toBeInstanceOf(
        DivarResponseError,
      )
    }
  })
})

describe('getUserPost', () => {
  const ask = async (body: unknown, status = 200) =>
    await clientAnswering(body, status).client.getUserPost({ accessToken, postToken })
  const none = {
    token: 'gZd7omnS',
    title: null,
    description: null,
    category: null,
    city: null,
    district: null,
    imageUrls: [],
    state: 'UNKNOWN',
    rejectReason: null,
    chatEnabled: false,
    phoneHidden: false,
  }

  it('returns what only the owner sees', async () => {
    const general = {
      category_slug: 'light',
      title: 'چراغ',
      description: 'نو',
      city: 'tehran',
      district: 'abshar',
      images: ['https://s.example/1.jpg'],
      hide_phone: true,
      chat_enabled: true,
      latitude: 35.7,
    }
    expect(
      await ask({
        state: 'POST_STATE_WAITING_FOR_EDIT',
        reject_reason: 'عکس',
        general_data: general,
        category_data: {},
      }),
    ).toEqual({
      token: 'gZd7omnS',
      title: 'چراغ',
      description: 'نو',
      category: 'light',
      city: 'tehran',
      district: 'abshar',
      imageUrls: ['https://s.example/1.jpg'],
      state: 'WAITING_FOR_EDIT',
      rejectReason: 'عکس',
      chatEnabled: true,
      phoneHidden: true,
    })
  })

  it.each([[{}], [{ state: 'POST_STATE_NEW', general_data: null }], [{ state: 5, general_data: [] }]])(
    'reads the fields missing in %j as their zero values',
    async (body) => {
      expect(await ask(body)).toEqual(none)
    },
  )

  it('returns null for a 404 and throws on other refusals', async () => {
    expect(await ask({ code: 5 }, 404)).toBeNull()
    await expect(ask({ code: 7 }, 403)).rejects.toMatchObject({ operation: 'get_user_post', httpStatus: 403 })
    await expect(ask([])).rejects.toBeInstanceOf(DivarResponseError)
  })
})

describe('getUserIdByPhone', () => {
  it.each(['09123456789', '+98 912 345 6789', '۰۹۱۲۳۴۵۶۷۸۹'])(
    'asks for %s in one spelling by the key alone',
    async (phone) => {
      const { client, sent } = clientAnswering({ user_id: 'awoDdf1ecd2wac' })
      expect(await client.getUserIdByPhone({ phone })).toBe('awoDdf1ecd2wac')
      expect(sent).toMatchObject([
        { method: 'POST', path: '/v1/open-platform/get-user-id-by-phone', body: { phone: '09123456789' } },
      ])
      expect(sent[0]?.headers).not.toHaveProperty('authorization')
    },
  )

  it('returns null when Divar names no user', async () => {
    expect(await clientAnswering({}).client.getUserIdByPhone({ phone: '09123456789' })).toBeNull()
    expect(await clientAnswering({ code: 5 }, 404).client.getUserIdByPhone({ phone: '09123456789' })).toBeNull()
  })

  it.each(['', '0912345678', '02112345678', 'x'])('refuses %j before the call without quoting it', async (phone) => {
    const { client, sent } = clientAnswering({})
    const failure = await client.getUserIdByPhone({ phone }).catch((error: Error) => error)
    expect(failure).toMatchObject({ code: 'invalid_input', fault: 'a phone is no mobile number' })
    expect(sent).toEqual([])
  })
})

describe('searchPosts', () => {
  it('sends the filters with 64-bit numbers as texts', async () => {
    const { client, sent } = clientAnswering({})
    const filters = { rooms: ['2'], onlyWithParking: true, rent: { max: 12_000_000_000 }, size: {} }
    expect(await client.searchPosts({ category: 'apartment-rent', city: 'tehran', filters })).toEqual([])
    expect(sent).toMatchObject([{ method: 'POST', path: '/v2/open-platform/finder/post' }])
    expect(sent[0]?.body).toEqual({
      category: 'apartment-rent',
      city: 'tehran',
      query: { rooms: ['2'], only_with_parking: true, rent: { max: '12000000000' }, size: {} },
    })
  })

  it('returns the posts with a usable token', async () => {
    const found = {
      token: 'QVZ8LgaW',
      title: 'دوچرخه',
      category: 'bicycle',
      city: 'tehran',
      last_modified_at: '2024-10-20T13:12:06Z',
      price: { mode: 'مقطوع', value: '1100000' },
      vehicles_fields: {},
    }
    const { client } = clientAnswering({ posts: [found, { title: 'x' }, { token: 'gZd7omnS' }] })
    const none = { title: null, category: null, city: null, lastModifiedAt: null, price: null }
    expect(await client.searchPosts({})).toEqual([
      {
        token: 'QVZ8LgaW',
        title: 'دوچرخه',
        category: 'bicycle',
        city: 'tehran',
        lastModifiedAt: new Date('2024-10-20T13:12:06Z'),
        price: { mode: 'مقطوع', value: 1_100_000 },
      },
      { token: 'gZd7omnS', ...none },
    ])
  })

  it.each([0.5, Number.NaN, 2 ** 60])('refuses the bound %d before the call', async (min) => {
    const { client, sent } = clientAnswering({})
    await expect(client.searchPosts({ filters: { size: { min } } })).rejects.toMatchObject({ code: 'invalid_input' })
    expect(sent).toEqual([])
  })

  it.each([[[]], [{ posts: {} }]])('throws on the malformed answer %j', async (body) => {
    await expect(clientAnswering(body).client.searchPosts({})).rejects.toBeInstanceOf(DivarResponseError)
  })
})

describe('getCategories and getServiceTypes', () => {
  it('return lists of names', async () => {
    const category = { slug: 'mobile-phones', display: 'موبایل' }
    const service = { slug: 'FUNC_DELIVERY', display: 'ارسال' }
    const { client, sent } = clientAnswering({ categories: [category, null], service_types: [service, { slug: 'X' }] })
    expect(await client.getCategories()).toEqual([category])
    expect(await client.getServiceTypes()).toEqual([service])
    expect(sent.map(({ path }) => path)).toEqual([
      '/v1/open-platform/assets/category',
      '/v1/open-platform/assets/service-type',
    ])
  })

  it('throw on an answer without a name', async () => {
    const { client } = clientAnswering({})
    await expect(client.getCategories()).rejects.toMatchObject({ code: 'divar_malformed', operation: 'get_categories' })
    await expect(client.getServiceTypes()).rejects.toMatchObject({ operation: 'get_service_types' })
  })
})

describe('subscribe', () => {
  it('subscribes to changes of posts', async () => {
    const { client, sent } = clientAnswering({})
    await client.subscribe({ accessToken, postToken: null, metadata: {}, eventType: 'POST_UPDATE' })
    expect(sent[0]?.body).toEqual({ event_type: 'POST_UPDATE', event_resource_id: '', metadata: {} })
  })
})

describe('the options of a call', () => {
  it('reach every call: an aborted signal stops it before it is sent', async () => {
    const { client, sent } = clientAnswering({})
    const options = { signal: AbortSignal.abort() }
    const message = { text: 'x', senderButtons: null, receiverButtons: null }
    const botMessage = { text: 'x', buttons: null }
    const exchange = { code: 'c', askedScopes: [] }
    const calls = [
      client.exchangeCode(exchange, options),
      client.getUser({ accessToken }, options),
      client.getUserIdByPhone({ phone: '09123456789' }, options),
      client.getPost({ postToken }, options),
      client.getUserPosts({ accessToken }, options),
      client.getUserPost({ accessToken, postToken }, options),
      client.searchPosts({}, options),
      client.getConversation({ accessToken, conversationId }, options),
      client.getCities(options),
      client.getDistricts({ citySlug: 'qom' }, options),
      client.getCategories(options),
      client.getServiceTypes(options),
      client.getScopes(options),
      client.sendConversationMessage({ accessToken, conversationId, message }, options),
      client.sendBotMessage({ conversationId, message: botMessage }, options),
      client.subscribe({ accessToken, postToken, metadata: {} }, options),
      client.createUploadToken(options),
      client.uploadImage({ bytes: new Uint8Array(1), kind: 'image/png' }, options),
    ]
    for (const call of calls) await expect(call).rejects.toMatchObject({ reason: 'aborted', certainlyNotSent: true })
    expect(sent).toEqual([])
  })
})
