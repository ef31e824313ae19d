import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Harness, png, startHarness, talkId } from './testing/harness.ts'

let divar: Harness
beforeAll(async () => {
  divar = await startHarness()
})
afterAll(() => divar.close())
beforeEach(() => {
  divar.control.reset()
})

const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080005000701011100', 'hex')
const newToken = async () => {
  const response = await divar.api('/experimental/open-platform/chat/upload', null, {})
  return ((await response.json()) as { token: string }).token
}
async function put(bytes: Uint8Array, name = 'a.png', { kind = 'image', part = 'file', token = '' } = {}) {
  const body = new FormData()
  body.set(part, new Blob([new Uint8Array(bytes)]), name)
  const headers = { authorization: `Bearer ${token || (await newToken())}` }
  return fetch(`${divar.url}/upload/${kind}`, { method: 'POST', body, headers })
}
const idOf = async (response: Response) => ((await response.json()) as { id: string }).id
const padded = (length: number) => Buffer.concat([png, Buffer.alloc(length - png.length)])

describe('an upload', () => {
  it('stores the bytes unchanged and serves them', async () => {
    const bytes = Buffer.concat([png, Buffer.from([0, 255, 13, 10, 128])])
    const response = await fetch(`${divar.url}/media/${await idOf(await put(bytes))}`)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
    expect((await fetch(`${divar.url}/media/nothing`)).status).toBe(404)
  })

  it('uses its token up once a file was accepted', async () => {
    const token = await newToken()
    expect((await put(png, 'a.gif', { token })).status).toBe(400)
    expect((await put(png, 'a.png', { token })).status).toBe(200)
    expect((await put(png, 'a.png', { token })).status).toBe(401)
  })

  it('is limited to 5 MB, in the stricter reading', async () => {
    expect((await put(padded(5_000_000))).status).toBe(200)
    expect((await put(padded(5_000_001))).status).toBe(400)
  })

  it.each([
    ['a text that calls itself a picture', Buffer.from('hello'), 'a.png', {}],
    ['a JPEG that calls itself a PNG', jpeg, 'a.png', {}],
    ['a picture among files', png, 'a.png', { kind: 'file' }],
    ['a part of another name', png, 'a.png', { part: 'image' }],
    ['an empty file', Buffer.alloc(0), 'a.png', {}],
  ])('is refused with %s', async (_name, bytes, name, options) => {
    expect((await put(bytes, name, options)).status).toBe(400)
  })

  it.each([
    ['a.JPG', jpeg, 'image'],
    ['a.pdf', Buffer.from('%PDF-1.7'), 'file'],
    ['a.docx', Buffer.from('PK\u0003\u0004'), 'file'],
    ['a.m4a', Buffer.from('\0\0\0\u0018ftypM4A '), 'voice'],
    ['a.mp4', Buffer.from('\0\0\0\u0018ftypisom'), 'video'],
  ])('is accepted with %s', async (name, bytes, kind) => {
    expect((await put(bytes, name, { kind })).status).toBe(200)
  })

  it('can fail at either step', async () => {
    const token = await newToken()
    divar.control.fault({ on: 'upload-file', kind: 'status', status: 503 })
    expect((await put(png, 'a.png', { token })).status).toBe(503)
    expect((await put(png, 'a.png', { token })).status).toBe(200)
    divar.control.fault({ on: 'upload', kind: 'status', status: 503 })
    expect((await divar.api('/experimental/open-platform/chat/upload', null, {})).status).toBe(503)
  })
})

describe('a medium in a message', () => {
  it('is an image with its size, in a chat and in the chatbot', async () => {
    const id = await idOf(await put(jpeg, 'a.jpg'))
    const { access_token: token } = await divar.grant()
    const image = { link: `${divar.url}/media/${id}`, size_bytes: jpeg.length, height_px: 5, width_px: 7 }
    expect((await divar.send(token, { media_token: id })).status).toBe(200)
    expect(divar.control.messages(talkId).at(-1)).toMatchObject({ type: 'IMAGE', mediaToken: id, data: image })
    const path = `/v1/open-platform/chat/bot/conversations/${divar.control.bot('sara').id}/messages`
    expect((await divar.api(path, null, { media_token: id })).status).toBe(200)
    expect(divar.control.bot('sara').messages).toMatchObject([{ type: 'IMAGE', mediaToken: id, data: image }])
    expect(await (await fetch(`${divar.url}/chat/${talkId}?as=DEMAND`)).text()).toContain(`src="/media/${id}"`)
  })
})
