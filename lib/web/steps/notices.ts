import 'server-only'
import { redirect } from 'next/navigation'
import { hasLiveGrant } from '#lib/addon/access/index.ts'
import { scopes } from '#lib/divar/index.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { type NoticesTurned, turnNoticesOff, turnNoticesOn } from '#lib/shipping/index.ts'
import { noticesPermissionHref } from '../permission/consents.ts'
import type { ShipmentActionHere } from '../seat/action.ts'
import { shipmentHref } from '../seat/visit.ts'
import { toProblem, toProof } from './answer.ts'

/** Turns the notices of this side on or off. What they need is asked for first where it was not given. */
export async function noticesStep(here: ShipmentActionHere): Promise<FormState> {
  const { app, seat, actor, base, trackingCode } = here
  const { notices } = here.fields
  if (notices !== 'on' && notices !== 'off') return here.refused('invalid_input')
  const turned = notices === 'on' ? await turnOn(here) : await turnNoticesOff(app.shipping, actor, trackingCode)
  if (turned.kind === 'not_found') return toProblem(here, 'not_found')
  if (turned.kind === 'unproved') return toProof(here, 'shipment')
  if (turned.kind === 'permission_missing') redirect(noticesPermissionHref(seat.id, { trackingCode }))
  redirect(`${shipmentHref(base, { trackingCode })}#notices`)
}

async function turnOn(here: ShipmentActionHere): Promise<NoticesTurned | { kind: 'permission_missing' }> {
  const { app, seat, actor, trackingCode } = here
  const { grantId, divarUserId } = seat
  const isAllowed = await hasLiveGrant(app.access, seat, scopes.chatBotUserSend)
  if (!isAllowed || grantId === null || divarUserId === null) return { kind: 'permission_missing' }
  return await turnNoticesOn(app.shipping, actor, { trackingCode, grantId, divarUserId })
}
