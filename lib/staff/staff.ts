import type { Vehicle } from '#lib/kernel/vehicle.ts'
import type { Role } from './roles.ts'

/** `invited`: has an invitation and no way to sign in yet. `disabled`: may not sign in, and has no session. */
export const staffStates = ['invited', 'active', 'disabled'] as const

export type StaffState = (typeof staffStates)[number]

/** Somebody of the courier business, as their colleagues see them. */
export type StaffMember = {
  id: string
  name: string
  role: Role
  /** What a courier comes with; null: nobody said, or no courier. */
  vehicle: Vehicle | null
  state: StaffState
  createdAt: Date
  /** Null: never signed in. */
  lastUsedAt: Date | null
  /** When an admin last said that this role is still right. */
  reviewedAt: Date | null
}

/**
 * How somebody proved who they are. `recovery`: by password and a recovery code in place of the app; `recovery_alone`: by such a
 * code and nothing else, which lets in to make a passkey and to nothing more.
 */
export const signInWays = ['passkey', 'password', 'recovery', 'recovery_alone'] as const

export type SignInWay = (typeof signInWays)[number]

/** Who acts on the desk. A use case takes it and asks `mayDo(actor.role, …)` before anything else. */
export type StaffActor = {
  staffId: string
  sessionId: string
  name: string
  role: Role
  /** The network that the request came from, for the audit. */
  address: string | null
}

/** Whom a recovery code alone let in. Without a role, so that nothing of the desk takes them for an actor. */
export type RecoveringStaff = Omit<StaffActor, 'role'>
