import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Harness, startHarness } from './testing/harness.ts'

let divar: Harness
beforeAll(async () => {
  divar = await startHarness()
})
afterAll(() => divar.close())
beforeEach(() => {
  divar.control.reset()
  divar.app.received.length = 0
  divar.app.answer = { status: 200, body: '{}' }
})

const byConversation = (id: string, body: unknown, headers = {}) =>
  divar.api(`/v1/open-platform/chat/bot/conversations/${id}/messages`, null, body, headers)
const byUser = (id: string, token: string | null, body: unknown) =>
  divar.api(`/v1/open-platform/chat/bot/users/${encodeURIComponent(id)}/messages`, token, body)
const saraForApp = () => divar.control.people().find((user) => user.id === 'sara')?.idForApp ?? ''
const grid = (...captions: string[]) => ({
  rows: captions.map((caption) => ({ buttons: [{ caption, icon: 'HELP', action: actionOf(caption) }] })),
})
const actionOf = (caption: string) =>
  ({
    direct: { open_direct_link: 'https://example.org/x' },
    server: { open_server_link: { data: { shipment: 's1' } } },
  })[caption] ?? { get_dynamic_action: { data: { cell: caption } } }
const heard = () => divar.app.received.map((call) => JSON.parse(call.body) as Record<string, unknown>)

describe("a user's message to the chatbot", () => {
  it('arrives as an event without a side and without the user', async () => {
    const { id, at } = divar.control.botSay({ userId: 'sara', text: 'سلام' })
    await divar.control.eventsSettled()
    expect(divar.app.received[0]?.path).toBe('/api/divar/events')
    expect(divar.app.received[0]?.headers).toMatchObject({ authorization: 'identification' })
    expect(heard()).toEqual([
      {
        type: 'NEW_CHATBOT_MESSAGE',
        new_chatbot_message: {
          id,
          conversation: { id: divar.control.bot('sara').id, type: 'BOT' },
          sender: { type: 'HUMAN' },
          type: 'TEXT',
          text: 'سلام',
          sent_at: new Date(at).getTime() * 1000,
        },
      },
    ])
  })

  it('can include its sender, and call a person USER', async () => {
    divar.control.settings({ chatbotEventSide: true, chatbotEventUserId: true, humanWord: 'USER' })
    divar.control.botSay({ userId: saraForApp(), text: 'سلام' })
    await divar.control.eventsSettled()
    expect(heard()[0]?.new_chatbot_message).toMatchObject({
      sender: { type: 'USER', side: 'BUYER', user_id: saraForApp() },
    })
  })

  it.each([
    ['MY_POST', 'AZbKe4r1', '/start MY_POST AZbKe4r1'],
    ['CHAT', 'c1', '/start CHAT c1'],
    ['DEMAND_POST', 'AZbKe4r1', '/start DEMAND_POST AZbKe4r1'],
    ['MY_DIVAR', undefined, '/start MY_DIVAR'],
    ['DIVAR_PRO', undefined, '/start DIVAR_PRO'],
    ['MY_POST', undefined, '/start MY_POST'],
  ] as const)('opens the conversation from %s with %s', async (touchPoint, id, text) => {
    divar.control.botStart({ userId: 'sara', touchPoint, ...(id ? { id } : {}) })
    await divar.control.eventsSettled()
    expect(heard()[0]?.new_chatbot_message).toMatchObject({ type: 'TEXT', text })
  })

  it.each([
    ['IMAGE', 'image_data', { link: expect.any(String), size_bytes: 204_800, height_px: 360, width_px: 480 }],
    ['FILE', 'file_data', { link: expect.any(String), name: expect.any(String), size_bytes: expect.any(Number) }],
    ['VOICE', 'voice_data', { link: expect.any(String), size_bytes: expect.any(Number) }],
    ['VIDEO', 'video_data', { thumbnail_link: expect.any(String) }],
    ['LOCATION', 'location_data', { latitude: expect.any(Number), longitude: expect.any(Number) }],
    ['CONTACT', 'contact_data', { name: expect.any(String), phone: '+989121234567' }],
  ] as const)('can be of the kind %s', async (type, field, data) => {
    divar.control.botSay({ userId: 'sara', type })
    await divar.control.eventsSettled()
    expect(heard()[0]?.new_chatbot_message).toMatchObject({ type, [field]: data })
    expect(heard()[0]?.new_chatbot_message).not.toHaveProperty('text')
  })
})

