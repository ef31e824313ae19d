import { eq, inArray } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { removeRows } from '../rows.ts'
import { assistantConversations, assistantPosts, assistants } from '../schema/assistant.ts'
import { eventTexts } from '../schema/inbox.ts'
import { removeGranted } from './forget-user.ts'

/** A user's assistants stay as ids that say why they ended: an open page, or a bookmark, finds out. */
export async function forgetAssistants(db: Db, divarUserId: string, now: Date): Promise<void> {
  // A reply that is being queued is there by now, and found below.
  const own = eq(assistants.divarUserId, divarUserId)
  await db.select({ id: assistants.id }).from(assistants).where(own).orderBy(assistants.id).for('update')
  await removeGranted(db, 'conversation', divarUserId)
  const owned = await db
    .update(assistants)
    .set({
      divarUserId: '',
      postToken: '',
      grantId: null,
      wording: null,
      claimId: null,
      claimedUntil: null,
      state: 'ended',
      reason: 'access_revoked',
      watchedSince: null,
      subscribedUntil: null,
      subscribedWith: null,
      messagesRead: 0,
      answered: 0,
      booked: 0,
      lastFailure: null,
      inboxUntil: null,
      updatedAt: now,
    })
    .where(own)
    .returning({ id: assistants.id })
  const ids = owned.map(({ id }) => id)
  await removeRows(db, assistantConversations, inArray(assistantConversations.assistantId, ids))
  await removeRows(db, assistantPosts, inArray(assistantPosts.assistantId, ids))
  await removeRows(db, eventTexts, inArray(eventTexts.assistantId, ids))
}
