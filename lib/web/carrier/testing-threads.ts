import { signOrder } from '#lib/carrier/index.ts'
import { carrierKeys } from '#lib/carrier/testing.ts'
import type { Db } from '#lib/db/client.ts'
import { newId } from '#lib/kernel/ids.ts'
import { threadWorld } from '#lib/threads/testing.ts'
import { answerOf, carrierServices, type SignedCall } from './testing.ts'
import { carrierReply, carrierThreads } from './threads.ts'

export const threadsUrl = 'http://localhost:3000/api/carrier/threads'

/** A signed answer; an object gets the thread of the address, unless it says one. */
export function replyRequest(
  threadId: string,
  body: unknown,
  { id = newId(), keys = carrierKeys, at = new Date(), ...call }: SignedCall = {},
): Request {
  const text = typeof body === 'string' ? body : JSON.stringify({ threadId, ...Object(body) })
  const signed = signOrder(keys, id, at, call.signedBody ?? text)
  const headers = { 'content-type': 'application/json', ...signed, ...call.headers }
  return new Request(`${threadsUrl}/X/replies`, { method: 'POST', headers, body: text })
}

export const threadsRequest = (query = '', { id = newId(), keys = carrierKeys }: SignedCall = {}) =>
  new Request(`${threadsUrl}${query}`, { headers: { ...signOrder(keys, id, new Date(), '') } })

/** The carrier at the routes of threads. */
export function threadsAtWeb(db: Db, keys?: string[], badCalls?: number) {
  const world = threadWorld(db)
  const services = carrierServices(db, world.clock, { threads: world.threads }, keys, badCalls)
  return {
    ...world,
    ...services,
    reply: async (threadId: string, body: unknown, call?: SignedCall) =>
      await answerOf(await carrierReply(replyRequest(threadId, body, call), threadId)),
    replay: async (request: Request, threadId: string) => await answerOf(await carrierReply(request.clone(), threadId)),
    list: async (request: Request) => await answerOf(await carrierThreads(request)),
  }
}
