import 'server-only'
import { type OwnProof, ownProof } from '#lib/carrier/index.ts'
import type { SeatVisit } from '../seat/visit.ts'
import { shipmentHref } from '../seat/visit.ts'

export type ShownProof = {
  state: 'waiting' | 'sending' | 'sent' | 'unconfirmed' | 'refused'
  way: OwnProof['way']
  /** Where the permission is asked for without which a tap shows nothing in the chat; null: it stands, or is not needed. */
  permissionHref: string | null
  /** Whether this seat may say what becomes of it. */
  mayTap: boolean
}

const shown = {
  waiting: 'waiting',
  queued: 'sending',
  sending: 'sending',
  sent: 'sent',
  unconfirmed: 'unconfirmed',
  refused: 'refused',
} as const

/** The proof of delivery as its receiving side sees it; null for the other side, and where there is none. */
export async function proofView(
  { app, actor, base, hasGrant }: SeatVisit,
  code: string,
  mayTap: boolean,
): Promise<ShownProof | null> {
  const own = await ownProof(app.proofs, actor, code)
  if (!own) return null
  const { way } = own
  const state = shown[own.state]
  if (!mayTap) return { state, way, permissionHref: null, mayTap }
  const writes = state === 'waiting' || (state === 'unconfirmed' && way === 'chat')
  const mayWrite = !writes || (await hasGrant())
  return { state, way, permissionHref: mayWrite ? null : `${base}/permission?shipment=${code}`, mayTap }
}

export const proofHref = (base: string, trackingCode: string) => `${shipmentHref(base, { trackingCode })}#proof`
