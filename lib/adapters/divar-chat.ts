import { type DivarClient, isDivarRefused, isDivarUnavailable } from '../divar/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { ChatPort, SendOutcome } from '../messages/index.ts'

/** The chat over Divar's API: what each answer, or none, means for a message. Contract §8 and §12. */
export function divarChat(client: Pick<DivarClient, 'sendConversationMessage'>): ChatPort {
  return {
    async send(accessToken, conversationId, message) {
      try {
        await client.sendConversationMessage(accessToken, conversationId, message)
        return { kind: 'sent' }
      } catch (error) {
        return sendOutcomeOf(error)
      }
    },
  }
}

/**
 * What a failed send means for its message, by whichever call it went out: only an error after which nothing was sent is
 * `retry`. By the API key alone there is no token to refresh, so there `unauthorized` is final. Throws what is no error of
 * a send. Contract §8 and §12.
 */
export function sendOutcomeOf(error: unknown): SendOutcome {
  if (isDivarRefused(error)) return refusalOf(error.httpStatus, error.grpcCode, error.retryAfterSeconds ?? null)
  if (isDivarUnavailable(error)) {
    return error.certainlyNotSent
      ? { kind: 'retry', retryAfterSeconds: null, reason: `network_${error.reason}` }
      : { kind: 'unconfirmed', reason: `network_${error.reason}` }
  }
  if (error instanceof AppError && error.code === 'invalid_input') return { kind: 'refused', reason: 'invalid_message' }
  throw error
}

function refusalOf(httpStatus: number, grpcCode: number | null, retryAfterSeconds: number | null): SendOutcome {
  const reason = grpcCode === null ? `http_${httpStatus}` : `http_${httpStatus}_code_${grpcCode}`
  if (httpStatus === 401) return { kind: 'unauthorized' }
  if (httpStatus === 429 || httpStatus === 503) return { kind: 'retry', retryAfterSeconds, reason }
  return httpStatus >= 400 && httpStatus < 500 ? { kind: 'refused', reason } : { kind: 'unconfirmed', reason }
}
