import { describe, expect, it } from 'vitest'
import { clientAddress, isNavigation, isPrefetch, isSameSite, peerHeader } from './guard.ts'

describe('isSameSite', () => {
  const appUrl = 'https://peyk.example.ir'
  const from = (headers: Record<string, string>) => isSameSite(new Headers(headers), appUrl)

  it('uses what the browser reports', () => {
    expect(from({ 'sec-fetch-site': 'same-origin' })).toBe(true)
    for (const site of ['same-site', 'cross-site', 'none', '', 'Same-Origin, cross-site']) {
      expect(from({ 'sec-fetch-site': site })).toBe(false)
      expect(from({ 'sec-fetch-site': site, origin: appUrl })).toBe(false)
    }
  })

  it('uses the origin when the browser reports nothing', () => {
    expect(from({ origin: appUrl })).toBe(true)
    const others = [
      'null',
      'http://peyk.example.ir',
      `${appUrl}:444`,
      `${appUrl}.evil.ir`,
      `${appUrl}/`,
      'https://example.ir',
    ]
    for (const origin of others) expect(from({ origin })).toBe(false)
  })

  it('refuses a request without either', () => {
    expect(from({})).toBe(false)
    expect(from({ referer: `${appUrl}/s/x` })).toBe(false)
  })

  it('compares ports and ignores the default one', () => {
    expect(isSameSite(new Headers({ origin: 'http://localhost:3000' }), 'http://localhost:3000')).toBe(true)
    expect(isSameSite(new Headers({ origin: 'https://peyk.ir' }), 'https://peyk.ir:443')).toBe(true)
  })
})

describe('isPrefetch', () => {
  const prefetch = (headers: Record<string, string>, method = 'GET') =>
    isPrefetch(new Request('http://x', { method, headers }))

  it.each([
    ['sec-purpose', 'prefetch'],
    ['sec-purpose', 'prefetch;prerender'],
    ['sec-purpose', 'Prefetch'],
    ['purpose', 'prefetch'],
    ['x-moz', 'prefetch'],
    ['rsc', '1'],
    ['next-router-prefetch', '1'],
  ])('is true for %s: %s', (name, value) => {
    expect(prefetch({ [name]: value })).toBe(true)
  })

  it('reads an older header next to an empty newer one', () => {
    expect(prefetch({ 'sec-purpose': '', purpose: 'prefetch' })).toBe(true)
  })

  it('includes HEAD and excludes a plain visit', () => {
    expect(prefetch({}, 'HEAD')).toBe(true)
    expect(prefetch({ 'sec-purpose': 'navigation', accept: 'text/html' })).toBe(false)
    expect(prefetch({}, 'POST')).toBe(false)
  })
})

describe('clientAddress with trusted proxies', () => {
  const address = (forwarded: string | null, proxies: number) =>
    clientAddress(new Headers(forwarded === null ? {} : { 'x-forwarded-for': forwarded }), proxies)

  it('is the address seen by the outermost trusted proxy', () => {
    expect(address('203.0.113.7', 1)).toBe('203.0.113.7')
    expect(address('203.0.113.7, 10.0.0.1', 2)).toBe('203.0.113.7')
    expect(address(' 2001:db8::1 ,10.0.0.1', 2)).toBe('2001:db8:0:0::/64')
  })

  it('is not an address that the client wrote into the header', () => {
    expect(address('198.51.100.1, 203.0.113.7', 1)).toBe('203.0.113.7')
    expect(address('1.1.1.1, 2.2.2.2, 203.0.113.7, 10.0.0.1', 2)).toBe('203.0.113.7')
  })

  it('is one shared value when no proxy reports one', () => {
    for (const [forwarded, proxies] of [
      ['203.0.113.7', 0],
      ['a name', 1],
      [null, 1],
      ['', 1],
      ['203.0.113.7', 2],
      [', ', 1],
    ] as const) {
      expect(address(forwarded, proxies)).toBe('any')
    }
  })
})

describe('clientAddress without proxies', () => {
  const peer = (address: string) =>
    clientAddress(new Headers({ [peerHeader]: address, 'x-forwarded-for': '1.1.1.1' }), 0)

  it("is the connected address, not the header's", () => {
    expect(peer('203.0.113.7')).toBe('203.0.113.7')
    expect(peer('::ffff:203.0.113.7')).toBe('203.0.113.7')
    expect(peer('')).toBe('any')
  })

  it('is the whole IPv6 network of an address', () => {
    for (const one of ['2001:db8:1:2::1', '2001:DB8:1:2:3:4:5:6', '2001:db8:1:2::1.2.3.4', '2001:0db8:0001:2::']) {
      expect(peer(one)).toBe('2001:db8:1:2::/64')
    }
    expect(peer('::1')).toBe('0:0:0:0::/64')
    expect(peer('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
    expect(peer('2001:db8::1:2')).toBe('2001:db8:0:0::/64')
  })
})

describe('isNavigation', () => {
  const from = (headers: Record<string, string>) => isNavigation(new Headers(headers))

  it('includes visits to a page and browsers that do not report', () => {
    expect(from({ 'sec-fetch-mode': 'navigate' })).toBe(true)
    expect(from({})).toBe(true)
  })

  it('excludes requests that a page makes itself', () => {
    for (const mode of ['cors', 'no-cors', 'same-origin', '']) expect(from({ 'sec-fetch-mode': mode })).toBe(false)
  })
})
