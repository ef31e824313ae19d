import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { newId } from '#lib/kernel/ids.ts'
import { services } from '#lib/services.ts'
import { sayCannotStart } from './start-words.ts'

/** A redirect after which the browser asks with GET, never cached. Only ever to an address of Peyk or of Divar. */
export function goTo(address: string): Response {
  return new Response(null, { status: 303, headers: { Location: address, 'Cache-Control': 'no-store' } })
}

/** Logs a surprise under a number that the user can tell the support. */
export async function reportFault(error: unknown): Promise<string> {
  const incident = newId().slice(0, 8)
  const app = await services().catch(() => null)
  if (app) app.log.error({ event: 'fault', incident, err: error }, 'a page or an action failed')
  else sayCannotStart(error)
  return incident
}

export async function faultRedirect(error: unknown): Promise<Response> {
  unstable_rethrow(error)
  const incident = await reportFault(error)
  const app = await services().catch(() => null)
  if (!app) return new Response('Peyk cannot answer now', { status: 503, headers: { 'Retry-After': '5' } })
  return goTo(`${app.settings.APP_URL}/problem/fault?incident=${incident}`)
}
