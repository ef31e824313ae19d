import { type ChatbotControl, createChatbotControl } from './control-chatbot.ts'
import { type CrowdControl, createCrowdControl } from './control-crowd.ts'
import { createEventControl, type EventControl } from './control-events.ts'
import { type DirectLinkInput, directLink } from './direct-link.ts'
import { type Fault, type FaultInput, faultProblem } from './faults.ts'
import { type ButtonChoice, findButton, gridFor, type Outcome, tap } from './pages/taps.ts'
import type { PluginControl } from './plugins.ts'
import { onlyKnown, type Settings } from './settings.ts'
import type { Words } from './talk/content.ts'
import { say } from './talk/say.ts'
import {
  type ActionInput,
  type Answer,
  dynamicAction,
  type LaunchAnswer,
  type LaunchInput,
  launch,
  sendEvent,
} from './to-app.ts'
import {
  botIdOf,
  type Call,
  type ChatMessage,
  conversationOf,
  type Delivery,
  findUser,
  loadScenario,
  type Post,
  postOf,
  type Side,
  sideOf,
  type User,
  userOn,
  type World,
} from './world.ts'

export type ConversationView = {
  id: string
  post: Post
  supplier: User
  demand: User
  blocked: boolean
  messages: number
}

export type MessageView = ChatMessage & { side: Side | null }

export type Person = User & { posts: Post[]; botConversationId: string }

/** The simulator in a test's hand. The same functions answer under `POST /_control/<name>` with a JSON object. */
export type Control = PluginControl &
  ChatbotControl &
  CrowdControl &
  EventControl & {
    /** Restores the initial state: no grants, orders, calls or faults, default settings; the clock is not changed. */
    reset(input?: { scenario?: string; fresh?: boolean }): { scenario: string; conversations: ConversationView[] }
    settings(patch?: Partial<Settings>): Settings
    clock(input: number | { offsetSeconds: number }): { offsetSeconds: number; now: string }
    fault(input: FaultInput): Fault
    clearFaults(): void
    unusedFaults(): Fault[]
    calls(input?: { name?: string }): Call[]
    clearCalls(): void
    conversations(): ConversationView[]
    messages(input: string | { conversationId: string }): MessageView[]
    /** A person types and sends: `text`, or another kind by its `type`, with a sample's `data` where none is given. */
    say(input: { conversationId: string; side: Side } & Words): MessageView
    /** A tap on a button under the newest message that has it. */
    tap(input: { conversationId: string; side: Side } & ButtonChoice): Promise<Outcome>
    deliveries(input?: { kind?: string }): Delivery[]
    launch(input: LaunchInput): Promise<LaunchAnswer>
    /** The address that a direct link would open. */
    directLink(input?: DirectLinkInput): { url: string }
    action(input: ActionInput): Promise<Answer>
    /** Any webhook body; `headers` put over Divar's own. */
    event(input: { body: Record<string, unknown>; headers?: Record<string, string | null> }): Promise<Answer>
    /** The user takes the access back: tokens die, and the app is told if it asked to be. */
    revoke(input: string | { userId: string }): Promise<{ revoked: number; event: Answer | null }>
    block(input: string | { conversationId: string; blocked?: boolean }): void
    /** The user logged in at Divar, overriding the browser's cookie; null restores the cookie's user. */
    consentAs(input: string | null | { userId: string | null }): void
    /** Changes a post, for example `{ token, state: 'RETIRED' }`. */
    patchPost(input: { token: string } & Partial<Post>): Post
    /** Ends a post: the finder says RETIRED. */
    retirePost(input: { token: string }): Post
    /** Takes a post away: the finder says 404. */
    deletePost(input: { token: string }): Post
    /** Everybody of the scenario, with the posts they own and their conversation with the chatbot. */
    people(): Person[]
    state(): unknown
  }

