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

const read = async (path: string) => {
  const response = await fetch(`${divar.url}${path}`)
  return { status: response.status, text: await response.text(), cookies: response.headers.getSetCookie() }
}
const post = (path: string, values: Record<string, string>) =>
  fetch(`${divar.url}${path}`, { method: 'POST', body: new URLSearchParams(values), redirect: 'manual' })

describe("the simulator's chat page", () => {
  it("shows each side the other person and that side's buttons", async () => {
    const { access_token: token } = await divar.grant()
    const action = { open_server_link: { data: {} } }
    const grid = (caption: string) => ({ rows: [{ buttons: [{ caption, action }] }] })
    await divar.send(token, {
      message: 'ثبت شد',
      sender_buttons: grid('پیگیری'),
      receiver_buttons: grid('تکمیل نشانی'),
    })
    const seller = await read(`/chat/${talkId}?as=SUPPLY`)
    const buyer = await read(`/chat/${talkId}?as=DEMAND`)
    expect(seller.text).toContain('<h1>امیر رضایی</h1>')
    expect(buyer.text).toContain('<h1>سارا محمدی</h1>')
    expect([seller.text.includes('پیگیری'), seller.text.includes('تکمیل نشانی')]).toEqual([true, false])
    expect([buyer.text.includes('پیگیری'), buyer.text.includes('تکمیل نشانی')]).toEqual([false, true])
    expect(buyer.cookies[0]).toBe('sim_user=amir; Path=/; HttpOnly; SameSite=Lax')
  })

  it('shows what people write as text, never as markup', async () => {
    await post('/_ui/say', { conversation: talkId, as: 'DEMAND', text: '<script>alert("سلام")</script>' })
    expect((await read(`/chat/${talkId}?as=SUPPLY`)).text).not.toContain('<script>alert')
    expect((await read(`/chat/${talkId}?as=SUPPLY&note=%3Cb%3E`)).text).toContain('&#60;b&#62;')
  })

  it('returns new messages to a polling page', async () => {
    const list = async () => JSON.parse((await read(`/chat/${talkId}/messages?as=SUPPLY`)).text)
    const { revision } = await list()
    divar.control.say({ conversationId: talkId, side: 'DEMAND', text: 'هستید؟' })
    const next = await list()
    expect(next.revision).not.toBe(revision)
    expect(next.markup).toContain('هستید؟')
  })

  it('says that the app does not open, and opens it when it does', async () => {
    const start = () => post('/_ui/launch', { conversation: talkId, as: 'SUPPLY', open: 'webview' })
    divar.app.answer = { status: 500, body: '' }
    expect((await read((await start()).headers.get('location') ?? '')).text).toContain('سرویس باز نشد')
    divar.app.answer = { status: 200, body: '{"url":"http://localhost:3000/launch/t"}' }
    expect((await start()).headers.get('location')).toBe('http://localhost:3000/launch/t')
  })

  it('launches the app as the settings say', async () => {
    divar.control.settings({ launchVersion: 1 })
    await post('/_ui/launch', { conversation: talkId, as: 'SUPPLY' })
    expect(divar.control.deliveries({ kind: 'launch' }).at(-1)?.body).toContain('peer_id')
  })
})

describe("the simulator's pages without a chat", () => {
  it.each([
    ['/', 'شبیه‌ساز چت دیوار'],
    [`/desk/${talkId}`, `/chat/${talkId}?as=SUPPLY`],
    [`/provider/${talkId}?as=SUPPLY`, 'شروع فرایند'],
    ['/my-post/AZbKe4r1', '/launch?post_token=AZbKe4r1'],
    ['/opening', 'در حال باز کردن'],
    ['/static/base.css', '@font-face'],
  ])('include %s', async (path, part) => {
    const { status, text } = await read(path)
    expect(status).toBe(200)
    expect(text).toContain(part)
  })

  it('bring their own font and load nothing external', async () => {
    expect((await read('/static/vazirmatn.woff2')).status).toBe(200)
    expect((await read('/static/nothing.css')).status).toBe(404)
    expect((await read('/my-post/nothing')).status).toBe(404)
  })

  it('let the scenario be changed', async () => {
    await post('/_ui/scenario', { scenario: 'long-names' })
    expect((await read('/')).text).toContain('سیده فاطمه‌الزهرا')
    await post('/_ui/scenario', { scenario: 'constructor' })
    expect((await read('/')).text).toContain('سارا محمدی')
  })
})
