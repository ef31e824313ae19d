import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LaunchInput } from './index.ts'
import { type Harness, sendScope, startHarness, talkId } from './testing/harness.ts'

let divar: Harness
beforeAll(async () => {
  divar = await startHarness()
})
afterAll(() => divar.close())
beforeEach(() => {
  divar.control.reset()
  divar.app.received.length = 0
  divar.app.answer = { status: 200, body: '{"url":"http://localhost:3000/launch/t"}' }
})

const idForApp = (id: string) =>
  divar.control
    .conversations()
    .flatMap((talk) => [talk.supplier, talk.demand])
    .find((user) => user.id === id)?.idForApp

async function launched(input: Partial<LaunchInput> = {}) {
  const answer = await divar.control.launch({ conversationId: talkId, side: 'SUPPLY', ...input })
  const received = divar.app.received.at(-1)
  return {
    answer,
    headers: received?.headers ?? {},
    body: JSON.parse(received?.body ?? '{}') as Record<string, unknown>,
  }
}

describe('a direct link', () => {
  const query = (input: object) => new URL(divar.control.directLink(input).url).search
  const token = 'post_token=AZbKe4r1'

  it.each([
    [[], `?${token}`],
    ['return_url', `?${token}&return_url=https%3A%2F%2Fdivar.ir%2Fmy-divar%2Fmy-posts`],
    ['completion_url', `?${token}&completion_url=https%3A%2F%2Fcompletion.example.org%2Fdecoy`],
    ['ticket_uuid', `?${token}&ticket_uuid=3f1c2a52-6f0d-4a52-9a3e-6b1d0f5c7e11`],
    ['extra_keys', `?${token}&category=bicycle&city=tehran&utm_source=divar&list%5B%5D=a`],
    ['missing:post_token', ''],
    ['empty:post_token', '?post_token='],
    [['missing:post_token', 'completion_url'], '?completion_url=https%3A%2F%2Fcompletion.example.org%2Fdecoy'],
  ])('has the variant %j', (variant, written) => {
    expect(query({ postToken: 'AZbKe4r1', variant })).toBe(written)
  })

  it('has no post when opened without one, accepts a patch and refuses an unknown variant', () => {
    expect(query({})).toBe('')
    expect(query({ postToken: 'a b', patch: { post_token: 'x', more: '1' } })).toBe('?post_token=x&more=1')
    expect(() => query({ variant: 'return' })).toThrow('no variant return')
  })

  it('is used on the pages as the settings say', async () => {
    divar.control.settings({ directVariant: ['missing:post_token', 'extra_keys'] })
    const body = new URLSearchParams({ as: 'sara', open: 'webview', role: 'my-post', post: 'AZbKe4r1' })
    const response = await fetch(`${divar.url}/_ui/direct`, { method: 'POST', body, redirect: 'manual' })
    const { searchParams } = new URL(response.headers.get('location') ?? '')
    expect([searchParams.has('post_token'), searchParams.get('utm_source')]).toEqual([false, 'divar'])
  })
})

describe('a launch', () => {
  it('is version 2 from the menu, with the key unchanged and no user', async () => {
    const { answer, headers, body } = await launched()
    expect(answer).toEqual({
      status: 200,
      body: { url: 'http://localhost:3000/launch/t' },
      url: 'http://localhost:3000/launch/t',
    })
    expect(divar.app.received[0]?.path).toBe('/api/divar/launch')
    expect(headers).toMatchObject({
      authorization: 'identification',
      'api-version': '2',
      'content-type': 'application/json',
    })
    expect(body).toEqual({ post_token: 'AZbKe4r1', conversation_id: talkId, user_side: 'SUPPLY', source: 'CHAT' })
  })

  it('carries data and the clicker from a button', async () => {
    const { body } = await launched({ side: 'DEMAND', source: 'CHAT_MESSAGE_ACTION', extraData: { shipment: 's1' } })
    expect(body).toMatchObject({
      source: 'CHAT_MESSAGE_ACTION',
      extra_data: { shipment: 's1' },
      user_id: idForApp('amir'),
    })
  })

  it.each([
    ['title_case_side', 'user_side', 'Supply'],
    ['seller_buyer', 'user_side', 'SELLER'],
    ['provider_data', 'provider_data', {}],
    ['completion_url', 'completion_url', expect.any(String)],
    ['null:post_token', 'post_token', null],
    ['empty:user_side', 'user_side', ''],
    ['missing:conversation_id', 'conversation_id', undefined],
  ])('can have the variant %s', async (variant, field, value) => {
    expect((await launched({ variant })).body[field]).toEqual(value)
  })

  it('can write the version header with an underscore or not at all', async () => {
    const underscored = await launched({ variant: 'api_version_underscore' })
    expect([underscored.headers['api-version'], underscored.headers.api_version]).toEqual([undefined, '2'])
    expect((await launched({ variant: 'no_version' })).headers).not.toHaveProperty('api-version')
  })

  it('can be version 1 with its own ids, places and capital letters', async () => {
    const { headers, body } = await launched({
      version: 1,
      side: 'DEMAND',
      variant: ['supplier_capital', 'location_numbers'],
      extraData: { a: 'b' },
    })
    expect(headers).not.toHaveProperty('api-version')
    expect(body).toMatchObject({
      extra_data: { location: { latitude: 35.6833 }, provider_data: { a: 'b' } },
      conversation_id: talkId,
      Supplier: { id: body.peer_id },
      demand: { id: body.user_id },
    })
    expect(body).not.toHaveProperty('source')
    expect(body.user_id).toMatch(/^[0-9a-f]{8}-/)
  })

  it('can be hostile, with other headers, fields and bodies', async () => {
    await launched({ headers: { authorization: null }, patch: { post_token: 7 } })
    expect(divar.app.received.at(-1)?.headers).not.toHaveProperty('authorization')
    expect(divar.app.received.at(-1)?.body).toContain('"post_token":7')
    await divar.control.launch({ conversationId: talkId, side: 'SUPPLY', rawBody: '{' })
    expect(divar.app.received.at(-1)?.body).toBe('{')
  })

  it.each([
    [400, '{"url":"http://localhost:3000/"}'],
    [200, 'garbage'],
    [200, '{"url":"javascript:alert(1)"}'],
    [200, '{"url":null}'],
    [302, ''],
  ])('has no address when the app answers %i %s', async (status, body) => {
    divar.app.answer = { status, body }
    expect((await launched()).answer.url).toBeNull()
    expect(divar.control.deliveries().at(-1)).toMatchObject({ kind: 'launch', status, response: body })
  })

  it('has no address when the app cannot be reached', async () => {
    const away = await startHarness()
    await away.app.close()
    expect(await away.control.launch({ conversationId: talkId, side: 'SUPPLY' })).toMatchObject({
      status: null,
      url: null,
    })
    await away.close()
  })
})

