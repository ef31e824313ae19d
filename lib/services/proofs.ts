import type { AccessDeps } from '../access/index.ts'
import { freshToken } from '../access/index.ts'
import { divarProof } from '../adapters/divar-proof.ts'
import { pictureCleaner } from '../adapters/picture.ts'
import type { DeliverProofDeps, ReceiveProofDeps, TapProofDeps, WakeProof } from '../carrier/index.ts'
import type { Db, Tx } from '../db/client.ts'
import { proofStore } from '../db/stores/proofs.ts'
import { shippingStore } from '../db/stores/shipments.ts'
import type { DivarClient } from '../divar/index.ts'
import { nextAttemptAt } from '../messages/index.ts'
import type { PeykMeasures } from '../peyk.ts'
import { mayAct } from '../shipping/index.ts'

type Around = { db: Db; access: AccessDeps; divar: DivarClient; measures: PeykMeasures }

/** What brings proofs of delivery to the receiving side. */
export function proofDelivery({ db, access, divar, measures }: Around): Omit<DeliverProofDeps, 'wake' | 'log'> {
  const { clock, sealer } = access
  return {
    proofs: proofStore(db),
    clock,
    sealer,
    chat: divarProof(divar),
    freshToken: async (grantId, options) => await freshToken(access, grantId, options ?? {}),
    nextAttemptAt,
    random: Math.random,
    count: (way, state) => measures.count('proofs', { way, state }),
  }
}

type Jobs = { wakeProofIn(tx: Tx | null): WakeProof }

/** What takes them from the carrier, and what the receiving side does with them. */
export function proofDesk(
  { db, access }: Pick<Around, 'db' | 'access'>,
  grants: TapProofDeps['grants'],
  jobs: Jobs,
): ReceiveProofDeps & TapProofDeps {
  const { clock, sealer } = access
  return {
    proofs: proofStore(db),
    transaction: async (work) =>
      await db.transaction(async (tx) => await work({ proofs: proofStore(tx), wake: jobs.wakeProofIn(tx) })),
    clean: pictureCleaner(),
    sealer,
    clock,
    grants,
    mayAct: async (actor, shipmentId) => await mayAct(shippingStore(db), actor, shipmentId),
    wake: jobs.wakeProofIn(null),
  }
}
