import type { CarrierCall, CodeFault } from '../carrier-call.ts'
import { codeMark, type Handover, handoverCode, isSameCode, maxWrongCodes } from '../handover-code.ts'
import type { Shipment, ShippingDeps, ShippingTx } from '../ports.ts'
import { keepTap } from './own-stop.ts'

/**
 * Whether a handover may go on: with the right code, without one where the business does not demand it, or with a reason
 * to go on without. In the transaction of the step, which holds the shipment: so calls at once get no more tries than one
 * after the other, and a step that does not come about gives none back. A wrong one takes one try however often its call
 * comes. Null: it may. Shipments of before there were codes have none.
 */
export async function checkCode(
  tx: ShippingTx,
  { sealer }: Pick<ShippingDeps, 'sealer'>,
  { id }: Shipment,
  handover: Handover,
  call: Pick<CarrierCall, 'callId' | 'staff' | 'code' | 'codeOverride'> & { isDemanded: boolean; at: Date },
): Promise<CodeFault | null> {
  const { callId, code = null, codeOverride = null, isDemanded, at } = call
  const sealedKey = await tx.handoverKeyOf(id)
  if (sealedKey === null) return null
  if (codeOverride === null) {
    if (code === null) {
      if ((await tx.codeTries(id)) >= maxWrongCodes) return 'locked'
      return isDemanded ? 'missing' : null
    }
    const key = await sealer.open<string>(sealedKey)
    // A tap of a courier has one code; any other call may come again under its id with another.
    const tryId = call.staff?.isOwnStop ? callId : `${callId} ${codeMark(key, code)}`
    if ((await tx.tapAnswer(tryId)) === 'wrong') return 'wrong'
    if (!(await tx.takeCodeTry(id, maxWrongCodes))) return 'locked'
    if (!isSameCode(code, handoverCode(key, id, handover))) {
      await keepTap(tx, id, { callId: tryId }, 'wrong', at)
      return 'wrong'
    }
  }
  await tx.clearCodeTries(id)
  return null
}
