import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Harness } from '../simulator/testing/harness.ts'
import { actAsPeyk, shipment } from './testing/fake-peyk.ts'
import { startCarrierHarness, tellCompany } from './testing/harness.ts'
import { overrideReasons, reasonLists, vehicles } from './words.ts'

/** The lists of words in the description of Peyk's interface, by which any carrier goes. */
const { schemas } = JSON.parse(
  readFileSync(new URL('../../lib/carrier/openapi.json', import.meta.url), 'utf8'),
).components
const listed = (...names: string[]): string[] => names.flatMap((name) => schemas[name].enum)

let divar: Harness
let peyk: Map<string, string>
beforeAll(async () => {
  divar = await startCarrierHarness()
})
afterAll(() => divar.close())
beforeEach(() => {
  divar.control.reset()
  divar.app.received.length = 0
  peyk = new Map()
  actAsPeyk(divar.app, peyk)
})

async function accepted(code: string, patch?: Record<string, unknown>) {
  peyk.set(code, 'accepted')
  await tellCompany(divar, 'shipment.accepted', shipment(code, patch))
}

const read = async (path = '/carrier') => (await fetch(`${divar.url}${path}`)).text()
const post = (path: string, values: Record<string, string>) =>
  fetch(`${divar.url}${path}`, { method: 'POST', body: new URLSearchParams(values), redirect: 'manual' })

/** The buttons of the page, as name and value. */
const buttons = (text: string) =>
  [...text.matchAll(/name="step" value="([^"]+)">([^<]+)<\/button>/g)].map(([, value = '', label = '']) => ({
    value,
    label,
  }))
const labels = async () => buttons(await read()).map(({ label }) => label)

/** Taps the button with this label, as a browser without a script would. */
async function tap(code: string, label: string, note = '') {
  const button = buttons(await read()).find((one) => one.label.startsWith(label))
  return post('/carrier/step', { code, note, step: button?.value ?? '' })
}