/** `first`: the scenario that a reset loads when none is named. */
export function createControl(world: World, dropWaiting: () => void, first: string): Control {
  const ofPlugins = Object.assign({}, ...world.plugins.map(({ control }) => control)) as PluginControl
  const conversations = () => [...world.conversations.values()].map((talk) => viewOf(world, talk.id))
  return {
    reset({ scenario = first, fresh = false } = {}) {
      dropWaiting()
      loadScenario(world, scenario, fresh)
      return { scenario, conversations: conversations() }
    },
    settings: (patch = {}) => Object.assign(world.settings, onlyKnown(world.settings, patch)),
    clock(input) {
      world.clock.move(typeof input === 'number' ? input : Number(input.offsetSeconds) || 0)
      return { offsetSeconds: world.clock.offsetSeconds(), now: world.clock.now().toISOString() }
    },
    fault(input) {
      const problem = faultProblem(world, input)
      if (problem) throw new Error(problem)
      const fault = { ...input, times: input.times ?? 1 }
      world.faults.push(fault)
      return fault
    },
    clearFaults: () => {
      world.faults = []
    },
    unusedFaults: () => world.faults.filter((fault) => fault.times > 0),
    calls: ({ name } = {}) => world.calls.filter((call) => !name || call.name === name),
    clearCalls: () => {
      world.calls = []
    },
    conversations,
    messages(input) {
      const talk = conversationOf(world, typeof input === 'string' ? input : input.conversationId)
      return talk.messages.map((message) => ({ ...message, side: sideOf(talk, message.userId) }))
    },
    say: ({ conversationId, side, ...words }) => ({ ...say(world, conversationId, side, words), side }),
    tap({ conversationId, side, ...choice }) {
      const talk = conversationOf(world, conversationId)
      const shown = talk.messages.map((message) => ({ message, grid: gridFor(world, talk, side, message) }))
      const { message, cell } = findButton(shown, choice)
      return tap(world, talk, side, message, cell)
    },
    deliveries: ({ kind } = {}) => world.deliveries.filter((delivery) => !kind || delivery.kind === kind),
    launch: (input) => launch(world, input),
    directLink: (input = {}) => ({ url: directLink(world, input) }),
    action: (input) => dynamicAction(world, input),
    event: ({ body, headers }) => sendEvent(world, body, headers),
    revoke: (input) => revoke(world, typeof input === 'string' ? input : input.userId),
    block(input) {
      const { conversationId, blocked = true } = typeof input === 'string' ? { conversationId: input } : input
      const talk = world.bots.get(conversationId) ?? conversationOf(world, conversationId)
      talk.blocked = blocked
    },
    consentAs(input) {
      const id = typeof input === 'object' && input !== null ? input.userId : input
      if (id !== null && !findUser(world, id)) throw new Error(`no user ${id}`)
      world.consentAs = id
    },
    patchPost({ token, ...patch }) {
      return Object.assign(postBy(world, token), patch)
    },
    retirePost: ({ token }) => Object.assign(postBy(world, token), { state: 'RETIRED', chatEnabled: false }),
    deletePost: ({ token }) => Object.assign(postBy(world, token), { deleted: true }),
    people: () => [...world.users.values()].map((user) => personOf(world, user)),
    state: () => stateOf(world),
    ...ofPlugins,
    ...createChatbotControl(world),
    ...createCrowdControl(world),
    ...createEventControl(world),
  }
}

function postBy(world: World, token: string): Post {
  const post = world.posts.get(token)
  if (!post) throw new Error(`no post ${token}`)
  return post
}

const personOf = (world: World, user: User): Person => ({
  ...user,
  posts: [...world.posts.values()].filter((post) => post.ownerId === user.id),
  botConversationId: botIdOf(world, user),
})

function viewOf(world: World, id: string): ConversationView {
  const talk = conversationOf(world, id)
  return {
    id,
    post: postOf(world, talk),
    supplier: userOn(world, talk, 'SUPPLY'),
    demand: userOn(world, talk, 'DEMAND'),
    blocked: talk.blocked,
    messages: talk.messages.length,
  }
}

/** Contract §11.1 and §11.4: told only where the grant asked for both scopes. */
async function revoke(world: World, id: string): Promise<{ revoked: number; event: Answer | null }> {
  const user = findUser(world, id)
  if (!user) throw new Error(`no user ${id}`)
  const grants = [...world.grants.values()].filter((grant) => grant.userId === user.id && !grant.revoked)
  for (const grant of grants) grant.revoked = true
  const asked = (scope: string) => grants.some((grant) => grant.scopes.includes(scope))
  const told = asked('NOTIFICATION_ACCESS_REVOCATION') && asked('USER_ID')
  const body = { type: 'USER_ACCESS_REVOCATION', user_access_revocation: { user_id: user.idForApp } }
  return { revoked: grants.length, event: told ? await sendEvent(world, body) : null }
}

function stateOf(world: World): unknown {
  return {
    scenario: world.scenario,
    now: world.clock.now().toISOString(),
    settings: world.settings,
    users: [...world.users.values()],
    posts: [...world.posts.values()],
    conversations: [...world.conversations.values()],
    bots: [...world.bots.values()],
    grants: [...world.grants.values()],
    codes: [...world.codes.values()],
    tokens: [...world.tokens.values()],
    subscriptions: world.subscriptions,
    faults: world.faults,
    consentAs: world.consentAs,
    calls: world.calls.length,
    deliveries: world.deliveries.length,
    ...Object.fromEntries(world.plugins.map((plugin) => [plugin.name, plugin.state()])),
  }
}
