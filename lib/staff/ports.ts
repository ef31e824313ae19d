import type { Clock } from '#lib/kernel/clock.ts'
import type { RandomBytes } from '#lib/kernel/ids.ts'
import type { Sealed, Sealer } from '#lib/kernel/seal.ts'
import type { Vehicle } from '#lib/kernel/vehicle.ts'
import type { NumberedEntry, RecordAudit } from './audit.ts'
import type { AuditFilter } from './audit-filter.ts'
import type { Role } from './roles.ts'
import type { SignInWay, StaffMember, StaffState } from './staff.ts'

export type StaffRow = Omit<StaffMember, 'name'> & {
  sealedName: Sealed
  disabledAt: Date | null
  /** From when on six months are counted. */
  unusedSince: Date
}

export type Invitation = { tokenHash: string; staffId: string; createdAt: Date; expiresAt: Date; usedAt: Date | null }

export type PasswordRow = {
  staffId: string
  loginHash: string
  passwordHash: string
  sealedAuthenticator: Sealed
  lastStep: number
}

export type PasskeyRow = {
  id: string
  staffId: string
  publicKey: string
  counter: number
  transports: string[]
  createdAt: Date
  lastUsedAt: Date | null
}

export type StaffSession = {
  id: string
  staffId: string
  way: SignInWay
  /** The network that it was opened from. */
  address: string | null
  createdAt: Date
  lastActiveAt: Date
  expiresAt: Date
}

export type StaffStore = {
  members(): Promise<StaffRow[]>
  member(id: string): Promise<StaffRow | null>
  invitation(tokenHash: string): Promise<Invitation | null>
  password(loginHash: string): Promise<PasswordRow | null>
  hasPassword(staffId: string): Promise<boolean>
  passkey(id: string): Promise<PasskeyRow | null>
  passkeysOf(staffId: string): Promise<PasskeyRow[]>
  codesLeft(staffId: string): Promise<number>
  /** Whose code it is, if it was not used yet. */
  codeOwner(codeHash: string): Promise<string | null>
  /** With the row of its owner, whatever state that is in. */
  session(tokenHash: string): Promise<{ session: StaffSession; owner: StaffRow } | null>
  sessionsOf(staffId: string): Promise<StaffSession[]>
  touchSession(id: string, at: Date): Promise<void>
  /** Whether this is the first use. */
  spendChallenge(challengeHash: string, expiresAt: Date): Promise<boolean>
  /** In their order, those behind a number. */
  audit(afterNumber: number, limit: number, filter?: AuditFilter): Promise<NumberedEntry[]>
  /** The newest first, those before a number; null: from the newest on. */
  auditBefore(number: number | null, limit: number, filter: AuditFilter): Promise<NumberedEntry[]>
  /** When this act last was about each of these; without those that it never was about. */
  lastActs(act: { what: string; detail: string }, about: readonly string[]): Promise<Map<string, Date>>
}

/** Inside one transaction. */
export type StaffTx = StaffStore & {
  record: RecordAudit
  /** One at a time: nobody else's role or state changes until the end of the transaction. */
  lockTeam(): Promise<void>
  lockMember(id: string): Promise<StaffRow | null>
  lockInvitation(tokenHash: string): Promise<Invitation | null>
  insertMember(row: StaffRow): Promise<void>
  changeMember(
    id: string,
    change: Partial<{
      role: Role
      vehicle: Vehicle | null
      state: StaffState
      lastUsedAt: Date
      unusedSince: Date
      disabledAt: Date | null
      reviewedAt: Date
    }>,
  ): Promise<void>
  insertInvitation(invitation: Invitation): Promise<void>
  spendInvitation(tokenHash: string, at: Date): Promise<void>
  /** Takes back what was not used yet. */
  dropInvitations(staffId: string): Promise<void>
  /** Whether the login name was free. */
  insertPassword(row: PasswordRow): Promise<boolean>
  /** Whether the code's half minute is newer than any that was taken. */
  takeStep(staffId: string, step: number): Promise<boolean>
  /** Whether it is new. */
  insertPasskey(row: PasskeyRow): Promise<boolean>
  notePasskey(id: string, counter: number, at: Date): Promise<void>
  /** How many went. */
  dropPasskey(staffId: string, id: string): Promise<number>
  /** In the place of all that there were. */
  replaceCodes(staffId: string, codeHashes: readonly string[]): Promise<void>
  /** Whether it was there and unused. */
  takeCode(staffId: string, codeHash: string, at: Date): Promise<boolean>
  /** Every way to sign in. */
  dropCredentials(staffId: string): Promise<void>
  insertSession(session: StaffSession & { tokenHash: string }): Promise<void>
  /** One, or all but one, or all; how many went. */
  dropSessions(staffId: string, which: { id: string } | { butId: string } | 'all'): Promise<number>
}

/** A try to sign in; `login` is the hash of the name that was typed, where one was. */
export type Tried = { login: string | null; address: string | null; way: SignInWay }

/** Counts a try against somebody's patience; gives the seconds to wait, or null if it may be made. */
export type Tries = {
  begin(tried: Tried): Promise<number | null>
  /** It was right: what was counted against this login at this address is forgotten. */
  succeed(tried: Tried): Promise<void>
}

/** Who a passkey is made for: the app's own host. */
export type Site = { origin: string; id: string; name: string }

export type StaffDeps = {
  store: StaffStore
  transaction<T>(work: (tx: StaffTx) => Promise<T>): Promise<T>
  clock: Clock
  random: RandomBytes
  sealer: Sealer
  tries: Tries
  site: Site
}
