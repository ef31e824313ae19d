import { auditEntry } from '../audit.ts'
import { sealChallenge, takeChallenge } from '../challenge.ts'
import { challengeSeconds, maxPasskeys } from '../limits.ts'
import { type NewPasskeyOptions, newPasskeyOptions, readNewPasskey } from '../passkeys.ts'
import type { StaffDeps } from '../ports.ts'
import { newRecoveryCodes, recoveryCodeHash } from '../recovery-codes.ts'
import type { StaffActor } from '../staff.ts'

export type OwnAccount = {
  passkeys: { id: string; createdAt: Date; lastUsedAt: Date | null }[]
  hasPassword: boolean
  codesLeft: number
}

/** One's own ways in. */
export async function ownAccount(deps: Pick<StaffDeps, 'store'>, { staffId }: StaffActor): Promise<OwnAccount> {
  const [passkeys, hasPassword, codesLeft] = await Promise.all([
    deps.store.passkeysOf(staffId),
    deps.store.hasPassword(staffId),
    deps.store.codesLeft(staffId),
  ])
  return {
    passkeys: passkeys.map(({ id, createdAt, lastUsedAt }) => ({ id, createdAt, lastUsedAt })),
    hasPassword,
    codesLeft,
  }
}

/** Ten new recovery codes in the place of the old ones: shown this once, kept as hashes. */
export async function renewCodes(deps: StaffDeps, actor: StaffActor): Promise<string[]> {
  const codes = newRecoveryCodes(deps.random)
  await deps.transaction(async (tx) => {
    await tx.replaceCodes(
      actor.staffId,
      codes.flatMap((code) => recoveryCodeHash(code) ?? []),
    )
    await tx.record(auditEntry(actor, deps.clock(), { what: 'account.codes', which: actor.staffId }))
  })
  return codes
}

/** What a browser needs to make one more passkey. */
export async function beginNewPasskey(
  deps: StaffDeps,
  { staffId, name }: Pick<StaffActor, 'staffId' | 'name'>,
): Promise<{ options: NewPasskeyOptions; challenge: string }> {
  const had = await deps.store.passkeysOf(staffId)
  const about = { kind: 'passkey_new', subject: staffId, seconds: challengeSeconds } as const
  const { secret, sealed } = await sealChallenge(deps, about)
  return { options: await newPasskeyOptions(deps.site, { id: staffId, name, had }, secret), challenge: sealed }
}

/** What a browser made of its options, with the challenge that they came with. */
export type PasskeyAnswer = { response: string; challenge: string }

/** The passkey that a browser made for this person; null for any other answer, and for one that comes again. */
export async function answeredPasskey(
  deps: StaffDeps,
  staffId: string,
  { response, challenge }: PasskeyAnswer,
): ReturnType<typeof readNewPasskey> {
  const secret = await takeChallenge(deps, challenge, { kind: 'passkey_new', subject: staffId })
  return secret === null ? null : await readNewPasskey(deps.site, response, secret)
}

/** Adds a passkey to one's own account. */
export async function addPasskey(
  deps: StaffDeps,
  actor: StaffActor,
  given: PasskeyAnswer,
): Promise<'added' | 'refused' | 'too_many'> {
  const { staffId } = actor
  const passkey = await answeredPasskey(deps, staffId, given)
  if (!passkey) return 'refused'
  return await deps.transaction(async (tx) => {
    const member = await tx.lockMember(staffId)
    if (member?.state !== 'active') return 'refused'
    if ((await tx.passkeysOf(staffId)).length >= maxPasskeys) return 'too_many'
    const isNew = await tx.insertPasskey({ ...passkey, staffId, createdAt: deps.clock(), lastUsedAt: null })
    if (!isNew) return 'refused'
    await tx.record(auditEntry(actor, deps.clock(), { what: 'account.passkey_added', which: staffId }))
    return 'added'
  })
}

/** Takes one of one's own passkeys away, never the last way in. */
export async function removePasskey(
  deps: StaffDeps,
  actor: StaffActor,
  id: string,
): Promise<'removed' | 'not_found' | 'last_way'> {
  const { staffId } = actor
  return await deps.transaction(async (tx) => {
    await tx.lockMember(staffId)
    const passkeys = await tx.passkeysOf(staffId)
    if (passkeys.length <= 1 && !(await tx.hasPassword(staffId))) return 'last_way'
    if ((await tx.dropPasskey(staffId, id)) === 0) return 'not_found'
    await tx.record(auditEntry(actor, deps.clock(), { what: 'account.passkey_removed', which: staffId }))
    return 'removed'
  })
}
