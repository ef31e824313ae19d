import type { ShippingDeps } from '../ports.ts'
import { step } from '../status.ts'
import { speakerFor, takeStep } from './take-step.ts'

const atOnce = 100

type ClockDeps = Pick<ShippingDeps, 'store' | 'transaction' | 'clock' | 'wording' | 'grants'>

/**
 * Ends the proposals that nobody answered within their 48 hours; gives how many. Any number of processes may do it at
 * the same time, and an answer at the same moment wins or loses whole.
 */
export async function expireProposals(deps: ClockDeps): Promise<number> {
  const at = deps.clock()
  let expired = 0
  for (const shipment of await deps.store.dueProposals(at, atOnce)) {
    const allowed = step(shipment.state, 'expire', 'clock')
    if (!allowed.ok) continue
    const { to } = allowed
    const announcement = await deps.wording.announce('expired', { ...shipment, state: to })
    const speaker = await speakerFor(deps, shipment, null)
    if (await takeStep(deps, shipment, { event: 'expire', to, by: 'clock', at, announcement, speaker })) expired += 1
  }
  return expired
}

/**
 * Reminds the other side, in the chat, of proposals that have waited for 24 hours; gives how many. Each proposal is
 * reminded of once, by whichever process is first, and only if the chat heard of it.
 */
export async function remindOfProposals(deps: ClockDeps): Promise<number> {
  const now = deps.clock()
  let reminded = 0
  for (const shipment of await deps.store.dueReminders(now, atOnce)) {
    const announcement = await deps.wording.announce('reminded', shipment)
    const speaker = await speakerFor(deps, shipment, null)
    const told = await deps.transaction(async (tx) => {
      if (!(await tx.settleReminder(shipment.id))) return null
      const current = await tx.shipmentByCode(shipment.trackingCode)
      if (!current?.announced) return null
      const said = speaker(current)
      return said.grantId === null ? null : await tx.announce(current, announcement, said)
    })
    if (told !== null) reminded += 1
  }
  return reminded
}