describe("the bot's answer by conversation", () => {
  it('needs the key alone and adds the message to the conversation', async () => {
    const { id } = divar.control.bot('sara')
    const response = await byConversation(id, { type: 'TEXT', text_message: 'سلام', buttons: grid('1', '2', '3') })
    expect([response.status, await response.json()]).toEqual([200, { conversation_id: id }])
    const [message] = divar.control.bot('sara').messages
    expect(message).toMatchObject({ text: 'سلام', byApp: true })
    expect(message?.buttons.map((row) => row.map(({ caption }) => caption))).toEqual([['1'], ['2'], ['3']])
    expect(heard()).toEqual([])
  })

  it('is refused for an unknown conversation, a missing key or a missing permission', async () => {
    const { id } = divar.control.bot('sara')
    const body = { text_message: 'سلام' }
    expect((await byConversation('nobody', body)).status).toBe(404)
    expect((await byConversation(id, body, { 'x-api-key': '' })).status).toBe(401)
    divar.control.settings({ permissions: ['CHAT_SEND_MESSAGE_OAUTH'] })
    expect((await byConversation(id, body)).status).toBe(403)
    expect(divar.control.bot('sara').messages).toEqual([])
  })

  it.each([
    ['neither text nor media', {}],
    ['both', { text_message: 'سلام', media_token: 'm' }],
    ['an unknown medium', { media_token: 'm' }],
    ['the key of another call', { message: 'سلام' }],
    ['two grids', { text_message: 'سلام', sender_buttons: grid('1') }],
    ['the id of another conversation in the body', { text_message: 'سلام', conversation_id: 'c' }],
    ['the id of another user in the body', { text_message: 'سلام', user_id: 'u' }],
    ['an id that is no string', { text_message: 'سلام', conversation_id: 7 }],
    ['a fourth row', { text_message: 'سلام', buttons: grid('1', '2', '3', '4') }],
    ['an unknown icon', { text_message: 'سلام', buttons: JSON.parse(JSON.stringify(grid('1')).replace('HELP', 'X')) }],
    ['another type', { type: 'IMAGE', text_message: 'سلام' }],
    ['a very long text', { text_message: 'ا'.repeat(1001) }],
  ])('is refused for %s', async (_name, body) => {
    const { id } = divar.control.bot('sara')
    const response = await byConversation(id, body)
    expect([response.status, await response.json()]).toMatchObject([400, { code: 3 }])
    expect(divar.control.bot('sara').messages).toEqual([])
  })

  it.each([
    ['conversation_id of the path', () => ({ conversation_id: divar.control.bot('sara').id })],
    ['user_id null as well, as the Python SDK sends', () => ({ conversation_id: null, user_id: null })],
    ['the user_id of the conversation', () => ({ user_id: saraForApp() })],
  ])('accepts %s in the body', async (_name, ids) => {
    const { id } = divar.control.bot('sara')
    const response = await byConversation(id, { text_message: 'سلام', media_token: null, buttons: null, ...ids() })
    expect([response.status, await response.json()]).toEqual([200, { conversation_id: id }])
  })

  it('gets 412 when the user has blocked the chatbot', async () => {
    const { id } = divar.control.bot('sara')
    divar.control.block(id)
    expect((await byConversation(id, { text_message: 'سلام' })).status).toBe(412)
  })

  it('can return an empty 2xx, as Divar once did, and can fail', async () => {
    const { id } = divar.control.bot('sara')
    divar.control.fault({ on: 'bot', kind: 'swallow' })
    const response = await byConversation(id, { text_message: 'سلام' })
    expect([response.status, await response.json()]).toEqual([200, { conversation_id: id }])
    expect(response.headers.get('x-injected-fault')).toBe('swallow')
    divar.control.fault({ on: 'bot', kind: 'status', status: 500 })
    expect((await byConversation(id, { text_message: 'سلام' })).status).toBe(500)
    expect(divar.control.bot('sara').messages).toEqual([])
    expect(() => divar.control.fault({ on: 'users', kind: 'swallow' })).toThrow('swallow')
  })
})

describe("the bot's message by user", () => {
  const body = { text_message: 'مرسوله تحویل شد' }

  it('opens the conversation of the token’s user', async () => {
    const { access_token: token } = await divar.grant({ scope: 'USER_ID CHAT_BOT_USER_MESSAGE_SEND' })
    const response = await byUser(saraForApp(), token, body)
    expect([response.status, await response.json()]).toEqual([200, { conversation_id: divar.control.bot('sara').id }])
    expect(divar.control.bot('sara').messages).toMatchObject([{ text: body.text_message, byApp: true }])
    divar.control.fault({ on: 'bot-user', kind: 'swallow' })
    expect((await byUser(saraForApp(), token, body)).status).toBe(200)
    expect(divar.control.bot('sara').messages).toHaveLength(1)
  })

  it.each([
    ['conversation_id and user_id null', () => ({ conversation_id: null, user_id: null })],
    ['user_id of the path', () => ({ user_id: saraForApp() })],
    ['conversation_id of that user', () => ({ conversation_id: divar.control.bot('sara').id })],
  ])('accepts %s in the body', async (_name, ids) => {
    const { access_token: token } = await divar.grant({ scope: 'CHAT_BOT_USER_MESSAGE_SEND' })
    expect((await byUser(saraForApp(), token, { ...body, ...ids() })).status).toBe(200)
    expect((await byUser(saraForApp(), token, { ...body, conversation_id: 'other' })).status).toBe(400)
  })

  it('is refused for another user, an own id, an unencoded id or a token without the scope', async () => {
    const { access_token: token } = await divar.grant({ scope: 'CHAT_BOT_USER_MESSAGE_SEND' })
    const amir = divar.control.people().find((user) => user.id === 'amir')?.idForApp ?? ''
    expect((await byUser(amir, token, body)).status).toBe(403)
    expect((await byUser('sara', token, body)).status).toBe(403)
    expect((await divar.api(`/v1/open-platform/chat/bot/users/${saraForApp()}/messages`, token, body)).status).toBe(404)
    expect((await byUser(saraForApp(), null, body)).status).toBe(401)
    expect((await byUser(saraForApp(), (await divar.grant()).access_token, body)).status).toBe(403)
    expect(divar.control.bot('sara').messages).toEqual([])
  })
})

