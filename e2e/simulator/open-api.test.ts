import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Harness, png, sendScope, startHarness, talkId } from './testing/harness.ts'

let divar: Harness
let token = ''
beforeAll(async () => {
  divar = await startHarness()
})
afterAll(() => divar.close())
beforeEach(async () => {
  divar.control.reset()
  token = (await divar.grant()).access_token
})

const link = { open_server_link: { data: { shipment: 's1' } } }
const button = (patch: object = {}) => ({ action: link, icon: 'LOCAL_SHIPPING', caption: 'پیگیری', ...patch })
const rows = (...sizes: number[]) => ({
  rows: sizes.map((size) => ({ buttons: Array.from({ length: size }, () => button()) })),
})
const nulls = { type: null, message: 'سلام', media_token: null }
const withButton = (patch: object) => ({ message: 'سلام', sender_buttons: { rows: [{ buttons: [button(patch)] }] } })

describe('sending a message', () => {
  it("adds it to the chat in the user's name with a grid of buttons for each side", async () => {
    const response = await divar.send(token, {
      type: 'TEXT',
      message: 'درخواست ارسال ثبت شد.',
      sender_buttons: rows(3, 3, 3),
      receiver_buttons: rows(1),
    })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ status: 200 })
    const last = divar.control.messages(talkId).at(-1)
    expect(last).toMatchObject({ text: 'درخواست ارسال ثبت شد.', side: 'SUPPLY', byApp: true, userId: 'sara' })
    expect(last?.senderButtons.map((row) => row.length)).toEqual([3, 3, 3])
    expect(last?.receiverButtons).toEqual([[{ action: link, icon: 'LOCAL_SHIPPING', caption: 'پیگیری' }]])
  })

  it.each([
    ['neither text nor media', { message: ' ' }],
    ['both text and media', { message: 'سلام', media_token: 'm' }],
    ['text that is no string', { message: 7 }],
    ['another type', { type: 'IMAGE', message: 'سلام' }],
    ['the key of another call', { text_message: 'سلام' }],
    ['an unknown field', { message: 'سلام', buttons: rows(1) }],
    ['a fourth row', { message: 'سلام', sender_buttons: rows(1, 1, 1, 1) }],
    ['a fourth button', { message: 'سلام', receiver_buttons: rows(4) }],
    ['a row without buttons', { message: 'سلام', receiver_buttons: rows(0) }],
    ['rows that are no list', { message: 'سلام', receiver_buttons: { rows: {} } }],
    ['an unknown icon', withButton({ icon: 'REAL_STATE' })],
    ['an empty caption', withButton({ caption: '' })],
    ['a caption of 50 characters', withButton({ caption: 'ا'.repeat(50) })],
    ['a button without an action', withButton({ action: undefined })],
    ['an unknown action', withButton({ action: { open_page: {} } })],
    ['two actions in one', withButton({ action: { ...link, open_direct_link: 'https://example.org' } })],
    ['a link that is no web address', withButton({ action: { open_direct_link: 'javascript:alert(1)' } })],
    ['data that is no object', withButton({ action: { open_server_link: { data: 'x' } } })],
    ['an unknown button field', withButton({ title: 'x' })],
    ['a very long text', { message: 'ا'.repeat(1001) }],
    ['a list', []],
    ['no JSON', '{"message":'],
  ])('refuses %s', async (_name, body) => {
    const before = divar.control.messages(talkId).length
    const response = await divar.send(token, body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 3, details: [] })
    expect(divar.control.messages(talkId).length).toBe(before)
  })

  it.each([
    ['kind of action', withButton({ action: { open_direct_link: 'https://example.org', open_server_link: null } })],
    ['data object', withButton({ action: { open_server_link: { data: null } } })],
    ['icon', withButton({ icon: null, icon_name: null })],
    ['grid, row list and type', { ...nulls, sender_buttons: null, receiver_buttons: { rows: null } }],
  ])('accepts null as an absent %s', async (_name, body) => {
    expect((await divar.send(token, body)).status).toBe(200)
  })

  it.each([
    ['the only kind of action', withButton({ action: { open_direct_link: null } })],
    ['a kind of action that there is not', withButton({ action: { ...link, open_page: null } })],
    ['a caption', withButton({ caption: null })],
    ['the text, without a medium', { message: null, media_token: null }],
  ])('refuses null for %s', async (_name, body) => {
    expect((await divar.send(token, body)).status).toBe(400)
  })

  it('accepts a message without buttons, without an icon, and with the former name of the icon', async () => {
    expect((await divar.send(token, { message: 'سلام' })).status).toBe(200)
    expect((await divar.send(token, withButton({ icon: undefined }))).status).toBe(200)
    expect((await divar.send(token, withButton({ icon: undefined, icon_name: 'HELP' }))).status).toBe(200)
  })

  it('answers 412 with code 9 when one side has blocked the other', async () => {
    divar.control.block(talkId)
    const response = await divar.send(token, { message: 'سلام' })
    expect(response.status).toBe(412)
    expect(await response.json()).toMatchObject({ code: 9 })
  })

  it('requires key, permission, live token and the scope of this conversation', async () => {
    const body = { message: 'سلام' }
    expect((await divar.send(token, body, { 'x-api-key': '' })).status).toBe(401)
    expect((await divar.send(token, body, { 'x-api-key': 'other' })).status).toBe(403)
    expect((await divar.send(null, body, { 'x-access-token': token })).status).toBe(401)
    expect((await divar.send('ory_at_nobody', body)).status).toBe(401)
    const other = await divar.grant(
      { scope: 'USER_ID CONVERSATION_SEND_MESSAGE.edbb9499-cccc-4d35-b21f-621fa95f2b3e' },
      'amir',
    )
    expect((await divar.send(other.access_token, body)).status).toBe(403)
    divar.control.settings({ permissions: ['USER_RETRIEVE'] })
    expect((await divar.send(token, body)).status).toBe(403)
    divar.control.settings({ unknownKeyIs412: true })
    expect((await divar.send(token, body, { 'x-api-key': 'other' })).status).toBe(412)
  })

  it('is allowed to the advertiser by the scope of the post, and to nobody else', async () => {
    const scope = 'CHAT_POST_CONVERSATIONS_MESSAGE_SEND.AZbKe4r1'
    expect((await divar.send((await divar.grant({ scope })).access_token, { message: 'سلام' })).status).toBe(200)
    divar.control.settings({ checkParty: false })
    const buyer = await divar.grant({ scope }, 'amir')
    expect((await divar.send(buyer.access_token, { message: 'سلام' })).status).toBe(403)
  })

  it('answers 429 above the configured limits', async () => {
    divar.control.settings({ perMinute: 2 })
    const statuses = []
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await divar.send(token, { message: 'سلام' })).status)
    expect(statuses).toEqual([200, 200, 429])
    divar.control.clock(60)
    expect((await divar.send(token, { message: 'سلام' })).status).toBe(200)
    divar.control.clock(0)
  })
})

