import { RateLimiterDrizzle } from 'rate-limiter-flexible'
import type { Db } from '#lib/db/client.ts'
import { rateLimits } from '#lib/db/schema/access.ts'

/**
 * Counted in the database, so that replicas share them; points per seconds. Anyone who is over a limit is remembered in
 * memory until it ends: what is refused costs no row and no write.
 */
export function createLimits(db: Db) {
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterDrizzle({
      storeClient: db,
      schema: rateLimits,
      tableName: 'rate_limits',
      keyPrefix,
      points,
      duration,
      inMemoryBlockOnConsumed: points,
      // The job that erases what is over does it each minute.
      clearExpiredByTimeout: false,
    })
  return {
    /** Calls without the right key, and links that nobody was given, by client address. */
    badKeys: limiter('key', 120, 60),
    badLinks: limiter('link', 60, 60),
    /** Consents that come back in a browser without a session, by client address, and of all clients together. */
    returns: limiter('return', 30, 60),
    allReturns: limiter('returns', 120, 60),
    /** Consents that one session begins. */
    consents: limiter('consent', 30, 600),
    /** Posts that an address names and nobody else did, of all clients together. */
    hintedPosts: limiter('hint', 30, 60),
    /** What browsers say of the pages that they loaded, of all of them together: no address is kept for it. */
    pageFigures: limiter('figures', 600, 60),
    /** What one seat may change. */
    seatActions: limiter('seat', 60, 60),
    /** Tracking codes that one chatbot conversation asks for, and what it asks of the business. */
    tracks: limiter('track', 10, 600),
    supports: limiter('support', 5, 3600),
    /** What is tapped in one chatbot conversation, and what is answered there by a message. */
    taps: limiter('tap', 120, 60),
    botMessages: limiter('bot', 600, 3600),
    /** Messages that one side of a conversation has sent into its chat. */
    sends: limiter('send', 20, 3600),
    /** Tries to sign in on the desk: with one login name from one address, with it from anywhere, from one address. */
    deskLogins: limiter('desk-login', 5, 900),
    deskAccounts: limiter('desk-account', 20, 3600),
    deskAddresses: limiter('desk-address', 60, 3600),
    /** Passkeys cannot be guessed: what is limited is the work of looking at them. */
    deskPasskeys: limiter('desk-passkey', 300, 3600),
    /** What one member of staff may change. */
    deskActions: limiter('desk', 240, 60),
    /** What Divar was asked, of all processes together: counted here, judged by `divar-budget.ts`. */
    divarMinute: limiter('divar-minute', 1_000_000, 60),
    divarDay: limiter('divar-day', 100_000_000, 24 * 60 * 60),
  }
}
