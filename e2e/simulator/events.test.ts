import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type Tokens, talkId } from './testing/harness.ts'

let divar: Harness
beforeAll(async () => {
  divar = await startHarness()
})
afterAll(() => divar.close())
beforeEach(() => {
  divar.control.reset()
  divar.control.clock(0)
  divar.control.settings({ eventRetryMs: 1 })
  divar.app.received.length = 0
  divar.app.handler = null
  divar.app.answer = { status: 200, body: '{}' }
})

const post = 'AZbKe4r1'
const reading = `CHAT_POST_CONVERSATIONS_READ.${post}`
const all = 'CHAT_SUPPLIER_ALL_CONVERSATIONS_READ'
const subscribe = (token: string, resource?: string, metadata?: unknown) =>
  divar.api('/v1/open-platform/events/subscriptions', token, {
    event_type: 'NEW_MESSAGE_ON_POST',
    ...(resource === undefined ? {} : { event_resource_id: resource }),
    ...(metadata === undefined ? {} : { metadata }),
  })
async function subscribed(scope = `${reading} offline_access`, resource: string | undefined = post): Promise<Tokens> {
  const tokens = await divar.grant({ scope })
  expect((await subscribe(tokens.access_token, resource, { key: 'value' })).status).toBe(200)
  return tokens
}
const say = (text: string, side: 'SUPPLY' | 'DEMAND' = 'DEMAND', conversationId = talkId) =>
  divar.control.say({ conversationId, side, text })
type Event = { type: string; metadata?: unknown; new_message: { id: string; text?: string; sender: object } }
async function heard(): Promise<Event[]> {
  await divar.control.eventsSettled()
  return divar.app.received.map((call) => JSON.parse(call.body) as Event)
}
const texts = async () => (await heard()).map((event) => event.new_message.text)

describe('a new-message event', () => {
  it('goes to the subscriber with metadata, side and microseconds', async () => {
    await subscribed()
    const { id, at } = say('ارسال دارید؟')
    expect(await heard()).toEqual([
      {
        type: 'NEW_MESSAGE',
        metadata: { key: 'value' },
        new_message: {
          id,
          conversation: { id: talkId, type: 'POST', post_token: post },
          sender: { side: 'BUYER', type: 'HUMAN' },
          type: 'TEXT',
          text: 'ارسال دارید؟',
          sent_at: new Date(at).getTime() * 1000,
        },
      },
    ])
    expect(divar.control.deliveries({ kind: 'event' })).toMatchObject([{ status: 200 }])
  })

  it('is sent for the seller, for the app as a BOT, and for each kind', async () => {
    const send = `CHAT_POST_CONVERSATIONS_MESSAGE_SEND.${post}`
    const { access_token: token } = await subscribed(`${reading} ${send}`)
    divar.control.settings({ humanWord: 'USER' })
    say('بله', 'SUPPLY')
    await divar.send(token, { message: 'از ۵۰ هزار تومان' })
    divar.control.say({ conversationId: talkId, side: 'DEMAND', type: 'LOCATION', data: { latitude: 1.5 } })
    const messages = (await heard()).map((event) => event.new_message)
    expect(messages.map(({ sender }) => sender)).toEqual([
      { side: 'SELLER', type: 'USER' },
      { side: 'SELLER', type: 'BOT' },
      { side: 'BUYER', type: 'USER' },
    ])
    expect(messages[2]).toMatchObject({ type: 'LOCATION', location_data: { latitude: 1.5, longitude: 51.3753 } })
  })

  it('goes to subscribers only, and for other posts only to those subscribed to all posts', async () => {
    say('سلام')
    await subscribed()
    say('سلام', 'DEMAND', '4f5d1b5e-07d4-4a2c-9a58-3c1d0a7f6e21')
    expect(await heard()).toEqual([])
    await subscribed(all, '')
    const { id } = say('سلام', 'DEMAND', '4f5d1b5e-07d4-4a2c-9a58-3c1d0a7f6e21')
    // As a buyer of another's post the seller is told nothing.
    say('سلام', 'SUPPLY', '92c094e9-c6ec-403f-85bf-4cbae16284e5')
    expect((await heard()).map((event) => event.new_message.id)).toEqual([id])
  })

  it('is sent twice with one id to a subscriber to both one post and all posts', async () => {
    await subscribed()
    const { access_token: token } = await divar.grant({ scope: all })
    expect((await subscribe(token)).status).toBe(200)
    const { id } = say('سلام')
    const events = await heard()
    expect(events.map((event) => event.new_message.id)).toEqual([id, id])
    expect(events.map((event) => event.metadata)).toEqual([{ key: 'value' }, undefined])
  })
})

