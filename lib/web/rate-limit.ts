import 'server-only'
import type { Seat } from '#lib/addon/access/index.ts'
import { secondsToWait, unlessFailed, waitLeft } from '#lib/services/seconds-to-wait.ts'
import type { Services } from '#lib/services.ts'

/** Seconds to wait if over the limit, else null. */
export async function overLimit(app: Services, limit: keyof Services['limits'], key: string): Promise<number | null> {
  return await unlessFailed(app.log, limit, async () => await secondsToWait(app.limits[limit], key))
}

/** One side of a conversation: what the other one does is not held against it. */
const sender = ({ conversationId, side }: Pick<Seat, 'conversationId' | 'side'>) => `${conversationId} ${side}`

/** Seconds until this side may begin something again that the chat is told of, or null. Counts nothing. */
export async function overSends(app: Services, seat: Pick<Seat, 'conversationId' | 'side'>): Promise<number | null> {
  return await unlessFailed(app.log, 'sends', async () => await waitLeft(app.limits.sends, sender(seat)))
}

/**
 * Counts what this side has begun, or had the chat told of. Answers (accepting, declining, cancelling) are counted and
 * never refused: each of them ends something that was counted when it began.
 */
export async function countSend(app: Services, seat: Pick<Seat, 'conversationId' | 'side'>): Promise<void> {
  await overLimit(app, 'sends', sender(seat))
}
