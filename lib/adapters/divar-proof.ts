import type { ProofChat, ShowOutcome, UploadOutcome } from '#lib/carrier/index.ts'
import {
  type DivarClient,
  isDivarApiError,
  isDivarConnectionError,
  isDivarResponseError,
  isInvalidInputError,
  toAccessToken,
  toConversationId,
  toDivarUserId,
  toMediaToken,
} from '#lib/divar/index.ts'
import { sendOutcomeOf } from './divar-chat.ts'

type Client = Pick<DivarClient, 'uploadImage' | 'sendBotMessageToUser' | 'sendBotMessage' | 'sendConversationMessage'>

/** Answers about this very picture; every other refusal is about our key, an address, or the hour. Contract §10, §12. */
const aboutThePicture = [400, 413, 415, 422]

/** Pictures over Divar's API: three steps, of which only the message shows anything. Contract §8 to §10. */
export function divarProof(client: Client): ProofChat {
  const picture = (mediaToken: string) => ({ text: '', mediaToken: toMediaToken(mediaToken), buttons: null })
  return {
    async upload(image) {
      try {
        return { kind: 'uploaded', ...(await client.uploadImage(image)) }
      } catch (error) {
        return uploadOutcomeOf(error)
      }
    },
    toChatbotUser: async (accessToken, divarUserId, mediaToken) =>
      await outcomeOf(() =>
        client.sendBotMessageToUser({
          accessToken: toAccessToken(accessToken),
          userId: toDivarUserId(divarUserId),
          message: picture(mediaToken),
        }),
      ),
    toChatbotConversation: async (conversationId, mediaToken) =>
      await outcomeOf(() =>
        client.sendBotMessage({ conversationId: toConversationId(conversationId), message: picture(mediaToken) }),
      ),
    toChat: async (accessToken, conversationId, mediaToken) => {
      return await outcomeOf(() =>
        client.sendConversationMessage({
          accessToken: toAccessToken(accessToken),
          conversationId: toConversationId(conversationId),
          message: { text: '', mediaToken: toMediaToken(mediaToken), senderButtons: null, receiverButtons: null },
        }),
      )
    },
  }
}

async function outcomeOf(send: () => Promise<unknown>): Promise<ShowOutcome> {
  try {
    await send()
    return { kind: 'sent' }
  } catch (error) {
    return sendOutcomeOf(error)
  }
}

/** Whatever came of an upload, nobody has seen the picture: all but a refusal of the picture itself may be repeated. */
function uploadOutcomeOf(error: unknown): UploadOutcome {
  if (isDivarApiError(error)) {
    const reason = `upload_http_${error.httpStatus}`
    if (aboutThePicture.includes(error.httpStatus)) return { kind: 'refused', reason }
    return { kind: 'retry', retryAfterSeconds: error.retryAfterSeconds, reason }
  }
  if (isDivarConnectionError(error)) {
    return { kind: 'retry', retryAfterSeconds: null, reason: `upload_network_${error.reason}` }
  }
  if (isDivarResponseError(error)) return { kind: 'retry', retryAfterSeconds: null, reason: 'upload_malformed' }
  if (isInvalidInputError(error)) return { kind: 'refused', reason: 'invalid_picture' }
  throw error
}
