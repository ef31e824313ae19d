import { divarProof } from '#lib/adapters/divar-proof.ts'
import { pictureCleaner } from '#lib/adapters/picture.ts'
import type { AccessDeps } from '#lib/addon/access/index.ts'
import { freshToken } from '#lib/addon/access/index.ts'
import { chatBackOff } from '#lib/addon/messages/index.ts'
import type { Wake } from '#lib/addon/outbox/index.ts'
import type { DeliverProofDeps, ReceiveProofDeps, TapProofDeps } from '#lib/carrier/index.ts'
import type { Db, Tx } from '#lib/db/client.ts'
import { proofStore } from '#lib/db/stores/proofs.ts'
import { shippingStore } from '#lib/db/stores/shipments.ts'
import { staffTransaction } from '#lib/db/stores/staff.ts'
import type { DivarClient } from '#lib/divar/index.ts'
import type { PeykMeasures } from '#lib/peyk.ts'
import { mayAct } from '#lib/shipping/index.ts'

type Deps = { db: Db; access: AccessDeps; divar: DivarClient; measures: PeykMeasures }

/** What brings proofs of delivery to the receiving side. */
export function proofDelivery({ db, access, divar, measures }: Deps): Omit<DeliverProofDeps, 'wake' | 'log'> {
  const { clock, sealer } = access
  return {
    proofs: proofStore(db),
    clock,
    sealer,
    chat: divarProof(divar),
    freshToken: async (grantId, options) => await freshToken(access, grantId, options ?? {}),
    backOff: chatBackOff,
    random: Math.random,
    count: (way, state) => measures.count('proofs', { way, state }),
  }
}

type Jobs = { wakeIn(tx: Tx | null, channel: 'proofs'): Wake }

/** What takes them from the carrier, and what the receiving side does with them. */
export function proofDesk(
  { db, access }: Pick<Deps, 'db' | 'access'>,
  grants: TapProofDeps['grants'],
  jobs: Jobs,
): ReceiveProofDeps & TapProofDeps {
  const { clock, sealer } = access
  return {
    proofs: proofStore(db),
    transaction: async (work) =>
      await db.transaction(async (tx) => {
        const { record: recordAudit } = staffTransaction(tx)
        return await work({ proofs: proofStore(tx), wake: jobs.wakeIn(tx, 'proofs'), recordAudit })
      }),
    clean: pictureCleaner(),
    sealer,
    clock,
    grants,
    mayAct: async (actor, shipmentId) => await mayAct(shippingStore(db), actor, shipmentId),
    wake: jobs.wakeIn(null, 'proofs'),
  }
}
