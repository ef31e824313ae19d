import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Harness, startHarness, talkId } from './testing/harness.ts'

let divar: Harness
beforeAll(async () => {
  divar = await startHarness()
})
afterAll(() => divar.close())
beforeEach(() => {
  divar.control.reset()
})

const tokenFor = async (scope: string, user = 'sara') => (await divar.grant({ scope }, user)).access_token
const read = async (path: string, token: string | null = null, body?: unknown) => {
  const response = await divar.api(path, token, body)
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
/** The answer without the permission that it needs. */
const withoutPermission = async (permission: string, ask: () => Promise<{ status: number }>) => {
  const { permissions } = divar.control.settings()
  divar.control.settings({ permissions: permissions.filter((one) => one !== permission) })
  return (await ask()).status
}

describe('reading a conversation', () => {
  const path = `/v1/open-platform/chat/conversations/${talkId}`
  const scope = `CHAT_CONVERSATION_READ.${talkId}`

  it('returns its texts, oldest first, with side and kind of sender', async () => {
    divar.control.say({ conversationId: talkId, side: 'DEMAND', type: 'IMAGE' })
    const granted = await divar.grant({ scope: `${scope} CONVERSATION_SEND_MESSAGE.${talkId}` })
    await divar.send(granted.access_token, { message: 'ثبت شد' })
    const { status, body } = await read(path, granted.access_token)
    expect(status).toBe(200)
    expect(body.conversation).toEqual({ id: talkId, type: 'POST', post_token: 'AZbKe4r1' })
    const messages = body.messages as { text: string; type: string; sent_at: string; sender: object }[]
    expect(messages[0]).toMatchObject({ type: 'TEXT', sender: { side: 'BUYER', type: 'HUMAN' } })
    expect(messages.at(-1)).toMatchObject({ text: 'ثبت شد', sender: { side: 'SELLER', type: 'BOT' } })
    expect(messages.map(({ type }) => type)).not.toContain('IMAGE')
    const times = messages.map(({ sent_at }) => Date.parse(sent_at))
    expect(times).toEqual(times.toSorted((one, other) => one - other))
  })

  it('needs the scope of this conversation, the permission and a token of a party', async () => {
    const token = await tokenFor(scope)
    expect((await read(path)).status).toBe(401)
    expect((await read(path, await tokenFor('USER_ID'))).status).toBe(403)
    expect((await read(path.replace('6b3d', '6b3e'), token)).status).toBe(403)
    expect(await withoutPermission('CHAT_READ_CONVERSATION', () => read(path, token))).toBe(403)
    divar.control.reset()
    divar.control.settings({ checkParty: false })
    expect((await read(path, await tokenFor(scope, 'guest'))).status).toBe(403)
    const nowhere = await tokenFor('CHAT_CONVERSATION_READ.nowhere')
    expect((await read('/v1/open-platform/chat/conversations/nowhere', nowhere)).status).toBe(404)
  })

  it('ends when the token expires', async () => {
    const token = await tokenFor(scope)
    divar.control.clock(3601)
    expect((await read(path, token)).status).toBe(401)
    divar.control.clock(0)
  })
})

describe('the posts of a user', () => {
  it("are the user's own published or waiting ones", async () => {
    divar.control.patchPost({ token: 'AZbKe4r1', state: 'PAYMENT_REQ' })
    const { status, body } = await read('/v1/open-platform/finder/user-posts', await tokenFor('USER_POSTS_GET'))
    expect([status, body]).toEqual([
      200,
      {
        posts: [
          {
            token: 'AZbKe4r1',
            title: 'چرخ خیاطی خانگی ۲۲ کاره، تمیز و کم‌کارکرد',
            images: [`${divar.url}/images/sewing-machine.svg`],
            category: 'sewing-machine',
          },
        ],
      },
    ])
  })

  it('can be read one by one in any state, and nobody else’s', async () => {
    const token = await tokenFor('USER_POSTS_GET')
    const one = (name: string) => read(`/v1/open-platform/user-post/${name}`, token)
    expect((await one('Rt7Xk2p0')).body.state).toBe('POST_STATE_RETIRED')
    expect((await one('AZbKe4r1')).body).toMatchObject({
      state: 'POST_STATE_PUBLISHED',
      general_data: { category_slug: 'sewing-machine', city: 'tehran', hide_phone: false, chat_enabled: true },
      category_data: { price: { value: 8_500_000 } },
    })
    divar.control.deletePost({ token: 'AZbKe4r1' })
    expect((await one('AZbKe4r1')).body.state).toBe('POST_STATE_DELETED')
    expect([(await one('gZd7omnS')).status, (await one('nothing')).status]).toEqual([403, 404])
  })

  it.each([
    ['GET_USER_POSTS', '/v1/open-platform/finder/user-posts'],
    ['GET_USER_POST', '/v1/open-platform/user-post/AZbKe4r1'],
  ])('need %s and USER_POSTS_GET', async (permission, path) => {
    expect((await read(path)).status).toBe(401)
    expect((await read(path, await tokenFor('USER_ID'))).status).toBe(403)
    const token = await tokenFor('USER_POSTS_GET')
    expect(await withoutPermission(permission, () => read(path, token))).toBe(403)
  })
})

describe('the user of a phone number', () => {
  const ask = (body: unknown) => read('/v1/open-platform/get-user-id-by-phone', null, body)

  it('gets the same id as everywhere, with the key alone', async () => {
    const sara = divar.control.people().find(({ id }) => id === 'sara')
    expect(await ask({ phone: '09120004411' })).toEqual({ status: 200, body: { user_id: sara?.idForApp } })
    expect(await withoutPermission('GET_USER_ID_BY_PHONE', () => ask({ phone: '09120004411' }))).toBe(403)
  })

  it.each([
    [{ phone: '09990001111' }, 404],
    [{ phone: '+989120004411' }, 400],
    [{ phone: null }, 400],
    [{ phone_number: '09120004411' }, 400],
    [[], 400],
  ])('%j is answered with %i', async (body, status) => {
    expect((await ask(body)).status).toBe(status)
  })
})

describe('searching posts', () => {
  const find = (body: unknown) => read('/v2/open-platform/finder/post', null, body)
  const tokens = async (body: unknown) =>
    ((await find(body)).body.posts as { token: string }[]).map(({ token }) => token)

  it('finds published posts by category, city and district', async () => {
    expect(await tokens({})).toEqual(['AZbKe4r1', 'gZd7omnS', 'wZDwv-vo', 'QVZ8LgaW'])
    expect(await tokens({ city: 'tehran', districts: null, category: '' })).toEqual(['AZbKe4r1'])
    expect(await tokens({ category: 'desk', districts: ['chaharbagh', 'jolfa'] })).toEqual(['QVZ8LgaW'])
    expect(await tokens({ city: 'tehran', districts: ['vanak'] })).toEqual([])
    expect(await tokens({ query: { rooms: [], only_with_parking: false, size: { min: 0 } } })).toHaveLength(4)
    expect(await tokens({ query: { rooms: ['2'] } })).toEqual([])
    divar.control.retirePost({ token: 'AZbKe4r1' })
    expect(await tokens({ city: 'tehran' })).toEqual([])
  })

  it.each([
    ['a field that there is not', { text: 'x' }],
    ['a filter that there is not', { query: { price: {} } }],
    ['a district that is no string', { districts: [1] }],
    ['a city that is no string', { city: 1 }],
    ['filters that are no object', { query: [] }],
  ])('refuses %s', async (_name, body) => {
    expect(await find(body)).toMatchObject({ status: 400, body: { code: 3 } })
  })

  it('needs SEARCH_POST, and ends after a hundred calls in all', async () => {
    expect(await withoutPermission('SEARCH_POST', () => find({}))).toBe(403)
    divar.control.reset()
    divar.control.settings({ searchQuota: 2 })
    const statuses = [await find({}), await find({ query: 1 }), await find({}), await find({})].map(
      ({ status }) => status,
    )
    expect(statuses).toEqual([200, 400, 200, 429])
    divar.control.clock(90 * 86_400)
    expect((await find({})).body).toMatchObject({ code: 8, details: [] })
    divar.control.clock(0)
  })
})
