import {
  currentWritten,
  type Fault,
  type MissingPart,
  missingIn,
  readVersion,
  unsetFile,
  unsetVersion,
  type WrittenVersion,
  writeVersionBehind,
} from '#lib/business/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import type { DeskActor, DeskDeps } from '../ports.ts'

type NotAllowed = { kind: 'not_allowed' }

export type BusinessToEdit = NotAllowed | { kind: 'business'; written: WrittenVersion; missing: MissingPart[] }

export type BusinessEdited =
  | NotAllowed
  | { kind: 'written'; number: number }
  | { kind: 'refused'; faults: Fault[] }
  /** Somebody else wrote a version meanwhile: that one, as it stands. */
  | { kind: 'stale'; now: WrittenVersion }

/** What nobody has written yet has the number 0. */
const unwritten: WrittenVersion = { number: unsetVersion.number, data: unsetFile }

/** The business as it was written last, to be changed, and what is missing in it. */
export async function businessToEdit(
  { business }: Pick<DeskDeps, 'business'>,
  actor: DeskActor,
): Promise<BusinessToEdit> {
  if (!mayDo(actor.role, 'business.edit')) return { kind: 'not_allowed' }
  const written = (await currentWritten(business.store)) ?? unwritten
  return { kind: 'business', written, missing: missingIn(readVersion(written) ?? unsetVersion) }
}

/** The version that a form was made of; null: there is none with that number. */
export async function baseOf({ business }: Pick<DeskDeps, 'business'>, base: number): Promise<WrittenVersion | null> {
  return base === unwritten.number ? unwritten : await business.store.written(base)
}

/**
 * Makes what was made of version `base` the version in force, by the same check as the operator's command. Of two at once one
 * counts, and the other is told. The audit has the number, in the same transaction.
 */
export async function editBusiness(
  deps: Pick<DeskDeps, 'business' | 'clock'>,
  actor: DeskActor,
  input: { base: number; data: unknown },
): Promise<BusinessEdited> {
  if (!mayDo(actor.role, 'business.edit')) return { kind: 'not_allowed' }
  const { business, clock } = deps
  const at = clock()
  const written = await business.transaction(async ({ store, recordAudit }) => {
    const added = await writeVersionBehind(store, input, at)
    if (added === 'stale' || !added.ok) return added
    const { staffId, address } = actor
    await recordAudit({ at, staffId, what: 'business.edit', which: String(added.number), detail: null, address })
    return added
  })
  if (written === 'stale') return { kind: 'stale', now: (await currentWritten(business.store)) ?? unwritten }
  return written.ok ? { kind: 'written', number: written.number } : { kind: 'refused', faults: written.faults }
}
