import { describe, expect, it } from 'vitest'
import { parseBusiness } from './business.ts'
import example from './example.json' with { type: 'json' }
import { readLogo, writeLogo } from './logo.ts'

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
const long = Uint8Array.from({ length: 9_001 }, (_, index) => png[index] ?? 0)

describe('the logo of a business', () => {
  it('is its bytes again, under a name that only they have', () => {
    const logo = readLogo(writeLogo('image/png', png))
    expect(logo).toMatchObject({ kind: 'image/png', bytes: png, id: expect.stringMatching(/^[0-9a-f]{16}$/) })
    expect(readLogo(writeLogo('image/png', png.with(9, 9)))?.id).not.toBe(logo?.id)
  })

  it.each([
    ['a drawing that may hold scripts', 'data:image/svg+xml;base64,PHN2Zy8+'],
    ['a page', 'data:text/html;base64,PGI+'],
    ['an address', 'https://badpa.example/logo.png'],
    ['another kind than it says', writeLogo('image/jpeg', png)],
    ['nothing', 'data:image/png;base64,'],
    ['what is larger than it may be', writeLogo('image/png', long)],
    ['what goes on behind its end', `${writeLogo('image/png', png)}\n<script>`],
  ])('is not %s', (_, logo) => {
    expect(readLogo(logo)).toBeNull()
    expect(parseBusiness({ ...example, logo })).toMatchObject({ ok: false, faults: [{ path: 'logo' }] })
  })

  it('may be there, be nothing, or be left out', () => {
    const { logo: _, ...bare } = example
    const of = (logo: object) => parseBusiness({ ...bare, ...logo })
    const text = writeLogo('image/png', png)
    expect([of({ logo: text }), of({ logo: null }), of({})]).toMatchObject([
      { ok: true, business: { logo: text } },
      { ok: true, business: { logo: null } },
      { ok: true, business: { logo: null } },
    ])
  })
})
