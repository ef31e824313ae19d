import { and, asc, count, desc, eq, gt, inArray, isNull, lt, max, ne, sql } from 'drizzle-orm'
import { eachAlone, type Gather } from '#lib/kernel/in-batches.ts'
import type { AuditFilter, RecordAudit, StaffStore, StaffTx } from '#lib/staff/index.ts'
import type { Db, Tx } from '../client.ts'
import { removeRows, rowsOf } from '../rows.ts'
import {
  staff,
  staffAudit,
  staffChallenges,
  staffInvitations,
  staffPasskeys,
  staffPasswords,
  staffRecoveryCodes,
  staffSessions,
} from '../schema/staff.ts'

const ownSession = {
  id: staffSessions.id,
  staffId: staffSessions.staffId,
  way: staffSessions.way,
  address: staffSessions.address,
  createdAt: staffSessions.createdAt,
  lastActiveAt: staffSessions.lastActiveAt,
  expiresAt: staffSessions.expiresAt,
}

/** Staff of the courier business, over the database. */
export function staffStore(db: Db): StaffStore {
  return {
    members: async () => await db.select().from(staff).orderBy(asc(staff.createdAt), asc(staff.id)),
    async member(id) {
      const [row] = await db.select().from(staff).where(eq(staff.id, id))
      return row ?? null
    },
    async invitation(tokenHash) {
      const [row] = await db.select().from(staffInvitations).where(eq(staffInvitations.tokenHash, tokenHash))
      return row ?? null
    },
    async password(loginHash) {
      const [row] = await db.select().from(staffPasswords).where(eq(staffPasswords.loginHash, loginHash))
      return row ?? null
    },
    async hasPassword(staffId) {
      const rows = await rowsOf(db, staffPasswords, eq(staffPasswords.staffId, staffId))
      return rows.length > 0
    },
    async passkey(id) {
      const [row] = await db.select().from(staffPasskeys).where(eq(staffPasskeys.id, id))
      return row ?? null
    },
    passkeysOf: async (staffId) =>
      await db
        .select()
        .from(staffPasskeys)
        .where(eq(staffPasskeys.staffId, staffId))
        .orderBy(asc(staffPasskeys.createdAt), asc(staffPasskeys.id)),
    async codesLeft(staffId) {
      const [row] = await db
        .select({ left: count() })
        .from(staffRecoveryCodes)
        .where(and(eq(staffRecoveryCodes.staffId, staffId), isNull(staffRecoveryCodes.usedAt)))
      return row?.left ?? 0
    },
    async codeOwner(codeHash) {
      const [row] = await db
        .select({ staffId: staffRecoveryCodes.staffId })
        .from(staffRecoveryCodes)
        .where(and(eq(staffRecoveryCodes.codeHash, codeHash), isNull(staffRecoveryCodes.usedAt)))
      return row?.staffId ?? null
    },
    async session(tokenHash) {
      const [row] = await db
        .select({ session: ownSession, owner: staff })
        .from(staffSessions)
        .innerJoin(staff, eq(staff.id, staffSessions.staffId))
        .where(eq(staffSessions.tokenHash, tokenHash))
      return row ?? null
    },
    sessionsOf: async (staffId) =>
      await db.select(ownSession).from(staffSessions).where(eq(staffSessions.staffId, staffId)),
    async touchSession(id, at) {
      await db
        .update(staffSessions)
        .set({ lastActiveAt: at })
        .where(and(eq(staffSessions.id, id), lt(staffSessions.lastActiveAt, at)))
    },
    async spendChallenge(challengeHash, expiresAt) {
      const rows = await db
        .insert(staffChallenges)
        .values({ challengeHash, expiresAt })
        .onConflictDoNothing()
        .returning({ one: sql`1` })
      return rows.length === 1
    },
    audit: async (afterNumber, limit, filter) =>
      await db
        .select()
        .from(staffAudit)
        .where(and(gt(staffAudit.number, afterNumber), filter && isOf(filter)))
        .orderBy(asc(staffAudit.number))
        .limit(limit),
    auditBefore: async (number, limit, filter) =>
      await db
        .select()
        .from(staffAudit)
        .where(and(number === null ? undefined : lt(staffAudit.number, number), isOf(filter)))
        .orderBy(desc(staffAudit.number))
        .limit(limit),
    async lastActs({ what, detail }, about) {
      const rows = await db
        .select({ which: staffAudit.which, at: max(staffAudit.at) })
        .from(staffAudit)
        .where(and(inArray(staffAudit.which, [...about]), eq(staffAudit.what, what), eq(staffAudit.detail, detail)))
        .groupBy(staffAudit.which)
      return new Map(rows.flatMap(({ which, at }) => (which === null || at === null ? [] : [[which, at]])))
    },
  }
}

