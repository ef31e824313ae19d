import type { CarrierCall, CodeFault } from '../carrier-call.ts'
import { type Handover, handoverCode, isSameCode, maxWrongCodes } from '../handover-code.ts'
import type { Shipment, ShippingDeps } from '../ports.ts'

/**
 * Whether a handover may go on: with the right code, without one where the business does not demand it, or with a reason
 * to go on without. A try is taken before the code is looked at, so that no number of calls at once gets more of them.
 * Null: it may. Shipments of before there were codes have none.
 */
export async function checkCode(
  { store, sealer, offers }: Pick<ShippingDeps, 'store' | 'sealer' | 'offers'>,
  { id }: Shipment,
  handover: Handover,
  { code = null, codeOverride = null }: Pick<CarrierCall, 'code' | 'codeOverride'>,
): Promise<CodeFault | null> {
  const sealedKey = await store.handoverKeyOf(id)
  if (sealedKey === null) return null
  if (codeOverride === null) {
    if (code === null) {
      if ((await store.codeTries(id)) >= maxWrongCodes) return 'locked'
      return (await offers.demandsCodes()) ? 'missing' : null
    }
    if (!(await store.takeCodeTry(id, maxWrongCodes))) return 'locked'
    const key = await sealer.open<string>(sealedKey)
    if (!isSameCode(code, handoverCode(key, id, handover))) return 'wrong'
  }
  await store.clearCodeTries(id)
  return null
}