describe('reading from Divar', () => {
  it("returns the user's data that the scopes allow", async () => {
    const me = await (await divar.api('/v1/open-platform/users', token)).json()
    expect(Object.keys(me as object)).toEqual(['user_id'])
    expect((me as { user_id: string }).user_id).toMatch(/^(?=.*\+)(?=.*\/).{43}=$/)
    const phone = await divar.grant({ scope: 'USER_PHONE' })
    expect(await (await divar.api('/v1/open-platform/users', phone.access_token)).json()).toEqual({
      phone_number: '09120004411',
      phone_numbers: ['09120004411'],
    })
    const neither = await divar.grant({ scope: sendScope })
    expect((await divar.api('/v1/open-platform/users', neither.access_token)).status).toBe(403)
    expect((await divar.api('/v1/open-platform/users', token, {})).status).toBe(501)
  })

  it('omits zero values from a post', async () => {
    const post = async (name: string) => (await divar.api(`/v1/open-platform/finder/post/${name}`, null)).json()
    expect(await post('AZbKe4r1')).toMatchObject({ city: 'tehran', district: 'nazi-abad', chat_enabled: true })
    expect(await post('wZDwv-vo')).not.toHaveProperty('district')
    expect(await post('Rt7Xk2p0')).toMatchObject({ state: 'RETIRED' })
    expect(await post('Rt7Xk2p0')).not.toHaveProperty('chat_enabled')
    expect((await divar.api('/v1/open-platform/finder/post/nothing', null)).status).toBe(404)
  })

  it('lists cities and districts, by path and by query', async () => {
    const read = async (path: string) => (await divar.api(`/v1/open-platform/assets/${path}`, null)).json()
    expect((await read('city')) as object).toMatchObject({
      cities: expect.arrayContaining([{ slug: 'tehran', display: 'تهران' }]),
    })
    expect(await read('district/mashhad')).toEqual(await read('district?city_slug=mashhad'))
    expect(await read('district/kish')).toEqual({ districts: [] })
    expect((await read('oauth-scope')) as object).toMatchObject({ scopes: expect.any(Array) })
    expect((await divar.api('/v1/open-platform/assets/nothing', null)).status).toBe(404)
  })

  it('lists the OAuth scopes by their enum names, OFFLINE_ACCESS and OPENID too', async () => {
    const response = await divar.api('/v1/open-platform/assets/oauth-scope', null)
    const { scopes } = (await response.json()) as { scopes: { slug: string }[] }
    const slugs = scopes.map(({ slug }) => slug)
    expect(slugs).toEqual(expect.arrayContaining(['OFFLINE_ACCESS', 'OPENID', 'USER_ID']))
    expect(slugs.filter((slug) => slug !== slug.toUpperCase())).toEqual([])
  })

  it('serves a picture for every post', async () => {
    for (const scenario of ['default', 'several-buyers', 'long-names', 'empty']) {
      divar.control.reset({ scenario })
      for (const { post } of divar.control.conversations()) {
        expect((await fetch(`${divar.url}/images/${post.art}.svg`)).headers.get('content-type')).toBe('image/svg+xml')
      }
    }
  })
})

