import { newId } from '#lib/kernel/ids.ts'
import { cleanText, countLetters } from '#lib/kernel/text.ts'
import { mayDo } from '#lib/staff/index.ts'
import type { DeskActor, DeskDeps } from '../ports.ts'

/** Characters of a note. */
export const maxNoteLength = 1_000

export type Noted =
  | { kind: 'noted' }
  /** It has no words, or too many. */
  | { kind: 'unfit' }
  | { kind: 'not_found' }
  | { kind: 'not_allowed' }

/**
 * Writes down something about a shipment for the staff alone: sealed, told to nobody, and erased with it. `tapId` is made
 * with the form: the same once more changes nothing.
 */
export async function writeNote(
  { store, shipping, sealer }: Pick<DeskDeps, 'store' | 'shipping' | 'sealer'>,
  actor: DeskActor,
  input: { trackingCode: string; tapId: string; text: string },
): Promise<Noted> {
  if (!mayDo(actor.role, 'shipment.note')) return { kind: 'not_allowed' }
  const text = cleanText(input.text, { max: maxNoteLength + 1, multiline: true })
  if (countLetters(text) < 2 || Array.from(text).length > maxNoteLength) return { kind: 'unfit' }
  const [row] = await store.byCodes([input.trackingCode])
  if (!row) return { kind: 'not_found' }
  const { staffId, role: staffRole, address } = actor
  const sealedText = await sealer.seal({ text })
  return await shipping.transaction(async (tx): Promise<Noted> => {
    // An erasure holds it, too, and takes all notes along that stand by then.
    const shipment = await tx.lockShipment(row.id)
    if (shipment?.trackingCode !== row.trackingCode) return { kind: 'not_found' }
    const callId = `desk ${staffId} ${input.tapId}`
    const at = shipping.clock()
    const of = { shipmentId: row.id, staffId, staffRole, callId, createdAt: at }
    if (await tx.insertNote({ ...of, id: newId(), sealedText })) {
      await tx.recordAudit({ at, staffId, what: 'shipment.note', which: row.id, detail: null, address })
    }
    return { kind: 'noted' }
  })
}