describe('a subscription', () => {
  it.each([
    ['for all posts with the scope of one', reading, undefined],
    ['for another’s post', `${reading} ${all}`, 'gZd7omnS'],
    ['without a scope to read', 'USER_ID', post],
  ])('is refused %s', async (_name, scope, resource) => {
    const { access_token: token } = await divar.grant({ scope })
    expect((await subscribe(token, resource)).status).toBe(403)
    expect(divar.control.subscriptions()).toEqual([])
  })

  it('made twice with one token is one', async () => {
    const { access_token: token } = await subscribed()
    await subscribe(token, post, { key: 'other' })
    say('سلام')
    expect((await heard()).map((event) => event.metadata)).toEqual([{ key: 'other' }])
    divar.control.fault({ on: 'subscribe', kind: 'swallow' })
    expect((await subscribe((await divar.grant({ scope: reading })).access_token, post)).status).toBe(200)
    expect(divar.control.subscriptions()).toMatchObject([{ userId: 'sara', live: true, death: null }])
  })

  it('ends when its token expires by the clock', async () => {
    await subscribed()
    divar.control.clock(3601)
    say('سلام')
    expect(await heard()).toEqual([])
    expect(divar.control.subscriptions()).toMatchObject([{ live: false, death: 'expired' }])
  })

  it('ends with a token refresh until it is made again with the new token', async () => {
    const old = await subscribed()
    const fresh = (await (await divar.refresh(old.refresh_token ?? '')).json()) as Tokens
    say('یک')
    expect(divar.control.subscriptions()).toMatchObject([{ live: false, death: 'replaced' }])
    await subscribe(fresh.access_token, post)
    say('دو')
    expect(await texts()).toEqual(['دو'])
    divar.control.settings({ subscriptionsOutliveRefresh: true })
    expect(divar.control.subscriptions().map(({ live }) => live)).toEqual([true, true])
  })

  it('ends when permission is revoked', async () => {
    await subscribed()
    await divar.control.revoke('sara')
    say('سلام')
    expect(await heard()).toEqual([])
    expect(divar.control.subscriptions()).toMatchObject([{ death: 'revoked' }])
  })
})

describe('delivery of events', () => {
  beforeEach(async () => {
    await subscribed()
  })

  it('is repeated three times, in order, until acknowledged', async () => {
    let refusals = 2
    divar.app.handler = () => (refusals-- > 0 ? { status: 500, body: '' } : null)
    say('یک')
    say('دو')
    expect(await texts()).toEqual(['یک', 'یک', 'یک', 'دو'])
  })

  it('is given up after the last try', async () => {
    divar.app.answer.status = 503
    say('یک')
    expect(await texts()).toEqual(['یک', 'یک', 'یک', 'یک'])
    expect(divar.control.events()).toMatchObject({ waiting: 0, givenUp: [{ type: 'NEW_MESSAGE' }] })
    divar.control.settings({ eventRetries: 0 })
    say('دو')
    expect((await texts()).slice(4)).toEqual(['دو'])
  })

  it('is repeated while the app cannot be reached', async () => {
    const away = await startHarness()
    const { access_token: token } = await away.grant({ scope: reading })
    const body = { event_type: 'NEW_MESSAGE_ON_POST', event_resource_id: post }
    await away.api('/v1/open-platform/events/subscriptions', token, body)
    away.control.settings({ eventRetryMs: 1 })
    await away.app.close()
    away.control.say({ conversationId: talkId, side: 'DEMAND', text: 'یک' })
    expect((await away.control.eventsSettled()).givenUp).toHaveLength(1)
    expect(away.control.deliveries({ kind: 'event' }).map(({ status }) => status)).toEqual([null, null, null, null])
    await away.close()
  })

  it('can be duplicated', async () => {
    divar.control.settings({ eventCopies: 3 })
    say('یک')
    expect(await texts()).toEqual(['یک', 'یک', 'یک'])
  })

  it('can be held and released in reverse', async () => {
    divar.control.settings({ eventHold: 3 })
    say('یک')
    say('دو')
    expect(await texts()).toEqual([])
    expect(divar.control.events()).toMatchObject({ held: 2 })
    say('سه')
    expect(await texts()).toEqual(['سه', 'دو', 'یک'])
    say('چهار')
    expect(divar.control.releaseEvents()).toEqual({ released: 1 })
    expect((await texts()).at(-1)).toBe('چهار')
  })

  it('can drop every second event and can be delayed', async () => {
    divar.control.settings({ eventDropEvery: 2, eventDelayMs: 5 })
    for (const text of ['یک', 'دو', 'سه', 'چهار']) say(text)
    expect(await texts()).toEqual(['یک', 'سه'])
    expect(divar.control.events().lost).toHaveLength(2)
  })

  it('ends with a reset', async () => {
    divar.control.settings({ eventHold: 5 })
    say('یک')
    divar.control.reset()
    expect(divar.control.releaseEvents()).toEqual({ released: 0 })
    expect(await heard()).toEqual([])
  })
})

describe('an event about a post', () => {
  const found = async () => {
    const response = await divar.api(`/v1/open-platform/finder/post/${post}`, null)
    return { status: response.status, body: await response.json() }
  }

  it('can say that it was retired or removed', async () => {
    divar.control.retirePost({ token: post })
    expect(await found()).toMatchObject({ status: 200, body: { state: 'RETIRED' } })
    divar.control.deletePost({ token: post })
    expect(await found()).toMatchObject({ status: 404 })
    expect((await fetch(`${divar.url}/chat/${talkId}?as=SUPPLY`)).status).toBe(200)
  })
})