describe('subscribing to events', () => {
  it("accepts the advertiser’s own post and refuses another's or another event", async () => {
    const scope = 'CHAT_POST_CONVERSATIONS_READ.AZbKe4r1'
    const { access_token: held } = await divar.grant({ scope })
    const subscribe = (body: object) => divar.api('/v1/open-platform/events/subscriptions', held, body)
    const event = { event_type: 'NEW_MESSAGE_ON_POST', event_resource_id: 'AZbKe4r1', metadata: { a: 'b' } }
    expect(await (await subscribe(event)).json()).toEqual({})
    // Null is absent: all posts, for which this scope is not enough.
    expect((await subscribe({ ...event, event_resource_id: null })).status).toBe(403)
    expect((await subscribe({ ...event, event_resource_id: 'gZd7omnS' })).status).toBe(403)
    expect((await subscribe({ ...event, event_type: 'NEW_MESSAGE' })).status).toBe(400)
  })
})

describe('a medium', () => {
  it('is uploaded in two steps and can then be sent', async () => {
    const read = async (response: Response) => (await response.json()) as { token?: string; id?: string }
    const { token: pass = '' } = await read(await divar.api('/experimental/open-platform/chat/upload', null, {}))
    const put = (kind: string, name: string, bearer = pass) => {
      const body = new FormData()
      body.set('file', new Blob([png]), name)
      return fetch(`${divar.url}/upload/${kind}`, {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${bearer}` },
      })
    }
    expect((await put('image', 'a.gif')).status).toBe(400)
    expect((await put('image', 'a.png', 'other')).status).toBe(401)
    expect((await put('poster', 'a.png')).status).toBe(404)
    const { id = '' } = await read(await put('image', 'a.png'))
    expect((await divar.send(token, { media_token: 'unknown' })).status).toBe(400)
    expect((await divar.send(token, { media_token: id })).status).toBe(200)
  })
})
