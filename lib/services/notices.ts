import { queueMessage } from '#lib/addon/messages/index.ts'
import type { Wake } from '#lib/addon/outbox/index.ts'
import { currentVersion } from '#lib/business/index.ts'
import type { Tx } from '#lib/db/client.ts'
import { businessStore } from '#lib/db/stores/business.ts'
import { messageTransaction } from '#lib/db/stores/messages.ts'
import { noticeTransaction } from '#lib/db/stores/notices.ts'
import { buttonGrid, dynamicActionButton } from '#lib/divar/index.ts'
import { buttonCaptions, noticeText } from '#lib/fa/chat-texts.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { Gather } from '#lib/kernel/in-batches.ts'
import type { Side } from '#lib/kernel/side.ts'
import { isFinal, type ShippingTx } from '#lib/shipping/index.ts'
import { nameOf } from './business.ts'

/** A side's notices of a shipment as a subject of messages. */
export const noticeSubject = (shipmentId: string, side: Side) => `${shipmentId}:${side}`

/** Tells the steps of shipments in the chatbot, in a transaction of the shipping domain. */
export function noticesIn(
  tx: Tx,
  { clock, wake }: { clock: Clock; wake: Wake },
  gather?: Gather,
): Pick<ShippingTx, 'tellStep' | 'endNotices' | 'putNotices' | 'grantStands'> {
  const messages = messageTransaction(tx, gather)
  const { lockNotices, deleteNotices, putNotices, grantStands } = noticeTransaction(tx, gather)
  return {
    putNotices,
    grantStands,
    async tellStep(shipment, { number, reason }) {
      const wanted = await lockNotices(shipment.id)
      // By this transaction: an embedded database has no second connection.
      const business = wanted.length > 0 ? nameOf(await currentVersion(businessStore(tx))) : null
      const text = noticeText({ ...shipment, failure: reason, business })
      for (const { side, grantId } of wanted) {
        await queueMessage(
          { messages, wake, clock },
          {
            subject: 'notice',
            subjectId: noticeSubject(shipment.id, side),
            kind: 'notice',
            occurrence: number,
            channel: 'bot_user',
            conversationId: '',
            grantId,
            senderSide: side,
            text,
            sealedText: null,
            senderButtons: null,
            receiverButtons: followUp(shipment.trackingCode),
          },
        )
      }
      if (isFinal(shipment.state)) await deleteNotices(shipment.id)
    },
    async endNotices(shipmentId, side) {
      await deleteNotices(shipmentId, side)
      await messages.supersede('notice', noticeSubject(shipmentId, side), ['notice'])
    },
  }
}

/** The chatbot answers the tap with how it stands by then. */
export const followUp = (code: string) =>
  buttonGrid([
    [dynamicActionButton({ icon: 'LOCAL_SHIPPING', caption: buttonCaptions.track }, { skill: 'track', code })],
  ])
