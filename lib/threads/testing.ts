import { carrierWorld } from '#lib/carrier/testing.ts'
import type { Db, Tx } from '#lib/db/client.ts'
import { threadStore, threadTransaction } from '#lib/db/stores/threads.ts'
import { newId } from '#lib/kernel/ids.ts'
import { notifyCarrierIn } from '#lib/services/carrier.ts'
import { shippingTransaction } from '#lib/services/shipping-transaction.ts'
import { askSupportIn } from '#lib/services/support.ts'
import { tellAnswerIn } from '#lib/services/tell-answer.ts'
import { type Actor, reportProblem } from '#lib/shipping/index.ts'
import { buyer } from '#lib/shipping/testing.ts'
import { answerThread, type ThreadDeps } from './index.ts'

export const reported = 'بستهٔ من خیس شده و گوشه‌اش پاره است'
export const wished = 'هزینهٔ ارسال یخچال چقدر است؟'

/** Threads over a real database, beside a shipping domain whose orders go to the carrier. */
export function threadWorld(db: Db) {
  const world = carrierWorld(db)
  const { shipping, clock } = world
  const lines: unknown[] = []
  const log = (line: unknown) => void lines.push(line)
  const shippingIn = (tx: Tx) => ({
    ...shippingTransaction(tx, {
      clock,
      sealer: shipping.sealer,
      wake: async () => undefined,
      notifyCarrier: notifyCarrierIn(tx, clock, world.deps.wake),
    }),
    seatStands: async () => true,
  })
  const tellIn = (tx: Tx) =>
    tellAnswerIn(tx, { clock, sealer: shipping.sealer, wake: async () => undefined, business: 'پیک بادپا' })
  const threads: ThreadDeps = {
    store: threadStore(db),
    transaction: async (work) =>
      await db.transaction(
        async (tx) => await work({ threads: threadTransaction(tx), shipping: shippingIn(tx), tell: tellIn(tx) }),
      ),
    clock,
    sealer: shipping.sealer,
    log: { info: log, warn: log, error: log, debug: log },
  }
  return {
    ...world,
    threads,
    lines,
    /** A side reports a problem of this shipment: its thread. */
    async reportOf(trackingCode: string, actor: Actor = buyer, text = reported): Promise<string> {
      const result = await reportProblem(shipping, actor, { trackingCode, text })
      if (result.kind !== 'reported') throw new Error(result.kind)
      return result.problem.id
    },
    /** Somebody asks in the chatbot, and the business hears of it. */
    async asked(conversationId = 'bot-1', text = wished, divarUserId: string | null = null): Promise<string> {
      const at = clock()
      await db.transaction(async (tx) => {
        const piece = { id: newId(), sentAt: at.toISOString(), text }
        const said = { conversationId, divarUserId, piece, at, opens: true, mayBegin: true }
        await askSupportIn(tx, { clock, sealer: shipping.sealer, wake: world.deps.wake }, said)
      })
      clock.advance(120)
      await world.work()
      const told = world.received.findLast(({ type }) => type === 'support.asked')
      if (told?.type !== 'support.asked') throw new Error('the business was not told')
      return told.data.threadId
    },
    answer: async (threadId: string, text: string, more: { callId?: string; from?: string; closes?: boolean } = {}) =>
      await answerThread(threads, { callId: newId(), from: null, closes: false, threadId, text, ...more }),
  }
}
