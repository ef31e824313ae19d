import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Vehicle } from '#lib/kernel/vehicle.ts'
import type { Role, SignInWay, StaffState } from '#lib/staff/index.ts'
import { moment } from '../columns.ts'

/** Who works at the courier business. */
export const staff = pgTable(
  'staff',
  {
    id: text('id').primaryKey(),
    sealedName: text('sealed_name').notNull(),
    role: text('role').$type<Role>().notNull(),
    /** What a courier comes with. */
    vehicle: text('vehicle').$type<Vehicle>(),
    state: text('state').$type<StaffState>().notNull(),
    createdAt: moment('created_at').notNull(),
    lastUsedAt: moment('last_used_at'),
    /** From when on six months are counted: the last sign-in, or the last link. */
    unusedSince: moment('unused_since').notNull(),
    disabledAt: moment('disabled_at'),
    reviewedAt: moment('reviewed_at'),
  },
  (table) => [index('staff_disabled_at').on(table.disabledAt)],
)

const ofStaff = () =>
  text('staff_id')
    .notNull()
    .references(() => staff.id, { onDelete: 'cascade' })

/** Links by which somebody comes in for the first time, or again. */
export const staffInvitations = pgTable(
  'staff_invitations',
  {
    tokenHash: text('token_hash').primaryKey(),
    staffId: ofStaff(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (table) => [
    index('staff_invitations_staff').on(table.staffId),
    index('staff_invitations_expires_at').on(table.expiresAt),
  ],
)

/** Passwords, each with the authenticator app that belongs to it. */
export const staffPasswords = pgTable('staff_passwords', {
  staffId: ofStaff().primaryKey(),
  /** The login name is looked for and never shown. */
  loginHash: text('login_hash').notNull().unique('staff_passwords_login'),
  passwordHash: text('password_hash').notNull(),
  sealedAuthenticator: text('sealed_authenticator').notNull(),
  /** The half minute of the last code that was taken: none of it or before it is taken again. */
  lastStep: integer('last_step').notNull(),
})

export const staffPasskeys = pgTable(
  'staff_passkeys',
  {
    id: text('id').primaryKey(),
    staffId: ofStaff(),
    publicKey: text('public_key').notNull(),
    counter: bigint('counter', { mode: 'number' }).notNull(),
    transports: jsonb('transports').$type<string[]>().notNull(),
    createdAt: moment('created_at').notNull(),
    lastUsedAt: moment('last_used_at'),
  },
  (table) => [index('staff_passkeys_staff').on(table.staffId)],
)

export const staffRecoveryCodes = pgTable(
  'staff_recovery_codes',
  {
    staffId: ofStaff(),
    codeHash: text('code_hash').notNull(),
    usedAt: moment('used_at'),
  },
  (table) => [
    primaryKey({ columns: [table.staffId, table.codeHash] }),
    uniqueIndex('staff_recovery_codes_code').on(table.codeHash),
  ],
)

export const staffSessions = pgTable(
  'staff_sessions',
  {
    id: text('id').primaryKey(),
    tokenHash: text('token_hash').notNull().unique('staff_sessions_token'),
    staffId: ofStaff(),
    way: text('way').$type<SignInWay>().notNull(),
    address: text('address'),
    createdAt: moment('created_at').notNull(),
    lastActiveAt: moment('last_active_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('staff_sessions_staff').on(table.staffId), index('staff_sessions_expires_at').on(table.expiresAt)],
)

/** Challenges that were answered: they are sealed and handed out, and stand here from their first use to their end. */
export const staffChallenges = pgTable(
  'staff_challenges',
  {
    challengeHash: text('challenge_hash').primaryKey(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('staff_challenges_expires_at').on(table.expiresAt)],
)

/** Who did what, to which, when, from where. Ids only. The database itself refuses to change or shorten it. */
export const staffAudit = pgTable(
  'staff_audit',
  {
    number: bigint('number', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: moment('at').notNull(),
    staffId: text('staff_id'),
    what: text('what').notNull(),
    which: text('which'),
    detail: text('detail'),
    address: text('address'),
  },
  (table) => [
    index('staff_audit_at').on(table.at),
    index('staff_audit_staff').on(table.staffId, table.number),
    index('staff_audit_which').on(table.which, table.number),
  ],
)
