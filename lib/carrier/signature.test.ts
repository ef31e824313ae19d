import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addSeconds } from '#lib/kernel/clock.ts'
import { signOrder, verifyCall } from './index.ts'
import { newCarrierKey } from './testing.ts'

const [key, old, foreign] = [newCarrierKey(), newCarrierKey(), newCarrierKey()]
const body = '{"status":"picked_up","note":"زنگ ۲"}'
/** One moment for both: headers of two calls, joined in a test, may not straddle a second. */
const now = new Date()
const signed = (change: { keys?: string[]; id?: string; at?: Date; body?: string } = {}) =>
  signOrder(change.keys ?? [key], change.id ?? 'call-1', change.at ?? now, change.body ?? body)
const verify = (headers: Record<string, string>, keys = [key, old], text = body) =>
  verifyCall(keys, new Headers(headers), text, now)
const reasonOf = (...given: Parameters<typeof verify>) => {
  const verified = verify(...given)
  return verified.ok ? null : verified.reason
}

describe('signOrder', () => {
  it('signs by Standard Webhooks, once with every key', () => {
    const headers = signed({ keys: [key, old], at: new Date('2026-11-22T09:00:00.900Z') })
    const signatures = [key, old].map((one) => {
      const bytes = Buffer.from(one.slice('whsec_'.length), 'base64')
      return `v1,${createHmac('sha256', bytes).update(`call-1.1795338000.${body}`).digest('base64')}`
    })
    expect(headers).toEqual({
      'webhook-id': 'call-1',
      'webhook-timestamp': '1795338000',
      'webhook-signature': signatures.join(' '),
    })
    expect(() => signed({ keys: [] })).toThrow()
  })
})

