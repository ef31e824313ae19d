import type { ActionHandler } from '#lib/addon/inbox/index.ts'
import type { Courier } from './courier.ts'
import type { HandoverCode } from './handover-code.ts'
import type { Shipment, ShippingDeps } from './ports.ts'
import { parseTrackingCode } from './tracking-code.ts'
import { courierOf } from './use-cases/assign-courier.ts'
import { rejectableProposal } from './use-cases/reject.ts'
import { handoverOfTap, statusOf } from './use-cases/view.ts'

type Deps = Pick<ShippingDeps, 'store' | 'clock' | 'sealer'> & {
  texts: { status(shipment: Shipment, now: Date, known: Known): string; askWhy: string }
}

/** What else the side that taps may know. */
type Known = { handover: HandoverCode | null; courier: Courier | null }

/**
 * Taps on the buttons under messages: a proposal is not wanted, or a shipment's state is told. Not wanted counts only on the
 * page that asks why, which the tap opens: a thumb slips, and a rejection cannot be taken back. A stale tap is told the state;
 * a button of another conversation does nothing. Contract §4.
 */
export function shipmentActions(deps: Deps): ActionHandler[] {
  const statusText = (shipment: Shipment | null) =>
    shipment && deps.texts.status(shipment, deps.clock(), { handover: null, courier: null })
  return [
    // Buttons stay in chats: `deed` is what they carry until every process knows `action`, which the next version writes.
    ...['deed', 'action'].map(
      (key): ActionHandler => ({
        button: { key, value: 'reject' },
        needs: 'side',
        async onAction({ data }, actor) {
          const code = parseTrackingCode(data.shipment ?? '')
          if (!code) return null
          const found = await rejectableProposal(deps, actor, code)
          if (found.kind === 'ready') return { open: { shipment: code, page: 'reject' }, text: deps.texts.askWhy }
          return found.kind === 'too_late' ? statusText(found.shipment) : null
        },
      }),
    ),
    {
      button: { key: 'shipment' },
      needs: 'side',
      async onAction({ data }, actor) {
        const code = parseTrackingCode(data.shipment ?? '')
        const shipment = code && (await statusOf(deps, actor.conversationId, code))
        if (!shipment) return null
        const known = {
          handover: await handoverOfTap(deps, actor, shipment),
          courier: await courierOf(deps, shipment.id),
        }
        return deps.texts.status(shipment, deps.clock(), known)
      },
    },
  ]
}
