import 'server-only'
import type { ConsentPurpose, Grant } from '#lib/access/index.ts'
import { keepAssistant, neededScopes, turnOn } from '#lib/assistant/index.ts'
import { type Scope, scopes } from '#lib/divar/index.ts'
import type { Services } from '#lib/services.ts'

const always: Scope[] = [scopes.userId, scopes.accessRevocation]

/** What the assistant's permission screen names, and nothing beside it. */
export const assistantScopes = (postToken: string | null): Scope[] => [
  ...always,
  scopes.offlineAccess,
  ...neededScopes(postToken ?? ''),
]

/** What linking the chatbot asks: who it is, and to hear when they take it back. */
export const chatbotScopes: Scope[] = always

/** Where such a consent comes back to: its own pages. */
export function ownReturn(purpose: ConsentPurpose): { base: string; problem(code: string): string } {
  if (purpose.kind === 'chatbot') {
    return { base: '/chatbot/linked', problem: (code) => `/chatbot/problem/${code}` }
  }
  const query = purpose.postToken === null ? '?all=1' : `?post=${encodeURIComponent(purpose.postToken)}`
  return { base: `/assistant${query}`, problem: (code) => `/assistant/problem/${code}${query}` }
}

/** Where a consent leads that came back before: Back to Divar's screen and once more through it gives nothing new. */
export async function ownUsed(app: Services, purpose: ConsentPurpose): Promise<string> {
  const { base, problem } = ownReturn(purpose)
  if (purpose.kind !== 'chatbot') return base
  return (await app.chatbot.store.linkedUser(purpose.conversationId)) === null ? problem('link_used') : base
}

/** Does what the consent was for; gives where to go. The assistant is subscribed at once, so that its page can say so. */
export async function afterOwnConsent(app: Services, purpose: ConsentPurpose, grant: Grant): Promise<string> {
  const { id: grantId, divarUserId } = grant
  const { base, problem } = ownReturn(purpose)
  if (purpose.kind === 'chatbot') {
    const { conversationId } = purpose
    const linked = await app.chatbot.store.link({ conversationId, divarUserId, grantId, now: app.clock() })
    return linked ? base : problem('session_ended')
  }
  const { postToken } = purpose
  const assistant = await turnOn(app.assistant, { divarUserId, postToken, grantId, scopes: grant.scopes })
  if (!assistant) return problem('session_ended')
  if (assistant.state === 'on') await keepAssistant(app.keeper, assistant.id)
  return `/assistant/${assistant.id}`
}
