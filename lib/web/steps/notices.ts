import 'server-only'
import { redirect } from 'next/navigation'
import { hasLiveGrant } from '#lib/addon/access/index.ts'
import { scopes } from '#lib/divar/index.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { type NoticesTurned, parseTrackingCode, turnNoticesOff, turnNoticesOn } from '#lib/shipping/index.ts'
import type { ActionHere } from '../action.ts'
import { actorOf } from '../actor.ts'
import { noticesPermissionHref } from '../consent-purposes.ts'
import { shipmentHref } from '../visit.ts'
import { toProblem, toProof } from './answer.ts'

/** Turns the notices of this side on or off. What they need is asked for first where it was not given. */
export async function noticesStep(here: ActionHere, code: string): Promise<FormState> {
  const trackingCode = parseTrackingCode(code) ?? ''
  const { notices } = here.fields
  if (notices !== 'on' && notices !== 'off') return here.refused('invalid_input')
  const turned = notices === 'on' ? await turnOn(here, trackingCode) : await turnOff(here, trackingCode)
  if (turned.kind === 'not_found') return toProblem(here, 'not_found', trackingCode)
  if (turned.kind === 'unproved') return toProof(here, 'shipment', trackingCode)
  const base = `/s/${here.seat.id}`
  if (turned.kind === 'permission_missing') redirect(noticesPermissionHref(here.seat.id, { trackingCode }))
  redirect(`${shipmentHref(base, { trackingCode })}#notices`)
}

const turnOff = async (here: ActionHere, trackingCode: string) =>
  await turnNoticesOff(here.app.shipping, actorOf(here), trackingCode)

async function turnOn(here: ActionHere, trackingCode: string): Promise<NoticesTurned | { kind: 'permission_missing' }> {
  const { app, seat } = here
  const { grantId, divarUserId } = seat
  const isAllowed = await hasLiveGrant(app.access, seat, scopes.chatBotUserSend)
  if (!isAllowed || grantId === null || divarUserId === null) return { kind: 'permission_missing' }
  return await turnNoticesOn(app.shipping, actorOf(here), { trackingCode, grantId, divarUserId })
}
