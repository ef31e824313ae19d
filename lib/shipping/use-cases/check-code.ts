import type { CarrierCall, CodeFault } from '../carrier-call.ts'
import { type Handover, handoverCode, isSameCode, maxWrongCodes } from '../handover-code.ts'
import type { Shipment, ShippingDeps, ShippingTx } from '../ports.ts'

/**
 * Whether a handover may go on: with the right code, without one where the business does not demand it, or with a reason
 * to go on without. In the transaction of the step, which holds the shipment: so calls at once get no more tries than one
 * after the other, and a step that does not come about gives none back. Null: it may. Shipments of before there were codes
 * have none.
 */
export async function checkCode(
  tx: ShippingTx,
  { sealer }: Pick<ShippingDeps, 'sealer'>,
  { id }: Shipment,
  handover: Handover,
  call: Pick<CarrierCall, 'code' | 'codeOverride'> & { isDemanded: boolean },
): Promise<CodeFault | null> {
  const { code = null, codeOverride = null, isDemanded } = call
  const sealedKey = await tx.handoverKeyOf(id)
  if (sealedKey === null) return null
  if (codeOverride === null) {
    if (code === null) {
      if ((await tx.codeTries(id)) >= maxWrongCodes) return 'locked'
      return isDemanded ? 'missing' : null
    }
    if (!(await tx.takeCodeTry(id, maxWrongCodes))) return 'locked'
    const key = await sealer.open<string>(sealedKey)
    if (!isSameCode(code, handoverCode(key, id, handover))) return 'wrong'
  }
  await tx.clearCodeTries(id)
  return null
}
