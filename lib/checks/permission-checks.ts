import {
  type DivarApiError,
  type DivarClient,
  isDivarApiError,
  toAccessToken,
  toConversationId,
  toDivarUserId,
  toPostToken,
} from '#lib/divar/index.ts'
import { type Check, good, skipped, wrong } from './check.ts'

type Probed = Pick<
  DivarClient,
  | 'getPost'
  | 'getUser'
  | 'sendConversationMessage'
  | 'subscribe'
  | 'sendBotMessage'
  | 'sendBotMessageToUser'
  | 'createUploadToken'
>

/** A name that nothing and nobody at Divar has: no post, no conversation, no user, no token. */
const nothing = 'peyk-doctor'
const accessToken = toAccessToken(nothing)
const conversationId = toConversationId(nothing)
const message = { text: nothing, senderButtons: null, receiverButtons: null }
const botMessage = { text: nothing, buttons: null }

/** Each call in the way that does least: about nothing, and in the name of nobody. */
const probes = {
  'GET /v1/open-platform/finder/post/{token}': {
    ofUser: false,
    ask: (divar) => divar.getPost({ postToken: toPostToken(nothing) }),
  },
  'GET /v1/open-platform/users': { ofUser: true, ask: (divar) => divar.getUser({ accessToken }) },
  'POST /v2/open-platform/conversations/{conversation_id}/messages': {
    ofUser: true,
    ask: (divar) => divar.sendConversationMessage({ accessToken, conversationId, message }),
  },
  'POST /v1/open-platform/events/subscriptions': {
    ofUser: true,
    ask: (divar) => divar.subscribe({ accessToken, postToken: toPostToken(nothing), metadata: {} }),
  },
  'POST /v1/open-platform/chat/bot/conversations/{conversation_id}/messages': {
    ofUser: false,
    ask: (divar) => divar.sendBotMessage({ conversationId, message: botMessage }),
  },
  'POST /v1/open-platform/chat/bot/users/{user_id}/messages': {
    ofUser: true,
    ask: (divar) => divar.sendBotMessageToUser({ accessToken, userId: toDivarUserId(nothing), message: botMessage }),
  },
  'POST /experimental/open-platform/chat/upload': { ofUser: false, ask: (divar) => divar.createUploadToken() },
} satisfies Record<string, { ofUser: boolean; ask: (divar: Probed) => Promise<unknown> }>

/** What the API key must be allowed, and the call that needs it. */
export type NeededPermission = { permission: string; call: keyof typeof probes }

/** Every call that is made with the API key, one after the other: the limit of a minute is Divar's secret. */
export async function checkPermissions(
  divar: Probed,
  neededPermissions: readonly NeededPermission[],
): Promise<Check[]> {
  const checks: Check[] = []
  for (const needed of neededPermissions) checks.push(await checkPermission(divar, needed))
  return checks
}

async function checkPermission(divar: Probed, { permission, call }: NeededPermission): Promise<Check> {
  const { ofUser, ask } = probes[call]
  // One permission is for two calls.
  const name = `online.${permission}${call.includes('{user_id}') ? '.user' : ''}`
  const refusal = await ask(divar).then(
    () => null,
    (error: unknown) => (isDivarApiError(error) ? error : ('unknown' as const)),
  )
  if (refusal === 'unknown')
    return skipped(name, `Whether the API key may ${permission} could not be found out: ${call}.`)
  const status = refusal?.httpStatus ?? 200
  if (refusal && isOfKey(refusal, ofUser)) {
    return wrong(
      name,
      `The API key may not ${permission} (status ${status}), which ${call} needs.`,
      `Give it ${permission} in Divar's panel; where the panel does not offer it, ask by a ticket.`,
    )
  }
  if (status === 429 || status >= 500) {
    return skipped(name, `Whether the API key may ${permission} could not be found out: ${call} answered ${status}.`)
  }
  if (status === 401 || status === 403) {
    return good(
      name,
      `Nothing says that the API key may not ${permission}: ${call} wants a user's permission first (status ${status}).`,
    )
  }
  return good(name, `The API key may ${permission}.`)
}

/**
 * Whether a refusal is about the key. Of a call in a user's name, made in nobody's, Divar refuses the token too; its words
 * tell which, and without any a 401 is about the token and a 403 about the key. Contract §6 and §12: undocumented.
 */
function isOfKey({ httpStatus, divarMessage }: DivarApiError, ofUser: boolean): boolean {
  const words = divarMessage ?? ''
  if (httpStatus === 412) return /api.?key|retrieve app/i.test(words)
  if (httpStatus !== 401 && httpStatus !== 403) return false
  if (!ofUser || /api.?key|permission/i.test(words)) return true
  return httpStatus === 403 && !/token|scope|oauth|bearer/i.test(words)
}