describe('verifyCall', () => {
  it('accepts a signature that itself begins like a version', () => {
    const ids = Array.from({ length: 20_000 }, (_, number) => `call-${number}`)
    const odd = ids.map((id) => signed({ id })).find((one) => /^v1,v\d/.test(one['webhook-signature']))
    expect(verify(odd ?? {})).toMatchObject({ ok: true })
    expect(verify({ ...odd, 'webhook-signature': `v1,AAAA, ${odd?.['webhook-signature']}` })).toMatchObject({
      ok: true,
    })
  })

  it('accepts a signature by any of the keys, newest or oldest', () => {
    for (const keys of [[key], [old], [foreign, old], [old, key]]) {
      expect(verify(signed({ keys }))).toMatchObject({ ok: true, id: 'call-1' })
    }
    expect(verify(signed({ body: '' }), [key], '')).toMatchObject({ ok: true, id: 'call-1' })
  })

  it.each<[string, (right: string, wrong: string) => string]>([
    ['two lines, as they become one, the right one first', (right, wrong) => `${right}, ${wrong}`],
    ['two lines, the right one last', (right, wrong) => `${wrong}, ${right}`],
    ['a comma without a space', (right, wrong) => `${right},${wrong}`],
    ['several spaces', (right, wrong) => `${wrong}   ${right}`],
    ['a tab', (right, wrong) => `${wrong}\t${right}`],
    ['lines of several each', (right, wrong) => `${wrong} ${wrong}, ${wrong} ${right}`],
    ['an asymmetric one before it', (right) => `v1a,${'A'.repeat(86)}== ${right}`],
    ['one of a version to come', (right) => `v2,x ${right}`],
  ])('finds the valid signature among others: %s', (_, join) => {
    const [right, wrong] = [signed()['webhook-signature'], signed({ keys: [foreign] })['webhook-signature']]
    expect(reasonOf({ ...signed(), 'webhook-signature': join(right, wrong) })).toBeNull()
    expect(reasonOf({ ...signed(), 'webhook-signature': join(wrong, wrong) })).toContain('no signature')
  })

  it('accepts a duplicated header with one value and refuses one with two', () => {
    const { 'webhook-id': id, 'webhook-timestamp': stamp, 'webhook-signature': signature } = signed()
    const headers = (ids: string, stamps: string) => ({
      'webhook-id': ids,
      'webhook-timestamp': stamps,
      'webhook-signature': signature,
    })
    expect(verify(headers(`${id}, ${id}`, `${stamp}, ${stamp}`))).toEqual({ ok: true, id, stamp: Number(stamp) })
    expect(reasonOf(headers(`${id}, other`, stamp))).toContain('webhook-id')
    expect(reasonOf(headers(id, `${stamp}, ${Number(stamp) + 1}`))).toContain('seconds since 1970')
    expect(reasonOf(headers(id, `${stamp}000`))).toContain('seconds since 1970')
  })

  it('finds the valid signature in any sequence of them', () => {
    const between = fc.constantFrom(' ', '  ', ', ', ',', '\t')
    const others = fc.array(
      fc.tuple(fc.constantFrom(...['v1', 'v1a', 'v2']), fc.base64String({ maxLength: 44 }), between),
    )
    fc.assert(
      fc.property(others, others, between, (before, behind, space) => {
        const line = (all: [string, string, string][]) => all.map(([version, text, gap]) => `${version},${text}${gap}`)
        const right = signed()['webhook-signature']
        const value = `${line(before).join('')}${right}${space}${line(behind).join('')}`
        expect(reasonOf({ ...signed(), 'webhook-signature': value })).toBeNull()
      }),
    )
  })

  it('refuses a foreign key, and every signature without keys', () => {
    expect(reasonOf(signed({ keys: [foreign] }))).toContain('no signature')
    expect(reasonOf(signed(), [])).toContain('no carrier keys')
    expect(reasonOf(signed(), ['whsec_not base64'])).toContain('no signature')
  })

  it('refuses a timestamp more than five minutes off in either direction', () => {
    for (const off of [-301, 302, -86_400, 86_400]) {
      expect(reasonOf(signed({ at: addSeconds(now, off) }))).toContain('5 minutes off')
    }
    for (const off of [-290, 290]) expect(reasonOf(signed({ at: addSeconds(now, off) }))).toBeNull()
  })

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('refuses a call without %s', (name) => {
    const { [name]: _, ...headers } = signed() as Record<string, string>
    expect(reasonOf(headers)).toContain('are needed')
  })

  it('refuses an id with a full stop, which would make the signed text ambiguous', () => {
    const stamp = String(Math.floor(now.getTime() / 1000))
    const { 'webhook-signature': signature } = signed({ id: 'a', body: `${stamp}.{}` })
    const headers = { 'webhook-id': `a.${stamp}`, 'webhook-timestamp': stamp, 'webhook-signature': signature }
    expect(reasonOf(headers, [key], '{}')).toContain('webhook-id')
    expect(reasonOf(signed({ id: 'x'.repeat(256) }))).toContain('webhook-id')
  })

  it('refuses any change of id, timestamp, signature or body', () => {
    const headers = signed()
    const { 'webhook-timestamp': stamp, 'webhook-signature': signature } = headers
    expect(reasonOf({ ...headers, 'webhook-id': 'call-2' })).toContain('no signature')
    expect(reasonOf({ ...headers, 'webhook-timestamp': String(Number(stamp) - 1) })).toContain('no signature')
    expect(reasonOf({ ...headers, 'webhook-signature': signature.replace('v1,', 'v2,') })).toContain('no signature')
    expect(reasonOf({ ...headers, 'webhook-signature': 'v1' })).toContain('no signature')
    expect(reasonOf(headers, [key], body.replace('picked_up', 'delivered'))).toContain('no signature')
  })

  it('never throws and accepts nothing that was not signed', () => {
    const text = fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)) })
    const stamps = fc.oneof(text, fc.constant(String(Math.floor(now.getTime() / 1000))))
    fc.assert(
      fc.property(text, stamps, text, fc.string(), fc.array(text), (id, stamp, signature, rawBody, keys) => {
        const headers = { 'webhook-id': id, 'webhook-timestamp': stamp, 'webhook-signature': signature }
        expect(verify(headers, [key, ...keys], rawBody).ok).toBe(false)
      }),
    )
  })
})
