import type { ActionHandler } from '#lib/addon/inbox/index.ts'
import type { Shipment, ShippingDeps } from './ports.ts'
import { parseTrackingCode } from './tracking-code.ts'
import { rejectProposal } from './use-cases/reject.ts'
import { statusOf } from './use-cases/view.ts'

type Deps = Pick<ShippingDeps, 'store' | 'transaction' | 'clock' | 'wording' | 'grants'> & {
  texts: { status(shipment: Shipment, now: Date): string; rejected: string }
}

/**
 * Taps on the buttons under messages: a proposal is declined, or a shipment's state is told. A stale tap is told the state; a
 * button of another conversation does nothing. Contract §4.
 */
export function shipmentActions(deps: Deps): ActionHandler[] {
  const statusText = (shipment: Shipment | null) => shipment && deps.texts.status(shipment, deps.clock())
  return [
    // Buttons stay in chats: `deed` is what they carry until every process knows `action`, which the next version writes.
    ...['deed', 'action'].map(
      (key): ActionHandler => ({
        button: { key, value: 'reject' },
        needs: 'side',
        async onAction({ data }, actor) {
          const code = parseTrackingCode(data.shipment ?? '')
          if (!code) return null
          const rejected = await rejectProposal(deps, { ...actor, grantId: null, namedBy: 'divar' }, code)
          if (rejected.kind === 'rejected') return deps.texts.rejected
          return rejected.kind === 'too_late' ? statusText(await statusOf(deps, actor.conversationId, code)) : null
        },
      }),
    ),
    {
      button: { key: 'shipment' },
      needs: 'side',
      async onAction({ data }, { conversationId }) {
        const code = parseTrackingCode(data.shipment ?? '')
        return code && statusText(await statusOf(deps, conversationId, code))
      },
    },
  ]
}
