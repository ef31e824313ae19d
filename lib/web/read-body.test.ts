import { describe, expect, it } from 'vitest'
import { maxBodyBytes, readJson, readText } from './read-body.ts'

const json = { 'content-type': 'application/json' }

type Init = RequestInit & { duplex?: 'half' }
const post = (body: BodyInit | null, headers: Record<string, string> = json) =>
  new Request('http://x', { method: 'POST', headers, body, duplex: 'half' } as Init)

/** A body that comes in pieces of 1 KB, without its length, and counts what was read of it. */
function stream(pieces: number, fail = false) {
  let read = 0
  let cancelled = false
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        read += 1
        if (fail && read > 2) return controller.error(new Error('gone'))
        if (read > pieces) return controller.close()
        controller.enqueue(new Uint8Array(1024).fill(0x20))
      },
      cancel() {
        cancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { body, read: () => read, cancelled: () => cancelled }
}

describe('readJson', () => {
  it('returns the sent value, with __proto__ as an ordinary field', async () => {
    expect(await readJson(post('{"a":["ب",1,null]}'))).toEqual({ ok: true, json: { a: ['ب', 1, null] } })
    const read = await readJson(post('{"__proto__":{"isAdmin":true}}'))
    expect(read.ok && Object.keys(read.json as object)).toEqual(['__proto__'])
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'Application/JSON ;charset=UTF-8',
    'application/json; charset=windows-1256',
    'application/json;',
    'text/json',
    'application/cloudevents+json; charset=UTF-8',
    'application/vnd.carrier.v2+json',
    'application/ld+json',
  ])('accepts %s', async (type) => {
    expect(await readJson(post('1', { 'content-type': type }))).toEqual({ ok: true, json: 1 })
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'application/json-seq',
    'application/+json2',
    '',
  ])('refuses the type %j before reading', async (type) => {
    const { body, read } = stream(1)
    expect(await readJson(post(body, { 'content-type': type }))).toMatchObject({ ok: false, status: 415 })
    expect(read()).toBe(0)
  })

  it.each([
    ['gzip', 'the content encoding gzip is not taken: send the body as it is'],
    ['GZip', 'the content encoding gzip is not taken: send the body as it is'],
    ['br', 'the content encoding br is not taken: send the body as it is'],
    ['gzip, br', 'the content encoding is not taken: send the body as it is'],
  ])('refuses a body compressed with %s before reading, with a reason', async (encoding, reason) => {
    for (const read of [readJson, readText]) {
      const { body, read: pieces } = stream(1)
      const headers = { ...json, 'content-encoding': encoding }
      expect(await read(post(body, headers))).toEqual({ ok: false, status: 415, reason })
      expect(pieces()).toBe(0)
    }
    expect(await readJson(post('1', { ...json, 'content-encoding': 'identity' }))).toMatchObject({ ok: true })
  })

  it('accepts a byte order mark in UTF-8', async () => {
    expect(await readJson(post('\uFEFF{"a":1}'))).toEqual({ ok: true, json: { a: 1 } })
    expect(await readText(post('\uFEFF{"a":1}'))).toEqual({ ok: true, text: '\uFEFF{"a":1}' })
  })

  it('refuses a declared length over the limit before reading', async () => {
    const { body, read } = stream(1)
    const headers = { ...json, 'content-length': String(maxBodyBytes + 1) }
    expect(await readJson(post(body, headers))).toMatchObject({ ok: false, status: 413 })
    expect(read()).toBe(0)
  })

  it('reads up to the exact limit', async () => {
    const exact = JSON.stringify('x'.repeat(maxBodyBytes - 2))
    expect(await readJson(post(exact))).toMatchObject({ ok: true })
    expect(await readJson(post(`${exact} `))).toMatchObject({ ok: false, status: 413 })
    expect(await readJson(post('["ab"]'), 6)).toMatchObject({ ok: true })
    expect(await readJson(post('["ی"]'), 5)).toMatchObject({ ok: false, status: 413 })
  })

  it('stops reading an endless body without a length or with a false one', async () => {
    for (const length of [undefined, '10', 'abc', '-1']) {
      const { body, read, cancelled } = stream(Number.POSITIVE_INFINITY)
      const headers = length === undefined ? json : { ...json, 'content-length': length }
      expect(await readJson(post(body, headers))).toMatchObject({ ok: false, status: 413 })
      expect([read(), cancelled()]).toEqual([65, true])
    }
  })

  it('reports an incomplete body', async () => {
    expect(await readJson(post(stream(9, true).body))).toEqual({
      ok: false,
      status: 400,
      reason: 'the body did not arrive',
    })
  })

  it.each(['', ' ', '{', '{"a":}', "{'a':1}", 'undefined', '{"a":1}x', '\0'])(
    'refuses %j without quoting it',
    async (text) => {
      const read = await readJson(post(text))
      expect(read).toEqual({ ok: false, status: 400, reason: 'the body is not JSON in UTF-8' })
    },
  )

  it('refuses an empty body and invalid UTF-8', async () => {
    expect(await readJson(post(null))).toMatchObject({ ok: false, status: 400 })
    for (const bytes of [
      [0x22, 0xff, 0x22],
      [0x22, 0xed, 0xa0, 0x80, 0x22],
      [0x22, 0xc3, 0x22],
      [0xff, 0xfe, 0x31, 0],
    ]) {
      expect(await readJson(post(new Uint8Array(bytes)))).toMatchObject({ ok: false, status: 400 })
    }
  })

  it('survives any nesting within the limit', async () => {
    for (const text of ['['.repeat(30_000), `${'['.repeat(30_000)}${']'.repeat(30_000)}`, '{"a":'.repeat(12_000)]) {
      const read = await readJson(post(text))
      expect(read.ok || read.status).toBe(text.endsWith(']') ? true : 400)
    }
  })
})
