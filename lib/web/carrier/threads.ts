import 'server-only'
import { aboutCall, parseReplyCall, threadOnWire, verifyCall } from '#lib/carrier/index.ts'
import type { Services } from '#lib/services.ts'
import { answerThread, threadsToAnswer } from '#lib/threads/index.ts'
import { jsonTypeFault, parseJson, readText } from '#lib/web/read-body.ts'
import { answer, answering, answerList, type CallAnswer, invalid, onceAnswered, otherCall, refuse } from './answer.ts'

/** The business answers in a thread. lib/carrier/README.md, "Threads". */
export async function carrierReply(request: Request, addressed: string): Promise<Response> {
  return await answering(async (app) => {
    const body = await readText(request)
    if (!body.ok) return answer(app, invalid(body.status, body.reason))
    const signed = verifyCall(app.settings.CARRIER_KEYS, request.headers, body.text, app.realTime())
    if (!signed.ok) return await refuse(app, request, signed.reason)
    const json = parseJson(body.text)
    const parsed = json.ok ? parseReplyCall(json.json) : json
    if (!parsed.ok) return answer(app, invalid(400, parsed.reason))
    const { threadId, text, from, closes } = parsed.call
    // The signature does not cover the address.
    if (threadId !== addressed) return answer(app, invalid(400, 'threadId in the body is not that of the address'))
    const about = aboutCall('reply', threadId, text, from ?? '', String(closes))
    const given = await onceAnswered(app, { ...signed, about }, async () => {
      const fault = jsonTypeFault(request.headers)
      return fault ? invalid(fault.status, fault.reason) : await replied(app, { ...parsed.call, callId: signed.id })
    })
    return answer(app, given)
  })
}

async function replied(app: Services, call: Parameters<typeof answerThread>[1]): Promise<CallAnswer> {
  const { threadId } = call
  const answered = await answerThread(app.threads, call)
  const said = { threadId }
  switch (answered.kind) {
    case 'answered': {
      const { repeated } = answered
      return { outcome: repeated ? 'repeated' : 'replied', status: 200, body: { threadId, repeated }, said }
    }
    case 'not_found':
      return { outcome: 'not_found', status: 404, body: { reason: 'there is no such thread, or it was erased' }, said }
    case 'closed':
      return { outcome: 'illegal', status: 409, body: { reason: 'the thread is closed' }, said }
    case 'too_many':
      return {
        outcome: 'illegal',
        status: 409,
        body: { reason: 'the thread has as many answers as it may have' },
        said,
      }
    case 'other_call':
      return { outcome: 'id_used', status: 409, body: { reason: otherCall }, said }
  }
}

/** The carrier asks for what waits for an answer; under the same rules as its list of shipments. */
export const carrierThreads = async (request: Request): Promise<Response> =>
  await answerList(request, 'threads', listed)

async function listed(app: Services, query: URLSearchParams): Promise<CallAnswer> {
  if (query.getAll('state').some((state) => state !== 'open')) return invalid(400, 'state must be open')
  const after = query.get('after')
  if (after !== null && !/^[\w-]{1,100}$/.test(after)) return invalid(400, 'after must be the id of a thread')
  const { threads, next } = await threadsToAnswer(app.threads, after)
  return {
    outcome: 'listed',
    status: 200,
    body: { threads: threads.map(threadOnWire), next },
    said: { threads: threads.length },
  }
}
