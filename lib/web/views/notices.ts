import 'server-only'
import { hasLiveGrant } from '#lib/addon/access/index.ts'
import { scopes } from '#lib/divar/index.ts'
import { isFinal, type Shipment } from '#lib/shipping/index.ts'
import { noticesPermissionHref, noticesRefused } from '../permission/consents.ts'
import type { SeatVisit } from '../seat/visit.ts'

/** Whether this side's steps are told in the chatbot, and how that is changed; null where nothing is left to tell. */
export async function noticesView(here: SeatVisit & { query: Record<string, string> }, shipment: Shipment) {
  const { app, seat, query } = here
  if (isFinal(shipment.state)) return null
  const wanted = await app.shipping.store.noticesOf(shipment.id, seat.side)
  const isOn = wanted !== null && (await hasLiveGrant(app.access, wanted))
  const mayTurnOn = await hasLiveGrant(app.access, seat, scopes.chatBotUserSend)
  return {
    isOn,
    permissionHref: mayTurnOn ? null : noticesPermissionHref(seat.id, shipment),
    isRefused: !isOn && query.notices === noticesRefused,
  }
}
