import { queueMessage } from '#lib/addon/messages/index.ts'
import type { Wake } from '#lib/addon/outbox/index.ts'
import type { Tx } from '#lib/db/client.ts'
import { messageTransaction } from '#lib/db/stores/messages.ts'
import { answerInChatbot } from '#lib/fa/problem-texts.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { Sealer } from '#lib/kernel/seal.ts'
import type { ThreadWork } from '#lib/threads/index.ts'
import { answerMessage } from './chatbot.ts'
import { followUp } from './notices.ts'

type Deps = {
  clock: Clock
  sealer: Sealer
  wake: Wake
  /** The business's name. */
  business: string | null
}

/** Writes answers of the business into the chatbot in the caller's transaction, sealed until they have left. */
export const tellAnswerIn =
  (tx: Tx, { clock, sealer, wake, business }: Deps): ThreadWork['tell'] =>
  async ({ threadId, trackingCode, number, body, closes }, grantId) => {
    const { text, buttons } =
      trackingCode === null
        ? answerMessage({ ...body, threadId, mayWrite: !closes }, business)
        : { text: answerInChatbot(body, business, trackingCode), buttons: followUp(trackingCode) }
    await queueMessage(
      { messages: messageTransaction(tx), wake, clock },
      {
        subject: 'notice',
        subjectId: threadId,
        kind: 'support_answer',
        occurrence: number,
        channel: 'bot_user',
        conversationId: '',
        grantId,
        senderSide: 'DEMAND',
        text: '',
        sealedText: await sealer.seal(text),
        senderButtons: null,
        receiverButtons: buttons,
      },
    )
  }
