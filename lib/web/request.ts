import 'server-only'
import { headers } from 'next/headers'
import { newId } from '#lib/kernel/ids.ts'
import { stopwatch } from '#lib/kernel/measures.ts'
import { currentRequestId, requestIdPattern, withRequestId } from '#lib/kernel/request-id.ts'
import { type Services, services } from '#lib/services.ts'

/**
 * Has `work` be a request of its own: the lines that it logs and the jobs that it adds share an id. A proxy of the operator may
 * have given it one; a client may not. Without services the work itself finds out and says so.
 */
export async function asRequest<T>(work: (app: Services | null) => Promise<T>): Promise<T> {
  const app = await services().catch(() => null)
  const given = app && app.settings.TRUSTED_PROXIES > 0 ? (await headers()).get('x-request-id') : null
  return await withRequestId(given && requestIdPattern.test(given) ? given : newId(), async () => await work(app))
}

/** A page under the pattern of its route, `/s/[seat]/review`: loading and laying out, not what the browser does then. */
export async function asPage<T>(page: string, work: () => Promise<T>): Promise<T> {
  return await asRequest(async (app) => {
    const seconds = stopwatch()
    try {
      return await work()
    } finally {
      app?.measures.observe('page', seconds(), { page })
    }
  })
}

/** A route handler under the pattern of its route. Its answer carries the id, for anyone who asks about it. */
export async function asRoute(route: string, work: () => Promise<Response>): Promise<Response> {
  return await asRequest(async (app) => {
    const seconds = stopwatch()
    const response = await work()
    app?.measures.observe('route', seconds(), { route, status: String(response.status) })
    response.headers.set('X-Request-Id', currentRequestId() ?? '')
    return response
  })
}
