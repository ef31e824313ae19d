import { cookie, page, type Reply, type Request, redirect } from '../http.ts'
import { newSecret, newUuid } from '../ids.ts'
import { consentPage } from '../pages/consent.ts'
import { errorPage } from '../pages/error.ts'
import { readScope, type Scope } from '../scopes.ts'
import { findUser, ownsPost, sideOf, type User, type World } from '../world.ts'

type Refusal = { error: string; reason: string }
type Asked = { redirectUri: string; state: string; scopes: Scope[]; challenge: string | null }

/** `GET /oauth2/auth`. Contract §6.1. */
export function authorize(world: World, request: Request): Reply {
  const asked = readAuthorization(world, request)
  if ('error' in asked) return refuse(world, request, asked)
  const challenge = newUuid()
  world.pending.set(challenge, {
    scopes: asked.scopes.map((scope) => scope.text),
    redirectUri: asked.redirectUri,
    state: asked.state,
    challenge: asked.challenge,
  })
  return showConsent(world, request, challenge, asked.scopes)
}

/** Who is logged in at Divar in this browser. */
function loggedIn(world: World, request: Request): User | null {
  return findUser(world, world.consentAs ?? request.cookies.get('sim_user') ?? '')
}

function showConsent(world: World, request: Request, challenge: string, scopes: Scope[]): Reply {
  const user = loggedIn(world, request)
  const strangers = user ? scopes.filter((scope) => !isParty(world, user, scope)) : []
  return page(
    user && strangers.length > 0 ? 403 : 200,
    consentPage(world, { challenge, user, scopes, notYours: strangers.length > 0, others: partiesOf(world, scopes) }),
  )
}

/** The people whom the asked scopes are about, to change over to. */
function partiesOf(world: World, scopes: Scope[]): User[] {
  const talk = scopes.map((scope) => world.conversations.get(scope.resource ?? '')).find((found) => found !== undefined)
  const ids = talk ? [talk.supplierId, talk.demandId] : [...world.users.keys()]
  return ids.flatMap((id) => world.users.get(id) ?? [])
}

/** Who is no party of a conversation is not even asked. */
function isParty(world: World, user: User, scope: Scope): boolean {
  if (!world.settings.checkParty || scope.resource === null || scope.kind.resource !== 'conversation') return true
  const talk = world.conversations.get(scope.resource)
  return talk !== undefined && sideOf(talk, user.id) !== null
}

const isForeignPost = (world: World, user: User, { kind, resource }: Scope): boolean =>
  world.settings.checkParty && kind.resource === 'post' && !ownsPost(world, user.id, resource ?? '')

/** `POST /oauth2/consent`: what the user tapped on the page. Contract §6.3. */
export function decide(world: World, request: Request): Reply {
  const form = new URLSearchParams(request.body)
  const pending = world.pending.get(form.get('challenge') ?? '')
  if (!pending)
    return page(400, errorPage('این درخواست دیگر معتبر نیست.', 'The consent request is unknown or was reset.'))
  const scopes = pending.scopes.flatMap((text) => readScope(text) ?? [])
  const changed = findUser(world, form.get('user') ?? '')
  if (form.get('decision') === 'change' && changed) {
    const cookies = new Map(request.cookies).set('sim_user', changed.id)
    const shown = showConsent(world, { ...request, cookies }, form.get('challenge') ?? '', scopes)
    return { ...shown, headers: { ...shown.headers, 'set-cookie': [cookie('sim_user', changed.id)] } }
  }
  const back = new URL(pending.redirectUri)
  back.searchParams.set('state', pending.state)
  const chosen = form.get('decision') === 'allow' ? scopes.filter((scope) => isChosen(world, form, scope)) : []
  if (chosen.length === 0) {
    if (world.settings.refusalCarriesError) back.searchParams.set('error', 'access_denied')
    return redirect(back.href)
  }
  const user = loggedIn(world, request)
  if (!user || !scopes.every((scope) => isParty(world, user, scope))) {
    return showConsent(world, request, form.get('challenge') ?? '', scopes)
  }
  const granted = chosen.filter((scope) => !isForeignPost(world, user, scope))
  const isWhole = granted.length === chosen.length
  if (granted.length === 0 || (!isWhole && world.settings.foreignPost === 'refuse')) {
    back.searchParams.set('error', 'invalid_scope')
    back.searchParams.set('error_description', 'The post is not the user’s.')
    return redirect(back.href)
  }
  const value = newSecret('ory_ac_')
  world.codes.set(value, {
    value,
    userId: user.id,
    scopes: granted.map((scope) => scope.text),
    redirectUri: pending.redirectUri,
    challenge: pending.challenge,
    expiresAt: world.clock.now().getTime() + world.settings.codeSeconds * 1000,
    grantId: null,
  })
  back.searchParams.set('code', value)
  return redirect(back.href)
}

