import type { Shipment, ShippingDeps } from '../ports.ts'
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
  return await countOf(await deps.store.dueProposals(at, atOnce), async (shipment) => {
    const allowed = step(shipment.state, 'expire', 'clock')
    if (!allowed.ok) return false
    const { to } = allowed
    const announcement = await deps.wording.announce('expired', { ...shipment, state: to })
    const speaker = await speakerFor(deps, shipment, null)
    return (await takeStep(deps, shipment, { event: 'expire', to, by: 'clock', at, announcement, speaker })) !== null
  })
}

/**
 * Reminds the other side, in the chat, of proposals that have waited for 24 hours; gives how many. Each proposal is
 * reminded of once, by whichever process is first, and only if the chat heard of it and it has time left.
 */
export async function remindOfProposals(deps: ClockDeps): Promise<number> {
  const now = deps.clock()
  return await countOf(await deps.store.dueReminders(now, atOnce), async (shipment) => {
    if (shipment.dueAt !== null && shipment.dueAt <= now) return false
    const announcement = await deps.wording.announce('reminded', shipment)
    const speaker = await speakerFor(deps, shipment, null)
    const told = await deps.transaction(async (tx) => {
      if (!(await tx.settleReminder(shipment.id))) return null
      const current = await tx.shipmentByCode(shipment.trackingCode)
      if (!current?.announced) return null
      const said = speaker(current)
      return said.grantId === null ? null : await tx.announce(current, announcement, said)
    })
    return told !== null
  })
}

/** For how many of them it came true. One that fails does not hold up the others; the first fault is thrown at the end. */
async function countOf(all: Shipment[], deed: (shipment: Shipment) => Promise<boolean>): Promise<number> {
  let count = 0
  const faults: unknown[] = []
  for (const shipment of all) {
    await deed(shipment).then(
      (did) => {
        if (did) count += 1
      },
      (fault: unknown) => faults.push(fault),
    )
  }
  if (faults.length > 0) throw faults[0]
  return count
}
