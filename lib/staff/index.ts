export { type AuditEntry, auditEntry, type NumberedEntry, type RecordAudit } from './audit.ts'
export { mayDo, parseRole, type Role, roles, type StaffAction } from './roles.ts'
export type { SignInWay, StaffActor, StaffMember, StaffState } from './staff.ts'
