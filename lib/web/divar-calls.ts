import 'server-only'
import { acceptLaunch, actionActor } from '#lib/access/index.ts'
import { takeEvent } from '#lib/addon/inbox/index.ts'
import {
  type DivarAction,
  type Launch,
  launchAnswer,
  parseEvent,
  parseIncoming,
  readApiVersion,
  toastAnswer,
} from '#lib/divar/index.ts'
import { actionTexts, statusText } from '#lib/fa/chat-texts.ts'
import { secretMark } from '#lib/kernel/ids.ts'
import type { Services } from '#lib/services.ts'
import { parseTrackingCode, rejectProposal, statusOf } from '#lib/shipping/index.ts'
import { chatbotLink, isChatbotLink } from './chatbot-link.ts'
import { overLimit } from './rate-limit.ts'
import { divarRoute, machineAnswer } from './route.ts'

/** Launches and dynamic actions: either address takes both, told apart by their shape. Contract §14, row 17. */
export const divarCall = divarRoute(async (app, request, json) => {
  const incoming = parseIncoming({ apiVersion: readApiVersion(request.headers) }, json)
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
  const { kind } = await takeEvent(app.events, event)
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
  if (isChatbotLink(launch)) return `${APP_URL}/chatbot/link?from=${await chatbotLink(app, launch)}`
  const accepted = await acceptLaunch(app.access, launch)
  const { version, source } = launch
  // The line of the redeemed ticket has the same mark.
  const mark = accepted.kind === 'ticket' ? secretMark(accepted.ticket) : null
  app.log.info({ event: 'launch', kind: accepted.kind, version, source, mark }, 'launch')
  app.measures.count('launches', { kind: accepted.kind, version: `${version}` })
  if (accepted.kind === 'ticket') return `${APP_URL}/launch/${accepted.ticket}`
  if (accepted.kind === 'other_divar_user') return `${APP_URL}/problem/other_divar_user`
  return priceAddress(APP_URL, accepted.postToken)
}

export const priceAddress = (appUrl: string, postToken: string | null): string =>
  `${appUrl}/price${postToken ? `?post=${encodeURIComponent(postToken)}` : ''}`

/** A tap in the chatbot. Its own conversation is all that it acts on, so that it needs no side. Contract §4. */
async function answerTap(app: Services, conversationId: string, data: DivarAction['data']) {
  if ((await overLimit(app, 'taps', conversationId)) !== null) return toastAnswer(actionTexts.tooMany)
  const { toast } = await app.chatbot.tap({ conversationId, at: app.clock(), input: { kind: 'tap', data } })
  return toastAnswer(toast ?? actionTexts.neutral)
}

async function answerAction(app: Services, action: DivarAction) {
  const neutral = toastAnswer(actionTexts.neutral)
  if (action.data.skill !== undefined && action.conversationId !== null) {
    return await answerTap(app, action.conversationId, action.data)
  }
  const actor = await actionActor(app.access, action)
  const code = parseTrackingCode(action.data.shipment ?? '')
  if (!actor || !code) return neutral
  const status = async () => {
    const shipment = await statusOf(app.shipping, actor.conversationId, code)
    if (!shipment) return neutral
    return toastAnswer(statusText({ ...shipment, now: app.clock() }))
  }
  if (action.data.deed !== 'reject') return await status()
  const rejected = await rejectProposal(app.shipping, { ...actor, grantId: null, namedBy: 'divar' }, code)
  if (rejected.kind === 'rejected') return toastAnswer(actionTexts.rejected)
  return rejected.kind === 'too_late' ? await status() : neutral
}