describe("the app's addresses for an action and an event", () => {
  it('are called separately', async () => {
    await divar.control.action({ conversationId: talkId, side: 'DEMAND', extraData: { answer: 'no' } })
    expect(JSON.parse(divar.app.received[0]?.body ?? '')).toEqual({
      touchpoint: 'CHAT',
      post_token: 'AZbKe4r1',
      conversation_id: talkId,
      user_side: 'DEMAND',
      extra_data: { answer: 'no' },
      user_id: idForApp('amir'),
    })
    await divar.control.event({ body: { type: 'SOMETHING' } })
    expect(divar.app.received.map((call) => call.path)).toEqual(['/api/divar/action', '/api/divar/events'])
  })

  it('are told about a revocation only when the app asked for it', async () => {
    const first = await divar.grant()
    expect(await divar.control.revoke('sara')).toMatchObject({ revoked: 1, event: null })
    expect((await divar.send(first.access_token, { message: 'سلام' })).status).toBe(401)
    await divar.grant({ scope: `USER_ID NOTIFICATION_ACCESS_REVOCATION ${sendScope}` })
    expect(await divar.control.revoke({ userId: idForApp('sara') ?? '' })).toMatchObject({ event: { status: 200 } })
    expect(JSON.parse(divar.app.received.at(-1)?.body ?? '')).toEqual({
      type: 'USER_ACCESS_REVOCATION',
      user_access_revocation: { user_id: idForApp('sara') },
    })
  })
})

describe("a tap in the simulator's chat", () => {
  const tap = async (action: object, accept: string) => {
    const { access_token: token } = await divar.grant()
    const buttons = { rows: [{ buttons: [{ action, caption: 'پیگیری' }] }] }
    await divar.send(token, { message: 'سلام', receiver_buttons: buttons })
    const message = divar.control.messages(talkId).at(-1)?.id ?? ''
    const body = new URLSearchParams({ conversation: talkId, as: 'DEMAND', open: 'webview', message, cell: '0.0' })
    return fetch(`${divar.url}/_ui/tap`, { method: 'POST', body, headers: { accept }, redirect: 'manual' })
  }

  it("opens the app's answer to a server link", async () => {
    const response = await tap({ open_server_link: { data: { shipment: 's1' } } }, 'text/html')
    expect(response.headers.get('location')).toBe('http://localhost:3000/launch/t')
    expect(response.headers.getSetCookie()[0]).toContain('sim_user=amir')
    expect(divar.app.received[0]?.body).toContain('CHAT_MESSAGE_ACTION')
  })

  it('shows the text of a dynamic action and follows its action', async () => {
    divar.app.answer.body = '{"text_message":"ثبت شد"}'
    const action = { get_dynamic_action: { data: { answer: 'no' } } }
    expect(await (await tap(action, 'application/json')).json()).toEqual({ url: null, text: 'ثبت شد' })
    divar.app.answer.body = '{"action":{"open_direct_link":"http://localhost:3000/x"},"text_message":"باز شد"}'
    expect(await (await tap(action, 'application/json')).json()).toEqual({
      url: 'http://localhost:3000/x',
      text: 'باز شد',
    })
    const response = await tap(action, 'text/html')
    expect(response.headers.get('location')).toBe('http://localhost:3000/x')
  })

  it.each(['garbage', '{}', '{"action":{"fly":{}}}', '{"action":{"get_dynamic_action":{"data":{}}}}'])(
    'reports a fault when the app answers %s',
    async (body) => {
      divar.app.answer.body = body
      const outcome = (await (await tap({ get_dynamic_action: { data: {} } }, 'application/json')).json()) as object
      expect(outcome).toEqual({ url: null, text: expect.stringContaining('مشکلی پیش آمد') })
    },
  )

  it('brings the user back to the chat that was left', async () => {
    const response = await fetch(`${divar.url}/completion`, {
      redirect: 'manual',
      headers: { cookie: `sim_return=${encodeURIComponent(`${talkId} DEMAND webview`)}` },
    })
    expect(response.headers.get('location')).toBe(`/chat/${talkId}?as=DEMAND&open=webview&returned=1`)
    expect(await (await fetch(`${divar.url}/completion`)).text()).toContain('به دیوار برگشتید')
    expect(divar.control.calls({ name: 'completion' })).toHaveLength(2)
  })
})
