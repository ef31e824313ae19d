import type { ChatPort, SendOutcome } from '#lib/addon/messages/index.ts'
import {
  type BotMessage,
  type DivarClient,
  isDivarApiError,
  isDivarConnectionError,
  isInvalidInputError,
  toAccessToken,
  toConversationId,
  toDivarUserId,
} from '#lib/divar/index.ts'

type Client = Pick<DivarClient, 'sendConversationMessage' | 'sendBotMessage' | 'sendBotMessageToUser'>

const as = (accessToken: string) => ({ accessToken: toAccessToken(accessToken) })
const into = (conversationId: string) => ({ conversationId: toConversationId(conversationId) })

/** Who granted, and their own conversation with the chatbot where they linked it. Null: nobody any more. */
export type Addressee = (grantId: string) => Promise<{ divarUserId: string; botConversationId: string | null } | null>

/**
 * The chat over Divar's API: what each answer, or none, means for a message. What is for somebody in the chatbot goes by
 * user, and where that certainly did not arrive, into the conversation that they linked. Contract §8, §9 and §12.
 */
export function divarChat(client: Client, addressee: Addressee): ChatPort {
  const attempt = async (send: () => Promise<unknown>): Promise<SendOutcome> => {
    try {
      await send()
      return { kind: 'sent' }
    } catch (error) {
      return sendOutcomeOf(error)
    }
  }
  const toUser = async (accessToken: string, grantId: string | null, message: BotMessage): Promise<SendOutcome> => {
    const person = grantId === null ? null : await addressee(grantId)
    if (!person) return { kind: 'refused', reason: 'nobody' }
    const { divarUserId, botConversationId } = person
    const direct = await attempt(
      async () =>
        await client.sendBotMessageToUser({ ...as(accessToken), userId: toDivarUserId(divarUserId), message }),
    )
    const certainlyNot = direct.kind === 'refused' || direct.kind === 'retry'
    if (botConversationId === null || !certainlyNot) return direct
    const around = await attempt(async () => await client.sendBotMessage({ ...into(botConversationId), message }))
    // Here there is no token that could be refreshed.
    return around.kind === 'unauthorized' ? { kind: 'refused', reason: 'http_401' } : around
  }
  return {
    async send(accessToken, { channel, conversationId, grantId }, message) {
      if (channel === 'conversation') {
        return await attempt(
          async () => await client.sendConversationMessage({ ...as(accessToken), ...into(conversationId), message }),
        )
      }
      return await toUser(accessToken, grantId, { text: message.text, buttons: message.receiverButtons })
    },
  }
}

/**
 * What a failed send means for its message, by whichever call it went out: only an error after which nothing was sent is
 * `retry`. By the API key alone there is no token to refresh, so there `unauthorized` is final. Throws what is no error of
 * a send. Contract §8 and §12.
 */
export function sendOutcomeOf(error: unknown): SendOutcome {
  if (isDivarApiError(error)) return refusalOf(error.httpStatus, error.grpcCode, error.retryAfterSeconds)
  if (isDivarConnectionError(error)) {
    return error.certainlyNotSent
      ? { kind: 'retry', retryAfterSeconds: null, reason: `network_${error.reason}` }
      : { kind: 'unconfirmed', reason: `network_${error.reason}` }
  }
  if (isInvalidInputError(error)) return { kind: 'refused', reason: 'invalid_message' }
  throw error
}

function refusalOf(httpStatus: number, grpcCode: number | null, retryAfterSeconds: number | null): SendOutcome {
  const reason = grpcCode === null ? `http_${httpStatus}` : `http_${httpStatus}_code_${grpcCode}`
  if (httpStatus === 401) return { kind: 'unauthorized' }
  if (httpStatus === 429 || httpStatus === 503) return { kind: 'retry', retryAfterSeconds, reason }
  return httpStatus >= 400 && httpStatus < 500 ? { kind: 'refused', reason } : { kind: 'unconfirmed', reason }
}
