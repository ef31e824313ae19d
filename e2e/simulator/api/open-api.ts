import { decoded, type Reply, type Request, rpcError } from '../http.ts'
import { isAlive } from '../oauth/token.ts'
import type { Grant, World } from '../world.ts'
import { type Context, type Endpoint, endpoints } from './endpoints.ts'

export function findEndpoint(request: Request): { endpoint: Endpoint; params: string[] } | null {
  for (const endpoint of endpoints) {
    const match = endpoint.path.exec(request.rawPath)
    if (match && endpoint.method === request.method) return { endpoint, params: match.slice(1).map(decoded) }
  }
  return null
}

/**
 * Every call of the open API: key, limits, permission, grant, scope, and only then the call itself. Contract §12.
 * `swallow`: the answer of a call that worked, and nothing comes of it.
 */
export function openApi(world: World, request: Request, swallow = false): Reply {
  const found = findEndpoint(request)
  const keyFault = checkKey(world, request)
  if (keyFault) return keyFault
  if (!found) {
    const exists = endpoints.some((endpoint) => endpoint.path.test(request.rawPath))
    return exists ? rpcError(12, 'Method Not Allowed') : rpcError(5, 'Not Found')
  }
  const { endpoint, params } = found
  const overLimit = count(world)
  if (overLimit) return overLimit
  if (endpoint.permission && !world.settings.permissions.includes(endpoint.permission)) {
    return rpcError(7, `the api key does not have the permission ${endpoint.permission}`)
  }
  const token = bearer(request)
  const context: Context = { world, request, params, grant: grantOf(world, token), token, swallow }
  if (!endpoint.scopes) return endpoint.answer(context)
  if (!context.grant) return rpcError(16, 'the access token is missing, unknown or expired')
  const wanted = endpoint.scopes(context)
  if (!context.grant.scopes.some((scope) => wanted.includes(scope))) {
    return rpcError(7, `the access token has none of the scopes ${wanted.join(', ')}`)
  }
  return endpoint.answer(context)
}

function checkKey(world: World, request: Request): Reply | null {
  const key = request.headers['x-api-key']
  if (key === world.app.apiKey) return null
  if (world.settings.unknownKeyIs412) return rpcError(9, 'could not retrieve app from db')
  return key ? rpcError(7, 'the api key is not valid') : rpcError(16, 'the api key is missing')
}

function count(world: World): Reply | null {
  const { counted, settings } = world
  const minute = Math.floor(world.clock.now().getTime() / 60_000)
  if (counted.minute !== minute) {
    counted.minute = minute
    counted.inMinute = 0
  }
  counted.inMinute += 1
  counted.total += 1
  if (settings.perMinute !== null && counted.inMinute > settings.perMinute) {
    return rpcError(8, 'rate limit exceeded: too many requests in one minute')
  }
  if (settings.dailyQuota !== null && counted.total > settings.dailyQuota) return rpcError(8, 'daily quota exceeded')
  return null
}

function bearer(request: Request): string {
  return /^bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
}

function grantOf(world: World, token: string): Grant | null {
  const held = world.tokens.get(token)
  if (held?.kind !== 'access' || !isAlive(world, held)) return null
  return world.grants.get(held.grantId) ?? null
}
