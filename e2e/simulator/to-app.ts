import { isObject, isWebAddress, parseJson } from './http.ts'
import { touchPoints } from './touch-points.ts'
import {
  conversationOf,
  type Delivery,
  otherSide,
  remember,
  type Side,
  type User,
  userOn,
  type World,
} from './world.ts'

export type Answer = { status: number | null; body: unknown }

export type LaunchInput = {
  /** Of two people, or of one and the chatbot, which has no sides. Left out: opened from a post, or from no post. */
  conversationId?: string | null
  side?: Side | null
  /** Where there is no conversation. */
  postToken?: string | null
  version?: 1 | 2
  /** `CHAT` unless told; another touch point without a conversation, `CHAT_MESSAGE_ACTION` for buttons. */
  source?: string
  extraData?: unknown
  /**
   * One or several of: `api_version_underscore`, `no_version`, `provider_data`, `title_case_side`, `seller_buyer`,
   * `completion_url`, `return_url`; version 1: `supplier_capital`, `location_strings`, `location_numbers`; any:
   * `null:<field>`, `empty:<field>`, `missing:<field>`.
   */
  variant?: string | string[]
  /** Our own user id or the app's; null sends null. */
  userId?: string | null
  /** Fields put over the finished body, and headers over the finished headers (null takes one away). */
  patch?: Record<string, unknown>
  headers?: Record<string, string | null>
  /** Sent instead of the finished body, as it stands. */
  rawBody?: string
}

export type ActionInput = Omit<LaunchInput, 'version' | 'source' | 'variant'> & { touchpoint?: string }

export type LaunchAnswer = Answer & {
  /** Where Divar would send the user; null: the answer was no such thing. */
  url: string | null
}

type Body = Record<string, unknown>

/** Where the user stands when something is opened or tapped. */
type Place = { id: string | null; postToken: string | null; side: Side | null; user: User | null }

function placeOf(world: World, { conversationId = null, postToken = null, side = null }: ActionInput): Place {
  if (conversationId === null) return { id: null, postToken, side, user: null }
  const bot = world.bots.get(conversationId)
  const user = world.users.get(bot?.userId ?? '')
  if (bot && user) return { id: bot.id, postToken: null, side: null, user }
  const talk = conversationOf(world, conversationId)
  if (!side) throw new Error('side is needed in a conversation of two people')
  return { id: talk.id, postToken: talk.postToken, side, user: userOn(world, talk, side) }
}

/** Session initialization. Contract §3.2 to §3.4. */
export async function launch(world: World, input: LaunchInput): Promise<LaunchAnswer> {
  const variants = [input.variant ?? []].flat()
  const version = input.version ?? 2
  const body = version === 1 ? launchBodyOne(world, input, variants) : launchBodyTwo(world, input, variants)
  for (const variant of variants) blank(body, variant)
  Object.assign(body, input.patch)
  const headers: Record<string, string> = {}
  if (version === 2 && !variants.includes('no_version')) {
    headers[variants.includes('api_version_underscore') ? 'API_VERSION' : 'API-Version'] = '2'
  }
  const text = input.rawBody ?? JSON.stringify(body)
  const answer = await callApp(world, 'launch', world.app.launchUrl, text, { ...headers, ...input.headers })
  const url = isObject(answer.body) ? answer.body.url : null
  return { ...answer, url: answer.status === 200 && typeof url === 'string' && isWebAddress(url) ? url : null }
}

function launchBodyTwo(world: World, input: LaunchInput, variants: string[]): Body {
  const place = placeOf(world, input)
  const source = input.source ?? 'CHAT'
  const body: Body = {
    post_token: place.postToken,
    conversation_id: place.id,
    user_side: place.side && sideWord(place.side, variants),
    source,
  }
  if (input.extraData !== undefined) {
    body[variants.includes('provider_data') ? 'provider_data' : 'extra_data'] = input.extraData
  } else if (variants.includes('provider_data')) body.provider_data = {}
  if (variants.includes('completion_url')) body.completion_url = 'https://completion.example.org/decoy'
  if (variants.includes('return_url')) body.return_url = 'https://divar.ir/chat'
  const userId = userIdFor(world, input, isMenu(source) ? undefined : place.user?.idForApp)
  if (userId !== undefined) body.user_id = userId
  return body
}

const isMenu = (source: string): boolean => touchPoints.some((point) => point === source)

