import 'server-only'
import { acceptLaunch, actionActor, receiveEvent } from '#lib/access/index.ts'
import {
  answerWithText,
  type DivarAction,
  type Launch,
  launchAnswer,
  parseEvent,
  parseIncoming,
  readVersion,
} from '#lib/divar/index.ts'
import { actionTexts, statusText } from '#lib/fa/chat-texts.ts'
import { secretMark } from '#lib/kernel/ids.ts'
import { eraseDivarUser } from '#lib/services/erase-person.ts'
import type { Services } from '#lib/services.ts'
import { parseTrackingCode, rejectProposal, statusOf } from '#lib/shipping/index.ts'
import { divarRoute, machineAnswer } from './route.ts'

/** Launches and dynamic actions: either address takes both, told apart by their shape. Contract §14, row 17. */
export const divarCall = divarRoute(async (app, request, json) => {
  const incoming = parseIncoming({ apiVersion: readVersion(request.headers) }, json)
  if (incoming.kind === 'invalid') return machineAnswer(400, { reason: incoming.reason })
  if (incoming.kind === 'action') {
    app.log.info({ event: 'divar_action', side: incoming.action.side }, 'dynamic action')
    return machineAnswer(200, await answerAction(app, incoming.action))
  }
  return machineAnswer(200, launchAnswer(incoming.launch, await launchAddress(app, incoming.launch)))
})

export const divarEvent = divarRoute(async (app, _request, json) => {
  const event = parseEvent(json)
  if (event.type === 'invalid') return machineAnswer(400, { reason: event.reason })
  const erase = async (divarUserId: string) => await eraseDivarUser(app.erase, divarUserId)
  const { kind } = await receiveEvent({ ...app.access, erase }, event)
  app.log.info({ event: 'divar_event', type: event.type, kind }, 'event')
  app.measures.count('events', { type: event.type, kind })
  const happenedAt = 'message' in event ? event.message.sentAt : null
  // A repeat says how long Divar's retries took, not how late Peyk heard.
  if (happenedAt && kind === 'stored') {
    app.measures.observe('event_lag', Math.max(0, (app.clock().getTime() - happenedAt.getTime()) / 1000), {})
  }
  return machineAnswer(200, {})
})

async function launchAddress(app: Services, launch: Launch): Promise<string> {
  const { APP_URL } = app.settings
  const accepted = await acceptLaunch(app.access, launch)
  const { version, source } = launch
  // The line of the redeemed ticket has the same mark.
  const mark = accepted.kind === 'ticket' ? secretMark(accepted.ticket) : null
  app.log.info({ event: 'launch', kind: accepted.kind, version, source, mark }, 'launch')
  app.measures.count('launches', { kind: accepted.kind, version: String(version) })
  if (accepted.kind === 'ticket') return `${APP_URL}/launch/${accepted.ticket}`
  if (accepted.kind === 'other_divar_user') return `${APP_URL}/problem/other_divar_user`
  return priceAddress(APP_URL, accepted.postToken)
}

export const priceAddress = (appUrl: string, postToken: string | null): string =>
  `${appUrl}/price${postToken ? `?post=${encodeURIComponent(postToken)}` : ''}`

async function answerAction(app: Services, action: DivarAction) {
  const neutral = answerWithText(actionTexts.neutral)
  const actor = await actionActor(app.access, action)
  const code = parseTrackingCode(action.data.shipment ?? '')
  if (!actor || !code) return neutral
  const status = async () => {
    const shipment = await statusOf(app.shipping, actor.conversationId, code)
    if (!shipment) return neutral
    return answerWithText(statusText({ ...shipment, now: app.clock() }))
  }
  if (action.data.deed !== 'reject') return await status()
  const rejected = await rejectProposal(app.shipping, { ...actor, grantId: null }, code)
  if (rejected.kind === 'rejected') return answerWithText(actionTexts.rejected)
  return rejected.kind === 'too_late' ? await status() : neutral
}