/** The page sends its ticks along only where the user has opened them; a setting may leave out more. */
function isChosen(world: World, form: URLSearchParams, scope: Scope): boolean {
  if (world.settings.leftOutScopes.some((name) => name === scope.kind.slug || name === scope.text)) return false
  return !form.has('chosen') || form.getAll('scope').includes(scope.text)
}

function readAuthorization(world: World, request: Request): Asked | Refusal {
  const value = (name: string) => request.query.get(name) ?? ''
  if (['GET', 'HEAD'].includes(request.method) === false) return fault('invalid_request', 'The method must be GET.')
  if (value('client_id') !== world.app.slug) return fault('invalid_client', 'The client_id is not registered.')
  if (!world.app.redirectUris.includes(value('redirect_uri'))) {
    return fault('invalid_redirect', 'The redirect_uri is not one of the registered addresses.')
  }
  if (value('response_type') !== 'code') return fault('unsupported_response_type', 'The response_type must be code.')
  if (value('state').length < 8) return fault('invalid_state', 'The state must have 8 characters or more.')
  if (!world.settings.plusIsSpace && /(?:^|&)scope=[^&]*\+/.test(request.rawQuery)) {
    return fault('invalid_scope', 'Scopes are separated by %20; a raw + is not a space.')
  }
  const scopes = readScopes(world, value('scope'))
  if ('error' in scopes) return scopes
  const challenge = readChallenge(request)
  if (challenge !== null && typeof challenge === 'object') return challenge
  return { redirectUri: value('redirect_uri'), state: value('state'), scopes, challenge }
}

function readScopes(world: World, text: string): Scope[] | Refusal {
  const names = text.split(' ')
  const scopes: Scope[] = []
  for (const name of names) {
    const scope = readScope(name)
    if (!scope) return fault('invalid_scope', `The scope "${name}" does not exist or is written wrongly.`)
    const { allowedScopes } = world.settings
    if (allowedScopes && !allowedScopes.includes(scope.kind.slug)) {
      return fault('invalid_scope', `The app may not ask for ${scope.kind.slug}.`)
    }
    scopes.push(scope)
  }
  return scopes
}

/** PKCE is optional, and S256 where it is used. */
function readChallenge(request: Request): string | null | Refusal {
  const challenge = request.query.get('code_challenge')
  if (challenge === null) return null
  if (request.query.get('code_challenge_method') !== 'S256') {
    return fault('invalid_request', 'The code_challenge_method must be S256.')
  }
  if (!/^[A-Za-z0-9_-]{43}$/.test(challenge)) return fault('invalid_request', 'The code_challenge is not a SHA-256.')
  return challenge
}

const fault = (error: string, reason: string): Refusal => ({ error, reason })

function refuse(world: World, request: Request, { error, reason }: Refusal): Reply {
  const safe = error !== 'invalid_client' && error !== 'invalid_redirect'
  if (safe && world.settings.authorizeErrorsGoBack) {
    const back = new URL(request.query.get('redirect_uri') ?? '')
    back.searchParams.set('error', error)
    back.searchParams.set('error_description', reason)
    back.searchParams.set('state', request.query.get('state') ?? '')
    return redirect(back.href)
  }
  return page(400, errorPage('سرویس درخواست نادرستی فرستاد.', `${error}: ${reason}`))
}