describe('a tap on one of nine equal captions', () => {
  const board = { rows: [0, 3, 6].map((from) => ({ buttons: [from, from + 1, from + 2].map(cell) })) }
  function cell(at: number) {
    return { caption: '⬜', action: { get_dynamic_action: { data: { cell: at } } } }
  }
  const tapped = () => heard().map(({ extra_data }) => (extra_data as { cell: number }).cell)
  const tap = (choice: object) => divar.control.botTap({ userId: 'sara', ...choice })
  beforeEach(async () => {
    await byConversation(divar.control.bot('sara').id, { text_message: 'نوبت شماست', buttons: board })
    divar.app.answer.body = '{"text_message":"…"}'
  })

  it('is chosen by index or by cell, with or without the caption', async () => {
    await tap({ caption: '⬜', index: 4 })
    await tap({ caption: '⬜', cell: '2.1' })
    await tap({ index: 8 })
    await tap({ cell: '0.2' })
    expect(tapped()).toEqual([4, 7, 8, 2])
  })

  it('is refused with the choices when the caption alone is ambiguous', () => {
    expect(() => tap({ caption: '⬜' })).toThrow(
      '9 buttons fit, so give the index (0 to 8) or the cell (0.0, 0.1, 0.2,',
    )
    expect(() => tap({})).toThrow('which button?')
    expect(() => tap({ caption: '⬜', index: 9 })).toThrow('no button with the caption ⬜ of index 9')
    expect(() => tap({ caption: '⬜', cell: '3.0' })).toThrow('no button with the caption ⬜ at 3.0')
    expect(tapped()).toEqual([])
  })

  it('can be made by the control address, with an index in JSON', async () => {
    const post = (body: object) =>
      fetch(`${divar.url}/_control/bot-tap`, { method: 'POST', body: JSON.stringify({ userId: 'sara', ...body }) })
    expect((await post({ caption: '⬜', index: 3 })).status).toBe(200)
    const ambiguous = await post({ caption: '⬜' })
    expect([ambiguous.status, await ambiguous.text()]).toEqual([400, expect.stringContaining('9 buttons fit')])
    expect(tapped()).toEqual([3])
  })
})

describe('a tap in the chatbot', () => {
  beforeEach(async () => {
    await byConversation(divar.control.bot('sara').id, { text_message: 'سلام', buttons: grid('direct', 'server', '7') })
  })
  const context = () => ({
    post_token: null,
    conversation_id: divar.control.bot('sara').id,
    user_side: null,
    user_id: saraForApp(),
  })

  it('opens a link', async () => {
    expect(await divar.control.botTap({ userId: 'sara', caption: 'direct' })).toMatchObject({
      url: 'https://example.org/x',
    })
  })

  it('launches with the bot’s conversation, no post and no side', async () => {
    divar.app.answer.body = '{"url":"http://localhost:3000/launch/t"}'
    const outcome = await divar.control.botTap({ userId: 'sara', caption: 'server' })
    expect(outcome.url).toBe('http://localhost:3000/launch/t')
    expect(divar.app.received[0]?.headers).toMatchObject({ 'api-version': '2' })
    expect(heard()).toEqual([{ ...context(), source: 'CHAT_MESSAGE_ACTION', extra_data: { shipment: 's1' } }])
  })

  it('calls a dynamic action, under an old message too', async () => {
    const [old] = divar.control.bot('sara').messages
    await byConversation(context().conversation_id, { text_message: 'دوباره', buttons: grid('7') })
    divar.app.answer.body = '{"text_message":"این بازی تمام شده"}'
    const outcome = await divar.control.botTap({ userId: 'sara', caption: '7', messageId: old?.id ?? '' })
    expect(outcome).toEqual({ url: null, text: 'این بازی تمام شده' })
    expect(heard()).toEqual([{ ...context(), touchpoint: 'CHAT', extra_data: { cell: '7' } }])
    expect(() => divar.control.botTap({ userId: 'sara', caption: '9' })).toThrow('no button')
  })
})