function sideWord(side: Side, variants: string[]): string {
  if (variants.includes('title_case_side')) return side === 'SUPPLY' ? 'Supply' : 'Demand'
  if (variants.includes('seller_buyer')) return side === 'SUPPLY' ? 'SELLER' : 'BUYER'
  return side
}

/** Menu launches carry none, clicks on buttons do. Contract §14 row 11. */
function userIdFor(world: World, input: ActionInput, usual: string | undefined): string | null | undefined {
  if (input.userId === null) return null
  if (input.userId !== undefined) return world.users.get(input.userId)?.idForApp ?? input.userId
  return usual
}

function launchBodyOne(world: World, input: LaunchInput, variants: string[]): Body {
  const talk = conversationOf(world, input.conversationId ?? '')
  const side = input.side ?? 'DEMAND'
  const me = userOn(world, talk, side)
  const peer = userOn(world, talk, otherSide(side))
  const extra: Body = {}
  if (variants.includes('location_strings')) extra.location = { latitude: '35.6833', longitude: '51.3485' }
  if (variants.includes('location_numbers')) extra.location = { latitude: 35.6833, longitude: 51.3485 }
  if (input.extraData !== undefined) extra.provider_data = input.extraData
  return {
    extra_data: extra,
    callback_url: 'https://divar.ir/chat',
    post_token: talk.postToken,
    conversation_id: talk.id,
    user_id: me.chatId,
    peer_id: peer.chatId,
    [variants.includes('supplier_capital') ? 'Supplier' : 'supplier']: { id: userOn(world, talk, 'SUPPLY').chatId },
    demand: { id: userOn(world, talk, 'DEMAND').chatId },
  }
}

function blank(body: Body, variant: string): void {
  const [how, field] = variant.split(':')
  if (!field) return
  if (how === 'missing') delete body[field]
  if (how === 'null') body[field] = null
  if (how === 'empty') body[field] = ''
}

/** A tap on a `get_dynamic_action` button. Contract §4. */
export async function dynamicAction(world: World, input: ActionInput): Promise<Answer> {
  const place = placeOf(world, input)
  const body: Body = {
    touchpoint: input.touchpoint ?? 'CHAT',
    post_token: place.postToken,
    conversation_id: place.id,
    user_side: place.side,
    extra_data: input.extraData ?? {},
    user_id: userIdFor(world, input, place.user?.idForApp),
    ...input.patch,
  }
  return callApp(world, 'action', world.app.actionUrl, input.rawBody ?? JSON.stringify(body), input.headers ?? {})
}

/** A webhook, as given. Contract §11.2. */
export function sendEvent(world: World, body: Body, headers: Record<string, string | null> = {}): Promise<Answer> {
  return callApp(world, 'event', world.app.eventsUrl, JSON.stringify(body), headers)
}

function callApp(
  world: World,
  kind: string,
  url: string,
  body: string,
  extra: Record<string, string | null>,
): Promise<Answer> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    authorization: world.app.identificationKey,
  }
  for (const [name, value] of Object.entries(extra)) {
    if (value === null) delete headers[name.toLowerCase()]
    else headers[name.toLowerCase() in headers ? name.toLowerCase() : name] = value
  }
  return deliver(world, kind, { method: 'POST', url, headers, body })
}

export type Outgoing = {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body: string
  /** Sent in place of the body, which then says in the record what it was. */
  form?: FormData
}

/** Calls the app and keeps what was said on both sides. */
export async function deliver(
  world: Pick<World, 'clock' | 'settings' | 'deliveries'>,
  kind: string,
  outgoing: Outgoing,
): Promise<Answer> {
  const { method, url, headers, body, form } = outgoing
  const delivery: Delivery = {
    kind,
    url,
    headers,
    body,
    status: null,
    response: '',
    at: world.clock.now().toISOString(),
  }
  remember(world.deliveries, delivery)
  try {
    const signal = AbortSignal.timeout(world.settings.appTimeoutMs)
    const sent = {
      method,
      headers,
      signal,
      redirect: 'manual',
      ...(method === 'POST' ? { body: form ?? body } : {}),
    } as const
    const response = await fetch(url, sent)
    delivery.response = await response.text()
    delivery.status = response.status
  } catch (error) {
    delivery.response = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { status: null, body: delivery.response }
  }
  const parsed = parseJson(delivery.response)
  return { status: delivery.status, body: parsed === undefined ? delivery.response : parsed }
}
