import 'server-only'
import type { Grant, OauthAttempt } from '#lib/access/index.ts'
import { hasScope, scopes } from '#lib/divar/index.ts'
import { isFinal, parseTrackingCode, type Shipment, turnNoticesOn, viewShipment } from '#lib/shipping/index.ts'
import { actorOf } from './actor.ts'
import { type Seated, seated } from './session.ts'
import { shipmentHref } from './visit.ts'

// The permission to tell a shipment's steps in the chatbot: asked for together with the seat's usual one.

/** What the shipment's page says of such a permission, in its address. */
export const noticeOutcome = { refused: 'refused' } as const

/** The screen that says what is asked. */
export const noticePermissionHref = (base: string, { trackingCode }: Pick<Shipment, 'trackingCode'>) =>
  `${base}/permission?shipment=${trackingCode}&notices=1`

/** Where such a permission leads: back to its shipment. Null: none of here that goes on. */
export async function noticeReturn(here: Seated, trackingCode: string): Promise<string | null> {
  const code = parseTrackingCode(trackingCode)
  const view = code && (await viewShipment(here.app.shipping, actorOf(here), code))
  return view && !isFinal(view.shipment.state) ? shipmentHref(`/s/${here.seat.id}`, view.shipment) : null
}

export const isForNotices = ({ scopes: asked }: Pick<OauthAttempt, 'scopes'>) => hasScope(asked, scopes.chatBotUserSend)

/** Turns notices on with the permission that came back, which may have been given in part; gives where to go. */
export async function afterNoticeConsent(seatId: string, path: string, grant: Grant): Promise<string> {
  const here = await seated(seatId)
  if (!here || !hasScope(grant.scopes, scopes.chatBotUserSend)) return noticesRefused(path)
  const trackingCode = parseTrackingCode(/\/shipment\/(\w+)/.exec(path)?.[1] ?? '') ?? ''
  const given = { trackingCode, grantId: grant.id, divarUserId: grant.divarUserId }
  const turned = await turnNoticesOn(here.app.shipping, actorOf(here), given)
  return turned.kind === 'permission_missing' ? noticesRefused(path) : `${path}#notices`
}

export const noticesRefused = (path: string) => `${path}?notices=${noticeOutcome.refused}#notices`