describe('the panel of the carrier', () => {
  it('says that nothing has come yet, and is linked from the home page and the desk', async () => {
    expect(await read()).toContain('هنوز سفارشی نرسیده است')
    const desk = `/desk/${divar.control.conversations()[0]?.id}`
    for (const path of ['/', desk]) expect(await read(path)).toContain('href="/carrier"')
    expect((await fetch(`${divar.url}/carrier/nothing`)).status).toBe(404)
  })

  it('shows a shipment with its parcel, price, ends and problems', async () => {
    await accepted('XK4M7P2Q8')
    await tellCompany(divar, 'problem.reported', {
      trackingCode: 'XK4M7P2Q8',
      problemId: 'p',
      by: 'seller',
      text: 'پیک <b>دیر',
    })
    const text = await read()
    const parts = ['XK4M7P2Q8', 'سفارش تازه', 'بستهٔ کوچک، ۱٫۵ کیلوگرم، شکستنی', 'پیک همان‌روز', '۱۲۰٬۰۰۰ تومان']
    const ends = ['تهران، نارمک', 'سارا محمدی', '۰۹۱۲۰۰۰۴۴۱۱', 'تهران، ونک', 'امیر رضایی', '۱۹۹۱۹۵۳۳۱۱']
    for (const part of [...parts, 'خریدار می‌پردازد', ...ends, 'مشکل از سوی فروشنده']) expect(text).toContain(part)
    expect(text).toContain('پیک &#60;b&#62;دیر')
  })

  it('answers a report and a question from a form, once however often it is posted', async () => {
    await accepted('XK4M7P2Q8')
    const data = { trackingCode: 'XK4M7P2Q8', problemId: 'p', threadId: 'p', by: 'seller', text: 'دیر شد' }
    await tellCompany(divar, 'problem.reported', data)
    await tellCompany(divar, 'support.asked', { requestId: 'q', threadId: 'q', text: 'یخچال؟' })
    divar.app.handler = () => ({ status: 200, body: '{"repeated":false}' })
    const form = { thread: 'p', id: 'one', text: 'در <b>راه' }
    expect((await post('/carrier/reply', form)).headers.get('location')).toBe('/carrier')
    const [call] = divar.app.received
    expect([call?.path, JSON.parse(call?.body ?? '')]).toEqual([
      '/api/carrier/threads/p/replies',
      { threadId: 'p', text: 'در <b>راه', from: null, closes: false },
    ])
    divar.app.handler = () => ({ status: 200, body: '{"repeated":true}' })
    await post('/carrier/reply', form)
    expect(divar.app.received.map(({ headers }) => headers['webhook-id'])).toEqual(['one', 'one'])
    await tellCompany(divar, 'thread.replied', { threadId: 'q', trackingCode: null, by: null, text: 'یخچال بزرگ' })
    const text = await read()
    expect(text.match(/در &#60;b&#62;راه/g)).toHaveLength(1)
    expect(text).toContain('یخچال بزرگ')
    expect(text.match(/فرستادن پاسخ/g)).toHaveLength(2)
    expect((await post('/carrier/reply', { ...form, thread: 'nobody' })).status).toBe(404)
    divar.app.handler = () => ({ status: 409, body: '{"reason":"the thread is closed"}' })
    await post('/carrier/reply', { ...form, id: 'two' })
    expect(await read()).toContain('پاسخ پذیرفته نشد')
  })

  it('has a button for each possible next step, which calls the app', async () => {
    await accepted('XK4M7P2Q8')
    expect(await labels()).toEqual(['تعیین پیک', 'انصراف'])
    const response = await tap('XK4M7P2Q8', 'تعیین پیک', 'پیک: علی')
    expect([response.status, response.headers.get('location')]).toEqual([303, '/carrier#XK4M7P2Q8'])
    expect(JSON.parse(divar.app.received[0]?.body ?? '')).toMatchObject({ status: 'assigned', note: 'پیک: علی' })
    expect(await read()).toContain('«تعیین پیک» ثبت شد.')
    expect(await labels()).toEqual(['تحویل گرفته شد', 'انصراف'])
    await tap('XK4M7P2Q8', 'تحویل گرفته شد')
    expect(await labels()).toEqual(['تحویل شد', 'تحویل ناموفق'])
    await tap('XK4M7P2Q8', 'تحویل ناموفق')
    expect(await labels()).toEqual(['تحویل گرفته شد (تلاش دوباره)', 'برگشت داده شد'])
    await tap('XK4M7P2Q8', 'برگشت داده شد')
    expect(await labels()).toEqual([])
    expect(await read()).toContain('پایان‌یافته')
    expect(peyk.get('XK4M7P2Q8')).toBe('returned')
  })

  it('sends a code, a reason and another time with a step, and the time alone without one', async () => {
    await accepted('XK4M7P2Q8')
    const [button] = buttons(await read())
    const extras = { handover: '4821', reason: 'traffic', eta: '2026-11-23T17:30' }
    await post('/carrier/step', { code: 'XK4M7P2Q8', step: button?.value ?? '', ...extras })
    const told = { eta: '2026-11-23T17:30+03:30', reason: 'traffic', code: '4821' }
    expect(JSON.parse(divar.app.received[0]?.body ?? '')).toMatchObject({ status: 'assigned', ...told })
    await post('/carrier/step', { code: 'XK4M7P2Q8', promise: 'call-1', eta: extras.eta, reason: 'weather' })
    const alone = JSON.parse(divar.app.received[1]?.body ?? '')
    expect(alone).toEqual({ trackingCode: 'XK4M7P2Q8', eta: told.eta, reason: 'weather' })
  })

  it('moves the window with a reason, names the courier and goes on without a code, in the words of the contract', async () => {
    await accepted('A')
    const sent = (at: number) => JSON.parse(divar.app.received[at]?.body ?? '')
    const window = { from: '2026-11-23T13:30', to: '2026-11-23T15:30' }
    const named = { courier: 'علی', vehicle: 'motorcycle' }
    await post('/carrier/step', { code: 'A', promise: 'call-1', ...window, ...named, reason: 'sender_asked' })
    expect(sent(0)).toEqual({
      trackingCode: 'A',
      window: { from: `${window.from}+03:30`, to: `${window.to}+03:30` },
      courier: { name: 'علی', vehicle: 'motorcycle' },
      reason: 'sender_asked',
    })
    const button = async (label: string) => buttons(await read()).find((one) => one.label === label)?.value ?? ''
    const onlyName = { courier: 'علی', vehicle: '', from: window.from, to: '' }
    await post('/carrier/step', { code: 'A', step: await button('تعیین پیک'), ...onlyName })
    expect(sent(1)).toMatchObject({ status: 'assigned', courier: { name: 'علی' } })
    expect(Object.keys(sent(1))).not.toContain('window')
    await post('/carrier/step', { code: 'A', step: await button('تحویل گرفته شد'), override: 'identity_checked' })
    expect(sent(2)).toMatchObject({ status: 'picked_up', codeOverride: 'identity_checked' })
  })

  it('gives up with a reason, and says so where none was chosen', async () => {
    await accepted('A')
    await tap('A', 'انصراف')
    expect(await read()).toContain('reason must be one of no_courier')
    const give = buttons(await read()).find(({ label }) => label === 'انصراف')
    await post('/carrier/step', { code: 'A', step: give?.value ?? '', reason: 'no_courier' })
    expect(JSON.parse(divar.app.received[1]?.body ?? '')).toMatchObject({ status: 'cancelled', reason: 'no_courier' })
    expect(peyk.get('A')).toBe('cancelled')
    expect(await labels()).toEqual([])
  })

  it.each([
    [
      'the reasons',
      Object.values(reasonLists).flatMap((words) => Object.keys(words)),
      listed('FailureReason', 'GiveUpReason', 'DelayReason'),
    ],
    ['the reasons to go on without a code', Object.keys(overrideReasons), listed('OverrideReason')],
    ['the vehicles', Object.keys(vehicles), schemas.Courier.properties.vehicle.enum.filter(Boolean)],
  ])('offers %s that Peyk knows and no other', (_, offered, known) => {
    expect(new Set(offered)).toEqual(new Set(known))
  })

  it('handles a double tap once', async () => {
    await accepted('A')
    const [button] = buttons(await read())
    await post('/carrier/step', { code: 'A', step: button?.value ?? '' })
    await post('/carrier/step', { code: 'A', step: button?.value ?? '' })
    expect(await read()).toContain('پیش‌تر ثبت شده بود')
    expect(peyk.get('A')).toBe('assigned')
  })

  it('repeats an unanswered tap with its own id', async () => {
    await accepted('A')
    divar.app.handler = () => ({ status: 503, body: '' })
    await tap('A', 'تعیین پیک')
    expect(await read()).toContain('برنامه خطا داد (۵۰۳)')
    actAsPeyk(divar.app, peyk)
    await tap('A', 'تعیین پیک')
    const ids = divar.app.received.map(({ headers }) => headers['webhook-id'])
    expect([ids.length, new Set(ids).size]).toEqual([2, 1])
    expect(peyk.get('A')).toBe('assigned')
  })

  it.each([
    [409, { reason: 'wrong_state', state: 'cancelled' }, 'وضعیت مرسوله: «لغو شد»'],
    [404, { reason: 'unknown' }, 'مرسوله‌ای با این کد نیست'],
    [401, { reason: 'signature' }, 'امضا پذیرفته نشد'],
    [400, { reason: 'bad' }, 'درخواست را نفهمید'],
    [429, { reason: 'slow down' }, 'درخواست‌ها زیاد بود'],
    [415, { reason: 'json' }, 'برنامه نپذیرفت (۴۱۵)'],
  ])("explains the app's answer %i in words", async (status, body, words) => {
    await accepted('A')
    divar.app.handler = () => ({ status, body: JSON.stringify(body) })
    await tap('A', 'تعیین پیک')
    expect(await read()).toContain(words)
  })

  it('says that a contact was erased, and who cancelled a shipment', async () => {
    await accepted('A')
    await tellCompany(divar, 'shipment.erased', { trackingCode: 'A', end: 'dropoff' })
    await tellCompany(divar, 'shipment.cancelled', {
      trackingCode: 'A',
      state: 'cancelled',
      by: 'buyer',
      reason: 'changed_mind',
    })
    const text = await read()
    expect(text).not.toContain('امیر رضایی')
    expect(text).toContain('نام، شماره و نشانی پاک شده است.')
    expect(text).toContain('لغو از سوی خریدار: <bdi>از معامله منصرف شد</bdi>')
    await accepted('B')
    await tellCompany(divar, 'shipment.cancelled', {
      trackingCode: 'B',
      state: 'cancelled',
      by: 'seller',
      reason: 'new_reason',
    })
    expect(await read()).toContain('لغو از سوی فروشنده: <bdi>new_reason</bdi>')
    expect(buttons(text)).toEqual([])
  })

  it('recovers missed shipments and says how that went', async () => {
    await tellCompany(divar, 'problem.reported', { trackingCode: 'A', problemId: 'p', by: 'buyer', text: 'دیر شد' })
    expect(await read()).toContain('سفارش این مرسوله نرسیده است')
    peyk.set('A', 'assigned')
    const response = await post('/carrier/recover', {})
    expect([response.status, response.headers.get('location')]).toEqual([303, '/carrier'])
    expect(await read()).toContain('۱ مرسولهٔ باز در فهرست بود و ۱ مرسوله در دفتر به‌روز شد.')
    expect(await labels()).toEqual(['تحویل گرفته شد', 'انصراف'])
    divar.app.handler = () => ({ status: 401, body: '{"reason":"signature"}' })
    await post('/carrier/recover', {})
    expect(await read()).toContain('بازیابی نشد: امضا پذیرفته نشد')
    divar.app.handler = () => ({ status: 404, body: '<!DOCTYPE html><p>page of the app</p>' })
    await post('/carrier/recover', {})
    expect(await read()).toContain('برنامه نپذیرفت (۴۰۴)')
    expect(await read()).not.toContain('page of the app')
  })

  it('sends its script what is new and shows texts as text', async () => {
    const list = async () => JSON.parse(await read('/carrier/list'))
    const { revision } = await list()
    await accepted('A"><script>', { service: '<i>', parcel: { size: '<u>', weightGrams: 500, fragile: false } })
    const next = await list()
    expect(next.revision).not.toBe(revision)
    expect(next.markup).toContain('۵۰۰ گرم')
    for (const text of [next.markup, await read()]) expect(/A"><script>|<i>|<u>/.test(text)).toBe(false)
    expect((await list()).revision).toBe(next.revision)
  })

  it('answers a tap on a shipment that a reset removed', async () => {
    expect((await post('/carrier/step', { code: 'A', step: 'assigned x' })).status).toBe(404)
    expect(divar.app.received).toEqual([])
  })
})
