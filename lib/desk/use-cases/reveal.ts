import type { Contact, End } from '#lib/shipping/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import type { DeskActor, DeskDeps } from '../ports.ts'

export type Revealed =
  | { kind: 'revealed'; contact: Contact }
  /** No address stands at that end (any more). */
  | { kind: 'gone' }
  /** No key opens it. */
  | { kind: 'unreadable' }
  | { kind: 'not_found' }
  | { kind: 'not_allowed' }

/**
 * Shows one end of a shipment in full, for which somebody asked: it is shown only where the audit has that in the same
 * transaction. The shipment stands there by its id, which leads nowhere once its trace is erased.
 */
export async function reveal(
  deps: Pick<DeskDeps, 'store' | 'shipping' | 'clock' | 'sealer'>,
  actor: DeskActor,
  { trackingCode, end }: { trackingCode: string; end: End },
): Promise<Revealed> {
  if (!mayDo(actor.role, 'contact.reveal')) return { kind: 'not_allowed' }
  const [row] = await deps.store.byCodes([trackingCode])
  if (!row) return { kind: 'not_found' }
  return await deps.shipping.transaction(async (tx): Promise<Revealed> => {
    const address = await tx.addressOf(row.id, end === 'pickup' ? 'SUPPLY' : 'DEMAND')
    if (!address) return { kind: 'gone' }
    const contact = await deps.sealer.openOrNull<Contact>(address.sealed, { shipmentId: row.id })
    if (!contact) return { kind: 'unreadable' }
    const { staffId, address: from } = actor
    await tx.recordAudit({
      at: deps.clock(),
      staffId,
      what: 'contact.reveal',
      which: row.id,
      detail: end,
      address: from,
    })
    return { kind: 'revealed', contact }
  })
}
