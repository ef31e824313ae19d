import { addSeconds, daySeconds } from '#lib/kernel/clock.ts'
import { eachDue } from '#lib/kernel/on-its-own.ts'
import type { ShippingDeps } from '../ports.ts'
import { silence, step } from '../status.ts'
import { senderFor, transition, wordsOrFault } from './transition.ts'

const atOnce = 100

type ClockDeps = Pick<ShippingDeps, 'store' | 'transaction' | 'clock' | 'wording' | 'grants'>

/**
 * Ends the proposals that nobody answered within their 48 hours; gives how many. Any number of processes may do it at
 * the same time, and an answer at the same moment wins or loses whole. One for which there are no words ends all the same,
 * and is named among the faults.
 */
export async function expireProposals(deps: ClockDeps): Promise<number> {
  const at = deps.clock()
  return await eachDue({
    what: 'the proposals to end',
    due: async (met) => await deps.store.dueProposals(at, atOnce, met),
    idOf: ({ id }) => id,
    async work(shipment) {
      const allowed = step(shipment.state, 'expire', 'clock')
      if (!allowed.ok) return false
      const { to } = allowed
      const { announcement, fault } = await wordsOrFault(deps, 'expired', { ...shipment, state: to })
      const speaker = await senderFor(deps, shipment, null)
      const moved = await transition(deps, shipment, { event: 'expire', to, by: 'clock', at, announcement, speaker })
      if (fault) throw fault
      return moved !== null
    },
  })
}

/**
 * Reminds the other side, in the chat, of proposals that have waited for 24 hours; gives how many. Each proposal is
 * reminded of once, by whichever process is first, and only if the chat heard of it and it has time left.
 */
export async function remindOfProposals(deps: ClockDeps): Promise<number> {
  const now = deps.clock()
  return await eachDue({
    what: 'the proposals to remind of',
    due: async (met) => await deps.store.dueReminders(now, atOnce, met),
    idOf: ({ id }) => id,
    async work(shipment) {
      if (shipment.dueAt !== null && shipment.dueAt <= now) return false
      const announcement = await deps.wording.announce('reminded', shipment)
      const speaker = await senderFor(deps, shipment, null)
      const told = await deps.transaction(async (tx) => {
        if (!(await tx.settleReminder(shipment.id))) return null
        const current = await tx.shipmentByCode(shipment.trackingCode)
        if (!current?.announced) return null
        const said = speaker(current)
        return said.grantId === null ? null : await tx.announce(current, announcement, said)
      })
      return told !== null
    },
  })
}

/**
 * Ends what was accepted and of which nobody has told anything for 30 days; gives how many. Else one call that the carrier
 * never made would keep both addresses for ever, and both people from arranging anything else. The carrier is told, and so
 * is the chat. A step at the same moment wins or loses whole.
 */
export async function lapseShipments(deps: ClockDeps): Promise<number> {
  const at = deps.clock()
  const since = addSeconds(at, -silence.lapsesDays * daySeconds)
  return await eachDue({
    what: 'the shipments without news',
    due: async (met) => await deps.store.silentShipments(since, atOnce, met),
    idOf: ({ id }) => id,
    async work(shipment) {
      const allowed = step(shipment.state, 'lapse', 'clock')
      if (!allowed.ok) return false
      const { to } = allowed
      const change = { reason: 'no_news' } as const
      const { announcement, fault } = await wordsOrFault(deps, 'expired', { ...shipment, state: to, ...change })
      const speaker = await senderFor(deps, shipment, null)
      const moved = await transition(deps, shipment, {
        event: 'lapse',
        to,
        by: 'clock',
        at,
        change,
        announcement,
        speaker,
        within: async (tx) => {
          await tx.notifyCarrier({ shipmentId: shipment.id, type: 'shipment.cancelled', at })
          return {}
        },
      })
      if (fault) throw fault
      return moved !== null
    },
  })
}
