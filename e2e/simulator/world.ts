import type { MovableClock } from './clock.ts'
import { emptyOutbox, type Outbox } from './events/outbox.ts'
import type { Fault } from './faults.ts'
import { newUuid, userIdForApp, uuidOf } from './ids.ts'
import type { App } from './options.ts'
import type { Plugin } from './plugins.ts'
import type { ScenarioData } from './scenarios/index.ts'
import { defaultSettings, type Settings } from './settings.ts'
import { type Content, textContent } from './talk/content.ts'

export type Side = 'SUPPLY' | 'DEMAND'

export type User = { id: string; name: string; phone: string; idForApp: string; chatId: string }

export type Post = {
  token: string
  title: string
  description: string
  category: string
  city: string
  district: string
  priceToman: number | null
  art: string
  state: 'PUBLISHED' | 'REVIEW_REQ' | 'PAYMENT_REQ' | 'RETIRED'
  chatEnabled: boolean
  /** Null: nobody of the scenario. */
  ownerId: string | null
  /** The finder no longer knows it. */
  deleted: boolean
}

export type Action =
  | { open_direct_link: string }
  | { open_server_link: { data: Record<string, unknown> } }
  | { get_dynamic_action: { data: Record<string, unknown> } }
  | { open_post_page: { post_token: string } }
  | { open_post_manage_page: { post_token: string } }

export type Button = { action: Action; icon: string | null; caption: string }
export type Grid = Button[][]

export type ChatMessage = Content & {
  id: string
  at: string
  userId: string
  /** Sent by the app in the user's name. */
  byApp: boolean
  senderButtons: Grid
  receiverButtons: Grid
}

export type Conversation = {
  id: string
  postToken: string
  supplierId: string
  demandId: string
  blocked: boolean
  messages: ChatMessage[]
}

/** A message of the user, or of the app's chatbot. */
export type BotMessage = Content & { id: string; at: string; byApp: boolean; buttons: Grid }

/** One user's conversation with the app's chatbot. Contract §9. */
export type BotConversation = { id: string; userId: string; blocked: boolean; messages: BotMessage[] }

export type MediaKind = 'image' | 'file' | 'voice' | 'video'

export type Media = {
  id: string
  kind: MediaKind
  name: string
  contentType: string
  bytes: Buffer
  width: number
  height: number
}

export type Grant = { id: string; userId: string; scopes: string[]; revoked: boolean }
export type Code = {
  value: string
  userId: string
  scopes: string[]
  redirectUri: string
  challenge: string | null
  expiresAt: number
  grantId: string | null
}
export type Token = {
  value: string
  kind: 'access' | 'refresh'
  grantId: string
  expiresAt: number
  replacedAt: number | null
}
export type PendingConsent = { scopes: string[]; redirectUri: string; state: string; challenge: string | null }
export type Subscription = { eventType: string; resourceId: string; metadata: unknown; token: string }

/** One call that reached the simulator from the app, or from the browser on the app's behalf. */
export type Call = {
  name: string
  method: string
  path: string
  query: Record<string, string>
  headers: Record<string, string>
  body: string
  /** Null: not answered (yet). */
  status: number | null
  at: string
  fault: string | null
}

/** One call of the simulator to the app. */
export type Delivery = {
  /** `launch`, `action` or `event`; or what a plug-in names its own calls. */
  kind: string
  url: string
  headers: Record<string, string>
  body: string
  /** Null: no answer. */
  status: number | null
  response: string
  at: string
}

/** What lasts as long as the simulator, through every reset. */
export type Fixed = {
  app: App
  clock: MovableClock
  plugins: Plugin[]
  scenarios: Record<string, ScenarioData>
  /** Put over the default settings. */
  ownSettings: Partial<Settings>
}

export type World = Fixed & {
  url: string
  settings: Settings
  scenario: string
  users: Map<string, User>
  posts: Map<string, Post>
  conversations: Map<string, Conversation>
  bots: Map<string, BotConversation>
  grants: Map<string, Grant>
  codes: Map<string, Code>
  tokens: Map<string, Token>
  pending: Map<string, PendingConsent>
  subscriptions: Subscription[]
  outbox: Outbox
  /** Upload tokens that were given out and not used, and media that were uploaded. */
  uploadTokens: Set<string>
  media: Map<string, Media>
  faults: Fault[]
  calls: Call[]
  deliveries: Delivery[]
  consentAs: string | null
  counted: { minute: number; inMinute: number; total: number }
  searches: number
}

