import { hashSecret } from '#lib/kernel/ids.ts'
import { authenticatorUri, newAuthenticator, stepOfCode } from '../authenticator.ts'
import { openChallenge, sealChallenge, takeChallenge } from '../challenge.ts'
import { challengeSeconds, setUpSeconds } from '../limits.ts'
import { isLogin, loginKey } from '../login.ts'
import { type NewPasskeyOptions, newPasskeyOptions, readNewPasskey } from '../passkeys.ts'
import { hashPassword, passwordLength } from '../password.ts'
import type { Invitation, StaffDeps, StaffRow, StaffTx } from '../ports.ts'
import type { Role } from '../roles.ts'
import { openSession } from './open-session.ts'

export type DeadInvitation = { kind: 'unknown' } | { kind: 'used' } | { kind: 'expired' } | { kind: 'disabled' }

export type OpenInvitation =
  | DeadInvitation
  | { kind: 'open'; name: string; role: Role; authenticator: { secret: string; uri: string; challenge: string } }

const standing = (invitation: Invitation | null, member: StaffRow | null, now: Date): DeadInvitation | null => {
  if (!invitation || !member) return { kind: 'unknown' }
  if (member.state === 'disabled') return { kind: 'disabled' }
  if (invitation.usedAt !== null || member.state === 'active') return { kind: 'used' }
  return invitation.expiresAt <= now ? { kind: 'expired' } : null
}

/** Who is invited by a link, with an authenticator for them to set up. Looking at it uses nothing up. */
export async function openInvitation(deps: StaffDeps, token: string): Promise<OpenInvitation> {
  const found = await invited(deps, token)
  if (found.kind !== 'open') return found
  const { member } = found
  const { name } = await deps.sealer.open<{ name: string }>(member.sealedName)
  const secret = newAuthenticator(deps.random)
  const about = { kind: 'authenticator', subject: member.id, seconds: setUpSeconds, secret } as const
  const { sealed } = await sealChallenge(deps, about)
  const uri = authenticatorUri(secret, { issuer: deps.site.name, label: name })
  return { kind: 'open', name, role: member.role, authenticator: { secret, uri, challenge: sealed } }
}

async function invited(
  deps: StaffDeps,
  token: string,
): Promise<DeadInvitation | { kind: 'open'; invitation: Invitation; member: StaffRow }> {
  const invitation = await deps.store.invitation(hashSecret(token))
  const member = invitation && (await deps.store.member(invitation.staffId))
  const dead = standing(invitation, member, deps.clock())
  return dead ?? { kind: 'open', invitation: invitation as Invitation, member: member as StaffRow }
}

/** What a browser needs to make the first passkey of the person who is invited. */
export async function beginFirstPasskey(
  deps: StaffDeps,
  token: string,
): Promise<DeadInvitation | { kind: 'open'; options: NewPasskeyOptions; challenge: string }> {
  const found = await invited(deps, token)
  if (found.kind !== 'open') return found
  const { id, sealedName } = found.member
  const { name } = await deps.sealer.open<{ name: string }>(sealedName)
  const about = { kind: 'passkey_new', subject: id, seconds: challengeSeconds } as const
  const { secret, sealed } = await sealChallenge(deps, about)
  return { kind: 'open', options: await newPasskeyOptions(deps.site, { id, name, had: [] }, secret), challenge: sealed }
}

export type Accepted =
  | DeadInvitation
  | { kind: 'accepted'; token: string }
  /** A way to sign in that cannot be: which fields, and why. */
  | { kind: 'faults'; faults: Partial<Record<'login' | 'password' | 'code' | 'passkey', 'wrong' | 'taken' | 'over'>> }

type ByPasskey = { response: string; challenge: string }
type ByPassword = { login: string; password: string; code: string; challenge: string }

/** Takes an invitation up with a passkey or with a password and an authenticator app. Of two at once, one gets it. */
export async function acceptInvitation(
  deps: StaffDeps,
  given: { token: string; address: string | null; by: ByPasskey | ByPassword },
): Promise<Accepted> {
  const found = await invited(deps, given.token)
  if (found.kind !== 'open') return found
  const prepared =
    'response' in given.by
      ? await byPasskey(deps, found.member.id, given.by)
      : await byPassword(deps, found.member.id, given.by)
  if ('faults' in prepared) return { kind: 'faults', faults: prepared.faults }
  const tokenHash = hashSecret(given.token)
  return await deps.transaction(async (tx): Promise<Accepted> => {
    const [member, invitation] = [await tx.lockMember(found.member.id), await tx.lockInvitation(tokenHash)]
    const dead = standing(invitation, member, deps.clock())
    if (dead) return dead
    if (!(await prepared.insert(tx))) return { kind: 'faults', faults: prepared.lost }
    const { id } = found.member
    await tx.spendInvitation(tokenHash, deps.clock())
    await tx.changeMember(id, { state: 'active' })
    const { address } = given
    const act = { what: 'invitation.accepted', which: id, detail: prepared.way, address }
    await tx.record({ at: deps.clock(), staffId: id, ...act })
    return { kind: 'accepted', token: await openSession(tx, deps, { staffId: id, way: prepared.way, address }) }
  })
}

type Faults = Extract<Accepted, { kind: 'faults' }>['faults']
type Prepared = { way: 'passkey' | 'password'; insert(tx: StaffTx): Promise<boolean>; lost: Faults }

async function byPasskey(deps: StaffDeps, staffId: string, by: ByPasskey): Promise<Prepared | { faults: Faults }> {
  const secret = await takeChallenge(deps, by.challenge, { kind: 'passkey_new', subject: staffId })
  const passkey = secret === null ? null : await readNewPasskey(deps.site, by.response, secret)
  if (!passkey) return { faults: { passkey: secret === null ? 'over' : 'wrong' } }
  const row = { ...passkey, staffId, createdAt: deps.clock(), lastUsedAt: null }
  return { way: 'passkey', insert: async (tx) => await tx.insertPasskey(row), lost: { passkey: 'taken' } }
}

async function byPassword(deps: StaffDeps, staffId: string, by: ByPassword): Promise<Prepared | { faults: Faults }> {
  const { login, password, code, challenge } = by
  // Typed with a mistake, the same QR code is still in the app: so it may come back until it is right.
  const opened = await openChallenge(deps, challenge, { kind: 'authenticator', subject: staffId })
  const step = opened && stepOfCode(opened.secret, code, deps.clock())
  const faults: Faults = {}
  if (!isLogin(login)) faults.login = 'wrong'
  if (password.length < passwordLength.least || password.length > passwordLength.most) faults.password = 'wrong'
  if (loginKey(password) === loginKey(login)) faults.password = 'wrong'
  if (!opened) faults.code = 'over'
  else if (step === null) faults.code = 'wrong'
  if (!opened || step === null || Object.keys(faults).length > 0) return { faults }
  const row = {
    staffId,
    loginHash: hashSecret(loginKey(login)),
    passwordHash: await hashPassword(password, deps.random),
    sealedAuthenticator: await deps.sealer.seal(opened.secret),
    lastStep: step,
  }
  return { way: 'password', insert: async (tx) => await tx.insertPassword(row), lost: { login: 'taken' } }
}
