import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Harness, startHarness, talkId } from './testing/harness.ts'

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

const read = async (path: string, cookie = '') => {
  const response = await fetch(`${divar.url}${path}`, { headers: { cookie } })
  return { status: response.status, text: await response.text(), cookies: response.headers.getSetCookie() }
}
const post = (path: string, values: Record<string, string>, accept = 'text/html') =>
  fetch(`${divar.url}${path}`, {
    method: 'POST',
    body: new URLSearchParams(values),
    headers: { accept },
    redirect: 'manual',
  })
const back = async (sim_return: string) => {
  const headers = { cookie: `sim_return=${encodeURIComponent(sim_return)}` }
  return (await fetch(`${divar.url}/completion`, { headers, redirect: 'manual' })).headers.get('location')
}
const sayAsApp = (text_message: string, caption: string, action: object) => {
  const buttons = { rows: [{ buttons: [{ caption, action }] }] }
  const { id } = divar.control.bot('sara')
  return divar.api(`/v1/open-platform/chat/bot/conversations/${id}/messages`, null, { text_message, buttons })
}

describe("the page of a user's own post", () => {
  it('is linked from the home page and the chat, and links to its buyers', async () => {
    const path = '/my-post/AZbKe4r1?as=sara'
    expect((await read('/')).text).toContain(`href="${path}"`)
    expect((await read(`/chat/${talkId}?as=SUPPLY`)).text).toContain(`href="${path}"`)
    const { text, cookies } = await read(path)
    expect(text).toContain(`href="/chat/${talkId}?as=SUPPLY"`)
    expect(cookies[0]).toContain('sim_user=sara')
  })

  it('opens the app by the direct link after the provider’s page and ends the way back', async () => {
    expect((await read('/my-post/AZbKe4r1?as=sara')).text).toContain('href="/my-post/AZbKe4r1/start?as=sara"')
    expect((await read('/my-post/AZbKe4r1/start?as=sara')).text).toContain('شروع فرایند')
    const response = await post('/_ui/direct', { as: 'sara', open: 'webview', role: 'my-post', post: 'AZbKe4r1' })
    expect(response.headers.get('location')).toBe(`${divar.app.url}/launch?post_token=AZbKe4r1`)
    expect(response.headers.getSetCookie()[1]).toContain(encodeURIComponent('my-post:AZbKe4r1 sara webview'))
    expect(await back('my-post:AZbKe4r1 sara webview')).toBe('/my-post/AZbKe4r1?as=sara&open=webview&returned=1')
  })

  it('shows another page to others, and none once it was removed', async () => {
    expect((await read(`/chat/${talkId}?as=DEMAND`)).text).toContain('href="/post/AZbKe4r1?as=amir"')
    expect((await read('/post/AZbKe4r1?as=amir')).text).toContain('href="/post/AZbKe4r1/start?as=amir"')
    divar.control.deletePost({ token: 'AZbKe4r1' })
    expect((await read('/my-post/AZbKe4r1?as=sara')).status).toBe(404)
  })
})

describe('the chatbot’s page', () => {
  it('shows both sides’ messages and polls for new ones', async () => {
    const list = async () => JSON.parse((await read('/chatbot/messages?as=sara')).text)
    const { revision } = await list()
    await post('/_ui/bot/say', { as: 'sara', text: '<b>سلام</b>' })
    await sayAsApp('چه کمکی می‌خواهید؟', 'راهنما', { open_direct_link: 'https://example.org/' })
    expect((await list()).revision).not.toBe(revision)
    const { text } = await read('/chatbot?as=sara')
    for (const part of ['&#60;b&#62;سلام', 'چه کمکی می‌خواهید؟', 'راهنما', 'data-poll="/chatbot/messages?as=sara']) {
      expect(text).toContain(part)
    }
  })

  it('belongs to the logged-in user, under Divar’s address too', async () => {
    expect((await read('/chat/addon_sample', 'sim_user=amir')).text).toContain('امیر رضایی')
    expect((await read('/chat/addon_sample?as=sara')).text).toContain('سارا محمدی')
    expect((await read('/chatbot')).status).toBe(404)
  })

  it('opens from each touch point with its own words', async () => {
    const pages = ['/my-post/AZbKe4r1?as=sara', '/post/AZbKe4r1?as=sara', `/chat/${talkId}?as=SUPPLY`, '/']
    const offered = await Promise.all(pages.map(async (path) => (await read(path)).text))
    for (const [at, words] of ['MY_POST', 'DEMAND_POST', 'CHAT', 'MY_DIVAR'].entries()) {
      expect(offered[at]).toContain(`name="touchPoint" value="${words}"`)
    }
    expect(offered[3]).toContain('value="DIVAR_PRO"')
    const response = await post('/_ui/bot/start', { as: 'sara', touchPoint: 'CHAT', id: talkId, open: 'popup' })
    expect(response.headers.get('location')).toBe('/chatbot?as=sara&open=popup')
    await post('/_ui/bot/start', { as: 'sara', touchPoint: 'DIVAR_PRO' })
    expect((await post('/_ui/bot/start', { as: 'sara', touchPoint: 'OTHER' })).status).toBe(404)
    expect(divar.control.bot('sara').messages.map(({ text }) => text)).toEqual([
      `/start CHAT ${talkId}`,
      '/start DIVAR_PRO',
    ])
  })

  it('opens the app from a button and ends the way back', async () => {
    await sayAsApp('سفارش شما', 'دیدن', { open_server_link: { data: { shipment: 's1' } } })
    const message = divar.control.bot('sara').messages[0]?.id ?? ''
    const response = await post('/_ui/bot/tap', { as: 'sara', open: 'webview', message, cell: '0.0' })
    expect(response.headers.get('location')).toBe('http://localhost:3000/launch/t')
    expect(await back('chatbot sara webview')).toBe('/chatbot?as=sara&open=webview&returned=1')
    expect(await back('chatbot nobody webview')).toBeNull()
  })

  it('shows the text of a dynamic action', async () => {
    await sayAsApp('نوبت شماست', '۵', { get_dynamic_action: { data: { cell: 5 } } })
    divar.app.answer.body = '{"text_message":"این خانه پر است"}'
    const message = divar.control.bot('sara').messages[0]?.id ?? ''
    const values = { as: 'sara', open: 'webview', message, cell: '0.0' }
    expect(await (await post('/_ui/bot/tap', values, 'application/json')).json()).toEqual({
      url: null,
      text: 'این خانه پر است',
    })
    const address = (await post('/_ui/bot/tap', values)).headers.get('location') ?? ''
    expect((await read(address)).text).toContain('این خانه پر است</p>')
  })
})

describe('a message of another kind than text', () => {
  it.each([
    ['IMAGE', 'alt="عکس"'],
    ['FILE', 'فایل: فاکتور.pdf'],
    ['VOICE', '>صدا</a>'],
    ['VIDEO', '>ویدیو</a>'],
    ['LOCATION', 'موقعیت مکانی:'],
    ['CONTACT', 'مخاطب: آقای صادقی'],
  ])('of the kind %s is sent from the composer and shown', async (type, shown) => {
    await post('/_ui/say', { conversation: talkId, as: 'DEMAND', type })
    await post('/_ui/bot/say', { as: 'sara', type })
    expect((await read(`/chat/${talkId}/messages?as=SUPPLY`)).text).toContain(JSON.stringify(shown).slice(1, -1))
    expect((await read('/chatbot?as=sara')).text).toContain(shown)
    expect(divar.control.messages(talkId).at(-1)).toMatchObject({ type, side: 'DEMAND' })
  })
})
