import { createHash } from 'node:crypto'
import { json, type Reply, type Request } from '../http.ts'
import { newSecret, newUuid } from '../ids.ts'
import type { Grant, Token, World } from '../world.ts'

/** `POST /oauth2/token`, both uses. Contract §6.4 and §6.5; faults in the shape of RFC 6749. */
export function token(world: World, request: Request): Reply {
  if (request.method !== 'POST') return oauthError(405, 'invalid_request', 'The method must be POST.')
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') {
    return oauthError(400, 'invalid_request', 'The body must be application/x-www-form-urlencoded.')
  }
  const form = new URLSearchParams(request.body)
  if (request.headers.authorization) {
    return oauthError(401, 'invalid_client', 'Client credentials belong in the body (client_secret_post).')
  }
  if (form.get('client_id') !== world.app.slug || form.get('client_secret') !== world.app.oauthSecret) {
    return oauthError(401, 'invalid_client', 'Client authentication failed.')
  }
  if (form.get('grant_type') === 'authorization_code') return exchange(world, form)
  if (form.get('grant_type') === 'refresh_token') return refresh(world, form)
  return oauthError(400, 'unsupported_grant_type', 'The grant_type is not supported.')
}

function exchange(world: World, form: URLSearchParams): Reply {
  const code = world.codes.get(form.get('code') ?? '')
  if (!code) return invalidGrant('The authorization code is unknown.')
  if (code.grantId !== null) {
    const grant = world.grants.get(code.grantId)
    if (grant) grant.revoked = true
    return invalidGrant('The authorization code was used before; its tokens are revoked.')
  }
  if (world.clock.now().getTime() >= code.expiresAt) return invalidGrant('The authorization code has expired.')
  if (form.get('redirect_uri') !== code.redirectUri) return invalidGrant('The redirect_uri differs from the first one.')
  if (!verifierFits(code.challenge, form.get('code_verifier'))) return invalidGrant('The code_verifier does not fit.')
  const grant: Grant = { id: newUuid(), userId: code.userId, scopes: code.scopes, revoked: false }
  world.grants.set(grant.id, grant)
  code.grantId = grant.id
  return json(200, issue(world, grant))
}

function verifierFits(challenge: string | null, verifier: string | null): boolean {
  if (challenge === null || verifier === null) return challenge === verifier
  return createHash('sha256').update(verifier).digest('base64url') === challenge
}

function refresh(world: World, form: URLSearchParams): Reply {
  const old = world.tokens.get(form.get('refresh_token') ?? '')
  const grant = old && world.grants.get(old.grantId)
  if (old?.kind !== 'refresh' || !grant || grant.revoked) return invalidGrant('The refresh token is not valid.')
  if (!isAlive(world, old)) {
    if (old.replacedAt !== null) grant.revoked = true
    return invalidGrant('The refresh token has expired or was replaced.')
  }
  const now = world.clock.now().getTime()
  for (const sibling of world.tokens.values()) {
    if (sibling.grantId === grant.id && sibling.replacedAt === null) sibling.replacedAt = now
  }
  return json(200, issue(world, grant))
}

/** A replaced token works on for the grace period, so that a refresh can be tried again when its answer was lost. */
export function isAlive(world: World, held: Token): boolean {
  const now = world.clock.now().getTime()
  if (world.grants.get(held.grantId)?.revoked !== false || now >= held.expiresAt) return false
  return held.replacedAt === null || now < held.replacedAt + world.settings.graceSeconds * 1000
}

function issue(world: World, grant: Grant): Record<string, unknown> {
  const { accessSeconds, refreshSeconds } = world.settings
  const keep = (kind: Token['kind'], prefix: string, seconds: number) => {
    const value = newSecret(prefix)
    const expiresAt = world.clock.now().getTime() + seconds * 1000
    world.tokens.set(value, { value, kind, grantId: grant.id, expiresAt, replacedAt: null })
    return value
  }
  const offline = grant.scopes.some((scope) => scope.toLowerCase() === 'offline_access')
  return {
    access_token: keep('access', 'ory_at_', accessSeconds),
    expires_in: accessSeconds,
    ...(offline ? { refresh_token: keep('refresh', 'ory_rt_', refreshSeconds) } : {}),
    scope: grant.scopes.join(' '),
    token_type: 'bearer',
  }
}

const oauthError = (status: number, error: string, description: string): Reply =>
  json(status, { error, error_description: description })

const invalidGrant = (description: string): Reply => oauthError(400, 'invalid_grant', description)
