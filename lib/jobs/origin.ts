import { newId } from '#lib/kernel/ids.ts'
import { currentRequestId, requestIdPattern } from '#lib/kernel/request-id.ts'

/** What is stored of a job: beside its payload the request that it comes from, for the log lines of both. */
export function withOrigin<Payload extends object>(payload: Payload): Payload & { requestId?: string } {
  const requestId = currentRequestId()
  return requestId === undefined ? payload : { ...payload, requestId }
}

/** The two apart again. A job that no request asked for, such as one of every minute, is a request of its own. */
export function readOrigin(stored: unknown): { payload: unknown; requestId: string } {
  if (typeof stored !== 'object' || stored === null) return { payload: stored, requestId: newId() }
  const { requestId, ...payload } = stored as { requestId?: unknown }
  const isOne = typeof requestId === 'string' && requestIdPattern.test(requestId)
  return { payload, requestId: isOne ? requestId : newId() }
}