export function emptyWorld({ app, clock, plugins, scenarios, ownSettings }: Fixed): World {
  return {
    ...{ app, clock, plugins, scenarios, ownSettings },
    url: '',
    settings: defaultSettings(plugins, ownSettings),
    scenario: 'empty',
    users: new Map(),
    posts: new Map(),
    conversations: new Map(),
    bots: new Map(),
    grants: new Map(),
    codes: new Map(),
    tokens: new Map(),
    pending: new Map(),
    subscriptions: [],
    outbox: emptyOutbox(),
    uploadTokens: new Set(),
    media: new Map(),
    faults: [],
    calls: [],
    deliveries: [],
    consentAs: null,
    counted: { minute: 0, inMinute: 0, total: 0 },
    searches: 0,
  }
}

/**
 * Resets the world to a scenario. `fresh`: conversations and users get new ids, so that an app which still remembers the
 * old ones meets strangers.
 */
export function loadScenario(world: World, name: string, fresh: boolean): void {
  const data = Object.hasOwn(world.scenarios, name) ? world.scenarios[name] : undefined
  if (!data) throw new Error(`no scenario named ${name}; there are ${Object.keys(world.scenarios).join(', ')}`)
  Object.assign(world, { ...emptyWorld(world), url: world.url, scenario: name })
  for (const plugin of world.plugins) plugin.reset()
  fill(world, data, fresh ? newUuid().slice(0, 8) : '')
}

function fill(world: World, data: ScenarioData, suffix: string): void {
  const own = (id: string) => (suffix ? `${id}-${suffix}` : id)
  for (const user of data.users) {
    const id = own(user.id)
    world.users.set(id, { ...user, id, idForApp: userIdForApp(world.app.slug, id), chatId: uuidOf(id) })
  }
  // Nine characters, as Divar's own are.
  const tokenOf = (token: string) => (suffix && data.freshPosts ? `${token.slice(0, 4)}${suffix.slice(0, 5)}` : token)
  for (const { owner, ...post } of data.posts) {
    const seller = owner ?? data.conversations.find((talk) => talk.post === post.token)?.supplier
    const ownerId = seller === undefined ? null : own(seller)
    const token = tokenOf(post.token)
    world.posts.set(token, { ...post, token, ownerId, deleted: false })
  }
  const now = world.clock.now().getTime()
  for (const talk of data.conversations) {
    const supplierId = own(talk.supplier)
    const demandId = own(talk.demand)
    world.conversations.set(suffix ? uuidOf(own(talk.id)) : talk.id, {
      id: suffix ? uuidOf(own(talk.id)) : talk.id,
      postToken: tokenOf(talk.post),
      supplierId,
      demandId,
      blocked: false,
      messages: talk.messages.map(([side, minutesAgo, text]) => ({
        ...textContent(text),
        id: newUuid(),
        at: new Date(now - minutesAgo * 60_000).toISOString(),
        userId: side === 'SUPPLY' ? supplierId : demandId,
        byApp: false,
        senderButtons: [],
        receiverButtons: [],
      })),
    })
  }
}

/** Adds to a log that a long run must not let grow for ever. */
export function remember<T>(log: T[], entry: T): void {
  log.push(entry)
  if (log.length > 20_000) log.splice(0, 10_000)
}

export const otherSide = (side: Side): Side => (side === 'SUPPLY' ? 'DEMAND' : 'SUPPLY')

export function userOn(world: World, conversation: Conversation, side: Side): User {
  const user = world.users.get(side === 'SUPPLY' ? conversation.supplierId : conversation.demandId)
  if (!user) throw new Error(`conversation ${conversation.id} has no ${side} user`)
  return user
}

/** Null: the user is not a party. */
export function sideOf(conversation: Conversation, userId: string): Side | null {
  if (conversation.supplierId === userId) return 'SUPPLY'
  return conversation.demandId === userId ? 'DEMAND' : null
}

/** By our own id or by the one that the app knows. */
export function findUser(world: World, id: string): User | null {
  return world.users.get(id) ?? [...world.users.values()].find((user) => user.idForApp === id) ?? null
}

export function conversationOf(world: World, id: string): Conversation {
  const conversation = world.conversations.get(id)
  if (!conversation) throw new Error(`no conversation ${id}`)
  return conversation
}

export function postOf(world: World, conversation: Conversation): Post {
  const post = world.posts.get(conversation.postToken)
  if (!post) throw new Error(`no post ${conversation.postToken}`)
  return post
}

export const botIdOf = (world: World, user: User): string => uuidOf(`chatbot of ${world.app.slug} with ${user.id}`)

/** Their chatbot conversation, begun where there was none. */
export function botOf(world: World, user: User): BotConversation {
  const id = botIdOf(world, user)
  const known = world.bots.get(id)
  if (known) return known
  const bot: BotConversation = { id, userId: user.id, blocked: false, messages: [] }
  world.bots.set(id, bot)
  return bot
}

export const ownsPost = (world: World, userId: string, token: string): boolean =>
  world.posts.get(token)?.ownerId === userId
