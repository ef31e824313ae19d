import 'server-only'
import { answerCall, answerEvent } from '#lib/addon/inbox/index.ts'
import { readApiVersion } from '#lib/divar/index.ts'
import { divarRoute, machineAnswer } from './route.ts'

/** Launches and dynamic actions: either address takes both. */
export const divarCall = divarRoute(async (app, request, json) => {
  const { status, body } = await answerCall(app.calls, readApiVersion(request.headers), json)
  return machineAnswer(status, body)
})

export const divarEvent = divarRoute(async (app, _request, json) => {
  const { status, body } = await answerEvent(app.inbox.events, json)
  return machineAnswer(status, body)
})
