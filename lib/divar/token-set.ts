import { DivarResponseError } from './errors.ts'
import { fieldsOf, isObject, readNumber, readOptionalText } from './fields.ts'
import type { DivarOperation } from './operations.ts'
import { parseScopes } from './scopes.ts'

/** What one consent or refresh gave. `expiresInSeconds` counts from the answer. */
export type TokenSet = {
  accessToken: string
  refreshToken: string | null
  scopes: string[]
  expiresInSeconds: number
}

const token = { max: 4096, pattern: /^[\x21-\x7e]+$/ }
const usualLifeSeconds = 3600

/**
 * Reads a token answer of Contract §6.4 and §6.5 leniently: nulls, a missing type, a life given as text or not at all
 * (then an hour), no scope (then those asked for). Throws `DivarResponseError` without a usable access token.
 */
export function parseTokenAnswer(operation: DivarOperation, body: unknown, askedScopes: readonly string[]): TokenSet {
  if (!isObject(body)) throw new DivarResponseError(operation, 'not an object')
  const fields = fieldsOf(body, '')
  const accessToken = readOptionalText(fields, 'access_token', token)
  if (accessToken === null) throw new DivarResponseError(operation, 'access_token')
  const type = readOptionalText(fields, 'token_type', { max: 32 })
  if (type !== null && type.toLowerCase() !== 'bearer') throw new DivarResponseError(operation, 'token_type')
  const scope = readOptionalText(fields, 'scope', { max: 4096 })
  const expiresIn = readNumber(fields, 'expires_in')
  return {
    accessToken,
    refreshToken: readOptionalText(fields, 'refresh_token', token),
    scopes: parseScopes(scope ?? askedScopes.join(' ')),
    expiresInSeconds: expiresIn !== null && expiresIn > 0 ? Math.floor(expiresIn) : usualLifeSeconds,
  }
}

/**
 * For Auth.js's `token.conform`: its parser fails the sign-in on nulls, a missing type or status 201. Gives an answer
 * that it accepts, or undefined where Divar refused or sent no JSON object, which Auth.js then reports itself.
 */
export async function tokenConform(response: Response): Promise<Response | undefined> {
  if (!response.ok) return undefined
  const body: unknown = await response.json().catch(() => null)
  if (!isObject(body)) return undefined
  const given = Object.entries(body).filter(([, value]) => value !== null && value !== '')
  return Response.json({ token_type: 'bearer', ...Object.fromEntries(given) })
}
