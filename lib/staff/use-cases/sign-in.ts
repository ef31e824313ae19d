import { hashSecret } from '#lib/kernel/ids.ts'
import { stepOfCode } from '../authenticator.ts'
import { sealChallenge, takeChallenge } from '../challenge.ts'
import { challengeSeconds } from '../limits.ts'
import { loginKey } from '../login.ts'
import { checkPasskey, namedPasskey, type PasskeyOptions, passkeyOptions } from '../passkeys.ts'
import { isPassword } from '../password.ts'
import type { StaffDeps, StaffTx, Tried } from '../ports.ts'
import { recoveryCodeHash } from '../recovery-codes.ts'
import { openSession } from './open-session.ts'

/** `refused` says nothing of what was wrong, nor whether there is such a login. */
export type SignedIn = { kind: 'opened'; token: string } | { kind: 'refused' } | { kind: 'slowed'; seconds: number }

/** What a browser needs to ask its person for a passkey, and the challenge to come back with. */
export async function beginPasskey(deps: StaffDeps): Promise<{ options: PasskeyOptions; challenge: string }> {
  const about = { kind: 'passkey_sign_in', subject: null, seconds: challengeSeconds } as const
  const { secret, sealed } = await sealChallenge(deps, about)
  return { options: await passkeyOptions(deps.site, secret), challenge: sealed }
}

/** Signs in with a passkey that saw its person. */
export async function signInWithPasskey(
  deps: StaffDeps,
  given: { response: string; challenge: string; address: string | null },
): Promise<SignedIn> {
  const { response, challenge, address } = given
  return await tried(deps, { login: null, address, way: 'passkey' }, async () => {
    const secret = await takeChallenge(deps, challenge, { kind: 'passkey_sign_in', subject: null })
    const passkey = await deps.store.passkey(namedPasskey(response) ?? '')
    if (secret === null || !passkey) return null
    const counter = await checkPasskey(deps.site, passkey, response, secret)
    if (counter === null) return { staffId: passkey.staffId, take: null }
    const take = async (tx: StaffTx) => {
      await tx.notePasskey(passkey.id, counter, deps.clock())
      return true
    }
    return { staffId: passkey.staffId, take }
  })
}

/** Signs in with login name, password, and a code of the authenticator app or a recovery code in its place. */
export async function signInWithPassword(
  deps: StaffDeps,
  given: { login: string; password: string; code: string; address: string | null },
): Promise<SignedIn> {
  const { login, password, code, address } = given
  const key = hashSecret(loginKey(login))
  const recovery = recoveryCodeHash(code)
  return await tried(deps, { login: key, address, way: recovery ? 'recovery' : 'password' }, async () => {
    const row = await deps.store.password(key)
    const isRight = await isPassword(row?.passwordHash ?? null, password)
    if (!row) return null
    const secret = await deps.sealer.open<string>(row.sealedAuthenticator)
    const step = stepOfCode(secret, code, deps.clock())
    const { staffId } = row
    if (!isRight || (recovery === null && step === null)) return { staffId, take: null }
    const take = async (tx: StaffTx) =>
      recovery !== null ? await tx.takeCode(staffId, recovery, deps.clock()) : await tx.takeStep(staffId, step ?? 0)
    return { staffId, take }
  })
}

/**
 * Lets in somebody who lost their passkeys by a recovery code alone: to make a new one, and to nothing else. Where somebody has a
 * password, the code only stands for the authenticator app, beside it.
 */
export async function signInWithCode(
  deps: StaffDeps,
  given: { code: string; address: string | null },
): Promise<SignedIn> {
  const { code, address } = given
  return await tried(deps, { login: null, address, way: 'recovery_alone' }, async () => {
    const hash = recoveryCodeHash(code)
    const staffId = hash === null ? null : await deps.store.codeOwner(hash)
    if (hash === null || staffId === null) return null
    if (await deps.store.hasPassword(staffId)) return { staffId, take: null }
    return { staffId, take: async (tx) => await tx.takeCode(staffId, hash, deps.clock()) }
  })
}

/** Whose proof it is, and what it spends when it is right; `take` is null when it is wrong. */
type Proof = { staffId: string; take: ((tx: StaffTx) => Promise<boolean>) | null }

async function tried(deps: StaffDeps, by: Tried, prove: () => Promise<Proof | null>): Promise<SignedIn> {
  const seconds = await deps.tries.begin(by)
  if (seconds !== null) return { kind: 'slowed', seconds }
  const proof = await prove()
  const { way, address } = by
  const token = await deps.transaction(async (tx) => {
    const member = proof?.take ? await tx.lockMember(proof.staffId) : null
    if (proof?.take && member?.state === 'active' && (await proof.take(tx))) {
      return await openSession(tx, deps, { staffId: proof.staffId, way, address })
    }
    // Of an unknown login as well: an entry less would tell.
    const refused = { what: 'session.refused', which: proof?.staffId ?? null, detail: way, address }
    await tx.record({ at: deps.clock(), staffId: null, ...refused })
    return null
  })
  if (token === null) return { kind: 'refused' }
  await deps.tries.succeed(by)
  return { kind: 'opened', token }
}