const isOf = ({ staffId, what, which }: AuditFilter) =>
  and(
    staffId === null ? undefined : staffId === 'nobody' ? isNull(staffAudit.staffId) : eq(staffAudit.staffId, staffId),
    what === null ? undefined : eq(staffAudit.what, what),
    which === null ? undefined : inArray(staffAudit.which, [...which]),
  )

const teamLock = 7_342_903

/** Adds to the audit in the transaction of an act, whatever part of the desk does it. */
const recordAuditIn = (tx: Tx, gather: Gather = eachAlone): RecordAudit =>
  gather(async (entries: readonly (typeof staffAudit.$inferInsert)[]) => {
    await tx.insert(staffAudit).values([...entries])
    return entries.map(() => undefined)
  })

/** The same inside the caller's transaction, with what writes. */
export function staffTransaction(tx: Tx, gather?: Gather): StaffTx {
  return {
    ...staffStore(tx),
    record: recordAuditIn(tx, gather),
    async lockTeam() {
      await tx.execute(sql`select pg_advisory_xact_lock(${teamLock})`)
    },
    async lockMember(id) {
      const [row] = await tx.select().from(staff).where(eq(staff.id, id)).for('update')
      return row ?? null
    },
    async lockInvitation(tokenHash) {
      const mine = eq(staffInvitations.tokenHash, tokenHash)
      const [row] = await tx.select().from(staffInvitations).where(mine).for('update')
      return row ?? null
    },
    async insertMember(row) {
      await tx.insert(staff).values(row)
    },
    async changeMember(id, change) {
      await tx.update(staff).set(change).where(eq(staff.id, id))
    },
    async insertInvitation(invitation) {
      await tx.insert(staffInvitations).values(invitation)
    },
    async spendInvitation(tokenHash, at) {
      await tx.update(staffInvitations).set({ usedAt: at }).where(eq(staffInvitations.tokenHash, tokenHash))
    },
    async dropInvitations(staffId) {
      const unused = and(eq(staffInvitations.staffId, staffId), isNull(staffInvitations.usedAt))
      await tx.delete(staffInvitations).where(unused)
    },
    async insertPassword(row) {
      const rows = await tx
        .insert(staffPasswords)
        .values(row)
        .onConflictDoNothing({ target: staffPasswords.loginHash })
        .returning({ one: sql`1` })
      return rows.length === 1
    },
    async takeStep(staffId, step) {
      const rows = await tx
        .update(staffPasswords)
        .set({ lastStep: step })
        .where(and(eq(staffPasswords.staffId, staffId), lt(staffPasswords.lastStep, step)))
        .returning({ one: sql`1` })
      return rows.length === 1
    },
    async insertPasskey(row) {
      const rows = await tx.insert(staffPasskeys).values(row).onConflictDoNothing().returning({ one: sql`1` })
      return rows.length === 1
    },
    async notePasskey(id, counter, at) {
      await tx.update(staffPasskeys).set({ counter, lastUsedAt: at }).where(eq(staffPasskeys.id, id))
    },
    async dropPasskey(staffId, id) {
      const own = and(eq(staffPasskeys.staffId, staffId), eq(staffPasskeys.id, id))
      return await removeRows(tx, staffPasskeys, own)
    },
    async replaceCodes(staffId, codeHashes) {
      await tx.delete(staffRecoveryCodes).where(eq(staffRecoveryCodes.staffId, staffId))
      await tx.insert(staffRecoveryCodes).values(codeHashes.map((codeHash) => ({ staffId, codeHash })))
    },
    async takeCode(staffId, codeHash, at) {
      const { staffId: owner, codeHash: code, usedAt } = staffRecoveryCodes
      const rows = await tx
        .update(staffRecoveryCodes)
        .set({ usedAt: at })
        .where(and(eq(owner, staffId), eq(code, codeHash), isNull(usedAt)))
        .returning({ one: sql`1` })
      return rows.length === 1
    },
    async dropCredentials(staffId) {
      await tx.delete(staffPasswords).where(eq(staffPasswords.staffId, staffId))
      await tx.delete(staffPasskeys).where(eq(staffPasskeys.staffId, staffId))
      await tx.delete(staffRecoveryCodes).where(eq(staffRecoveryCodes.staffId, staffId))
    },
    async insertSession(session) {
      await tx.insert(staffSessions).values(session)
    },
    async dropSessions(staffId, which) {
      const { id } = staffSessions
      const narrowed = which === 'all' ? undefined : 'id' in which ? eq(id, which.id) : ne(id, which.butId)
      const ended = and(eq(staffSessions.staffId, staffId), narrowed)
      return await removeRows(tx, staffSessions, ended)
    },
  }
}
