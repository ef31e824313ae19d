import { afterEach, describe, expect, it } from 'vitest'
import { unsetFile, unsetVersion, writeLogo } from '#lib/business/index.ts'
import { serveWith } from '#lib/web/testing-services.ts'
import { businessLogo, logoHref } from './logo.ts'

const png = (last: number) =>
  writeLogo('image/png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa, last]))
const version = (number: number, logo: string | null) => ({
  number,
  business: { ...unsetVersion.business, logo },
  data: { ...unsetFile, logo },
})
const hrefOf = (logo: string) => logoHref(version(1, logo)) ?? ''
const get = async (href: string) => await businessLogo(href.split('/').at(-1) ?? '')

afterEach(() => serveWith(null))

describe('the address of a logo', () => {
  it('answers with what this process knows, for ever, and with nothing that runs', async () => {
    serveWith({ business: { shown: async () => version(1, png(1)) } })
    const answer = await get(hrefOf(png(1)))
    expect([answer.status, Object.fromEntries(answer.headers)]).toEqual([
      200,
      {
        'content-type': 'image/png',
        'cache-control': 'public, max-age=31536000, immutable',
        'content-security-policy': "default-src 'none'; sandbox",
      },
    ])
    expect(new Uint8Array(await answer.arrayBuffer()).at(-1)).toBe(1)
  })

  it('answers for a version that another process has written, and for the one before it', async () => {
    const newest = async () => [version(3, png(3)), version(2, png(2))]
    serveWith({
      business: { shown: async () => version(1, null) },
      desk: { business: { store: { newest } } } as object,
    })
    expect([(await get(hrefOf(png(3)))).status, (await get(hrefOf(png(2)))).status]).toEqual([200, 200])
    const other = await get('/api/logo/0123456789abcdef')
    expect([other.status, other.headers.get('cache-control')]).toEqual([404, 'no-store'])
  })
})
