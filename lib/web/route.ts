import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { matchesOneKey } from '#lib/kernel/ids.ts'
import { type Services, services } from '#lib/services.ts'
import { clientAddress } from './guard.ts'
import { overLimit } from './rate-limit.ts'
import { readJson } from './read-body.ts'
import { sayCannotStart } from './start-words.ts'

/** An answer for machines: a stable reason in English, never a stack, never cached. */
export function machineAnswer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store', ...headers } })
}

/**
 * A call from Divar's server: the identification key is compared before a byte of the body is read, then the body is
 * read up to 64 KB and parsed. Only keyless and failed calls are limited: all of Divar's come from a few addresses.
 */
export function divarRoute(handle: (app: Services, request: Request, json: unknown) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    try {
      const app = await services()
      if (!matchesOneKey(request.headers.get('authorization'), app.settings.DIVAR_IDENTIFICATION_KEYS)) {
        return await refuseKey(app, request, 'the Authorization header is not the identification key')
      }
      const body = await readJson(request)
      if (!body.ok) return machineAnswer(body.status, { reason: body.reason })
      return await handle(app, request, body.json)
    } catch (error) {
      unstable_rethrow(error)
      return await faultAnswer(error)
    }
  }
}

/** 401, or 429 for a client that tries often. */
export async function refuseKey(app: Services, request: Request, reason: string): Promise<Response> {
  const wait = await overLimit(app, 'badKeys', clientAddress(request.headers, app.settings.TRUSTED_PROXIES))
  if (wait !== null) {
    return machineAnswer(429, { reason: 'too many calls without the right key' }, { 'Retry-After': String(wait) })
  }
  return machineAnswer(401, { reason })
}

export async function faultAnswer(error: unknown): Promise<Response> {
  const log = await services().then(
    (app) => app.log,
    () => null,
  )
  if (log) log.error({ event: 'route_fault', err: error }, 'a route failed')
  else sayCannotStart(error)
  return machineAnswer(503, { reason: 'Peyk cannot answer now; try again' }, { 'Retry-After': '5' })
}
