import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseForm } from './multipart.ts'

const picture = Buffer.from([0xff, 0xd8, 0x0d, 0x0a, 0x2d, 0x2d, 0x00, 0x0a, 0x0d])

const formOf = (disposition: string, { boundary = 'b', end = '\r\n', headers = '', before = '', behind = '' } = {}) =>
  Buffer.concat([
    Buffer.from(`${before}--${boundary}${end}Content-Disposition: ${disposition}${end}${headers}${end}`),
    picture,
    Buffer.from(`${end}--${boundary}--${behind}`),
  ])

const read = (body: Uint8Array, type = 'multipart/form-data; boundary=b') =>
  parseForm(type, body)?.map(({ name, bytes }) => [name, Buffer.from(bytes)]) ?? null

const found = [['picture', picture]]

describe('parsing a multipart form', () => {
  it.each([
    'form-data; name="picture"; filename="door.jpg"',
    'form-data; name="picture"; filename="a\\"b.jpg"',
    'form-data; name="picture"; filename="a\\\\"; x="y"',
    'form-data; name="picture"; filename="a%22b.jpg"',
    'form-data; name="picture"; filename="عکس در.jpg"',
    'form-data; name="picture"; filename*=UTF-8\'\'%D8%B9%DA%A9%D8%B3.jpg',
    'form-data; name="picture"; filename="x.jpg"; filename*=UTF-8\'\'%D8.jpg',
    "form-data; name*=utf-8''picture; filename=x",
    'form-data; name=picture; filename=door.jpg',
    'form-data;name=picture;filename=door.jpg',
    'form-data; filename="name=\\"other\\".jpg"; name="picture"',
    'form-data; filename="C:\\door\\x.jpg"; name="picture"',
    'form-data; NAME="picture"; FileName="x"',
    'form-data; name = "picture" ; filename = "x"',
    'form-data; name="pic\\ture"',
    'form-data; name="picture"',
    'form-data;\r\n name="picture";\r\n filename="x"',
    'attachment; name="picture"; filename=""',
  ])('finds the file named picture: %s', (disposition) => {
    expect(read(formOf(disposition))).toEqual(found)
  })

  const plain = 'form-data; name="picture"; filename="x"'

  it.each<[string, string, Buffer]>([
    ['a quoted boundary', 'multipart/form-data; boundary="b"', formOf(plain)],
    [
      'a boundary with spaces and signs',
      'multipart/form-data; boundary="a b:=?"',
      formOf(plain, { boundary: 'a b:=?' }),
    ],
    ['a charset as well', 'multipart/form-data; charset=utf-8; boundary=b; x=y', formOf(plain)],
    ['a boundary of dashes', 'multipart/form-data; boundary=----W', formOf(plain, { boundary: '----W' })],
    [
      'text around it',
      'multipart/form-data; boundary=b',
      formOf(plain, { before: 'hello --b\r\n', behind: '\r\nbye' }),
    ],
    ['lines of a line feed', 'multipart/form-data; boundary=b', formOf(plain, { end: '\n' })],
    [
      'more headers',
      'multipart/form-data; boundary=b',
      formOf(plain, { headers: 'Content-Type: image/jpeg\r\nX-A: 1\r\n' }),
    ],
    [
      'a header in small letters',
      'Multipart/Form-Data; BOUNDARY=b',
      formOf(plain, { headers: 'content-length: 9\r\n' }),
    ],
  ])('accepts %s', (_, type, body) => {
    expect(read(body, type)).toEqual(found)
  })

  it('accepts the file in base64', () => {
    const headers = 'Content-Transfer-Encoding: base64\r\n'
    const text = Buffer.from(
      formOf(plain, { headers }).toString('latin1').replace(picture.toString('latin1'), 'AQID\r\nBA=='),
    )
    expect(read(text)).toEqual([['picture', Buffer.from([1, 2, 3, 4])]])
  })

  it.each<[string, string, string]>([
    ['no boundary', 'multipart/form-data', '--b\r\n\r\n\r\n--b--'],
    ['an empty one', 'multipart/form-data; boundary=', '--b\r\n\r\n\r\n--b--'],
    ['no end', 'multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx'],
    ['no part', 'multipart/form-data; boundary=b', 'x'],
    ['nothing', 'multipart/form-data; boundary=b', ''],
    ['a part that is all headers', 'multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data\r\n--b--'],
    ['a thousand parts', 'multipart/form-data; boundary=b', `${'--b\r\n\r\nx\r\n'.repeat(1_000)}--b--`],
  ])('refuses %s', (_, type, body) => {
    expect(read(Buffer.from(body), type)).toBeNull()
  })

  it('handles a part without a name or with an unreadable one', () => {
    expect(read(formOf('form-data'))).toEqual([[null, picture]])
    expect(read(formOf("form-data; name*=utf-8''%ff"))).toEqual([[null, picture]])
  })

  it('reads back what the platform wrote, for any content', async () => {
    const names = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((name) => !/[\r\n"]/.test(name))
    const files = fc.array(fc.tuple(fc.uint8Array({ maxLength: 400 }), names), { maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(files, async (all) => {
        const form = new FormData()
        for (const [bytes, name] of all) form.append('picture', new File([new Uint8Array(bytes)], name))
        const response = new Response(form)
        const parts = parseForm(response.headers.get('content-type') ?? '', await response.bytes())
        expect(parts?.map(({ name, bytes }) => [name, [...bytes]])).toEqual(
          all.map(([bytes]) => ['picture', [...bytes]]),
        )
      }),
    )
  })

  it('never throws for any bytes', () => {
    const pieces = fc.constantFrom(
      '--b',
      '\r\n',
      '\n',
      '--',
      'Content-Disposition: form-data',
      '; name="',
      '"',
      ':',
      'x',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), fc.string(), (all, type) => {
        const body = Buffer.from(all.join(''))
        for (const each of ['multipart/form-data; boundary=b', type]) {
          const size = parseForm(each, body)?.reduce((sum, { bytes }) => sum + bytes.length, 0) ?? 0
          expect(size).toBeLessThanOrEqual(body.length)
        }
      }),
    )
  })
})
