import { describe, expect, it } from 'vitest'
import { createDivarClient } from '../client.ts'
import { DivarResponseError } from '../errors.ts'
import { type Image, maxImageBytes } from './media.ts'

const png: Image = { bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0xff]), kind: 'image/png' }
const good = [{ token: 'dXBsb2FkLXRva2Vu+/==' }, { id: 'm-1', status: 'ok' }]

/** A client whose calls get these answers in turn, a number for a refusal with that status. */
function clientAnswering(answers: unknown[]) {
  const sent: { url: string; init: RequestInit }[] = []
  const names: string[] = []
  const client = createDivarClient({
    apiUrl: 'https://api.example',
    oauthUrl: 'https://oauth.example',
    chatUploadUrl: 'https://chat.example',
    appSlug: 'parcel-demo',
    apiKey: 'key-1',
    oauthSecret: 'secret',
    redirectUri: 'https://app.example/callback',
    fetch: async (url, init = {}) => {
      const answer = answers[sent.length]
      sent.push({ url: String(url), init })
      return typeof answer === 'number' ? Response.json({}, { status: answer }) : Response.json(answer)
    },
    onCall: ({ operation, outcome }) => void names.push(`${operation} ${outcome}`),
  })
  return { client, sent, names }
}

describe('uploadImage', () => {
  it('gets an upload token, uploads the bytes and returns the media token (Contract §10)', async () => {
    const { client, sent, names } = clientAnswering(good)
    expect(await client.uploadImage(png)).toEqual({ mediaToken: 'm-1' })
    expect(sent.map(({ url }) => url)).toEqual([
      'https://api.example/experimental/open-platform/chat/upload',
      'https://chat.example/upload/image',
    ])
    expect(sent[0]?.init).toMatchObject({ method: 'POST', body: '{}', headers: { 'x-api-key': 'key-1' } })
    expect(sent[1]?.init).toMatchObject({
      method: 'POST',
      redirect: 'manual',
      headers: { accept: '*/*', authorization: 'Bearer dXBsb2FkLXRva2Vu+/==' },
    })
    expect(Object.keys(sent[1]?.init.headers ?? {}).sort()).toEqual(['accept', 'authorization'])
    expect(names).toEqual(['create_upload_token answered', 'upload_image answered'])
  })

  it.each([
    [png.kind, 'image.png'],
    ['image/jpeg', 'image.jpg'],
  ] as const)('sends %s as the single part `file` named %s', async (kind, name) => {
    const { client, sent } = clientAnswering(good)
    // A view into larger memory, as Node's pooled buffers are.
    const bytes = new Uint8Array([9, 9, ...png.bytes, 9]).subarray(2, 2 + png.bytes.length)
    await client.uploadImage({ bytes, kind })
    const body = sent[1]?.init.body as FormData
    expect([...body.keys()]).toEqual(['file'])
    const file = body.get('file') as File
    expect([file.name, file.type]).toEqual([name, kind])
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(png.bytes)
  })

  it.each([0, maxImageBytes + 1])('refuses an image of %i bytes before the call', async (size) => {
    const { client, sent } = clientAnswering(good)
    const run = client.uploadImage({ ...png, bytes: new Uint8Array(size) })
    await expect(run).rejects.toMatchObject({ code: 'invalid_input' })
    expect(sent).toEqual([])
  })

  it('accepts an image of the maximum size', async () => {
    const { client } = clientAnswering(good)
    await client.uploadImage({ ...png, bytes: new Uint8Array(maxImageBytes) })
  })

  it.each([
    ['no token', [{}, good[1]], 1],
    ['a token that no header can hold', [{ token: 'a\r\nb' }, good[1]], 1],
    ['a list for the token', [[], good[1]], 1],
    ['no id', [good[0], { status: 'ok' }], 2],
    ['an id with a blank', [good[0], { id: 'a b', status: 'ok' }], 2],
  ])('throws on an answer with %s', async (_, answers, calls) => {
    const { client, sent } = clientAnswering(answers)
    await expect(client.uploadImage(png)).rejects.toBeInstanceOf(DivarResponseError)
    expect(sent).toHaveLength(calls)
  })

  it.each([
    ['token', [403, good[1]], 'create_upload_token refused', 403],
    ['image', [good[0], 413], 'upload_image refused', 413],
  ])('reports a refused %s', async (_, answers, name, httpStatus) => {
    const { client, names } = clientAnswering(answers)
    await expect(client.uploadImage(png)).rejects.toMatchObject({ code: 'divar_refused', httpStatus })
    expect(names.at(-1)).toBe(name)
  })
})
