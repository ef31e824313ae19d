export type { NumberedEntry, RecordAudit } from './audit.ts'
export type { AuditFilter } from './audit-filter.ts'
export { type StaffRetentionItem, staffDeclaration } from './declaration.ts'
export { idleSeconds, recoverySeconds, reviewSeconds, sessionSeconds } from './limits.ts'
export type { NewPasskeyOptions, PasskeyOptions } from './passkeys.ts'
export type { StaffDeps, StaffSession, StaffStore, StaffTx, Tried, Tries } from './ports.ts'
export { isReviewDue } from './review.ts'
export { mayDo, parseRole, type Role, roles, type StaffAction } from './roles.ts'
export type { RecoveringStaff, SignInWay, StaffActor, StaffMember, StaffState } from './staff.ts'
export {
  acceptInvitation,
  beginFirstPasskey,
  type OpenInvitation,
  openInvitation,
} from './use-cases/accept-invitation.ts'
export { disableUnused } from './use-cases/disable-unused.ts'
export {
  addPasskey,
  beginNewPasskey,
  type OwnAccount,
  ownAccount,
  removePasskey,
  renewCodes,
} from './use-cases/own-account.ts'
export { leaveRecovery, recoveriesToReview, recoverWithPasskey } from './use-cases/recover.ts'
export {
  type Entered,
  endSessions,
  ownSessions,
  resolveEntered,
  resolveRecovering,
  resolveStaff,
} from './use-cases/session.ts'
export {
  beginPasskey,
  type SignedIn,
  signInWithCode,
  signInWithPasskey,
  signInWithPassword,
} from './use-cases/sign-in.ts'
export {
  changeRole,
  changeVehicle,
  couriersToSend,
  disable,
  invite,
  inviteAgain,
  namesOfStaff,
  readTeam,
  recordReview,
} from './use-cases/team.ts'
