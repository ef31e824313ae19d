import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Headers } from '../simulator/index.ts'

/** Standard Webhooks 1.0, symmetric: `whsec_<base64>` keys, five minutes of tolerance both ways. */
const toleranceSeconds = 5 * 60

const signatureOf = (key: string, id: string, stamp: string, body: string): string =>
  `v1,${createHmac('sha256', Buffer.from(key.replace(/^whsec_/, ''), 'base64'))
    .update(`${id}.${stamp}.${body}`)
    .digest('base64')}`

/** The three headers. Signed with every key, so that a receiver with only the old or only the new one accepts it. */
export function signed(keys: string[], id: string, stampSeconds: number, body: string): Headers {
  const stamp = String(stampSeconds)
  return {
    'webhook-id': id,
    'webhook-timestamp': stamp,
    'webhook-signature': keys.map((key) => signatureOf(key, id, stamp, body)).join(' '),
  }
}

/** Why a request is not believed; null: it is. `nowSeconds` is the real time, not the one that tests move. */
export function distrust(keys: string[], headers: Headers, body: string, nowSeconds: number): string | null {
  const id = headers['webhook-id']
  const stamp = headers['webhook-timestamp']
  const signatures = headers['webhook-signature']
  if (!id || !stamp || !signatures) return 'webhook-id, webhook-timestamp and webhook-signature are needed'
  if (!/^\d{1,12}$/.test(stamp)) return 'webhook-timestamp is no number of seconds'
  if (Math.abs(nowSeconds - Number(stamp)) > toleranceSeconds) return 'webhook-timestamp is more than 5 minutes away'
  const given = signatures.split(' ')
  const known = keys.map((key) => signatureOf(key, id, stamp, body))
  return known.some((right) => given.some((candidate) => same(right, candidate))) ? null : 'no signature is right'
}

function same(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
