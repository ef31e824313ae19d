import { describe, expect, it } from 'vitest'
import { distrust, signed } from './signature.ts'

/** The example of the Standard Webhooks documents. */
const example = {
  key: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  stamp: 1614265330,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
}
const { key, id, stamp, body } = example
const other = 'whsec_b3RoZXItb3RoZXItb3RoZXI='

describe("the signature of the carrier's webhook", () => {
  it('equals the published example', () => {
    const headers = signed([key], id, stamp, body)
    expect(headers).toEqual({
      'webhook-id': id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': example.signature,
    })
    expect(distrust([key], headers, body, stamp)).toBeNull()
  })

  it('is accepted by a receiver that has one of the keys', () => {
    const rotated = signed([other, key], id, stamp, body)
    expect(rotated['webhook-signature']).toContain(` ${example.signature}`)
    expect(distrust([key], rotated, body, stamp)).toBeNull()
    expect(distrust([other, key], signed([key], id, stamp, body), body, stamp)).toBeNull()
  })

  type Wrong = { keys?: string[]; sent?: string; patch?: Record<string, string> }
  it.each<[string, Wrong]>([
    ['another key', { keys: [other] }],
    ['no keys', { keys: [] }],
    ['another body', { sent: `${body} ` }],
    ['another id', { patch: { 'webhook-id': 'msg_2' } }],
    ['another stamp', { patch: { 'webhook-timestamp': '1614265331' } }],
    ['no signature', { patch: { 'webhook-signature': '' } }],
    ['another version', { patch: { 'webhook-signature': example.signature.replace('v1,', 'v2,') } }],
    ['no id', { patch: { 'webhook-id': '' } }],
    ['a stamp that is no number', { patch: { 'webhook-timestamp': 'now' } }],
  ])('is refused with %s', (_, { keys = [key], sent = body, patch = {} }) => {
    expect(distrust(keys, { ...signed([key], id, stamp, body), ...patch }, sent, stamp)).not.toBeNull()
  })

  it.each([
    [-301, false],
    [-300, true],
    [300, true],
    [301, false],
  ])('with a timestamp %i seconds from now is accepted: %s', (away, believed) => {
    expect(distrust([key], signed([key], id, stamp + away, body), body, stamp) === null).toBe(believed)
  })
})
