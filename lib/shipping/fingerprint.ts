import { addSeconds } from '#lib/kernel/clock.ts'
import { hashSecret } from '#lib/kernel/ids.ts'
import type { Announcement } from './announcement.ts'
import type { Parcel } from './parcel.ts'
import type { Appointment } from './promise.ts'

/** What is shown beside a message; what is not given is not shown, or cannot change. */
type Shown = {
  sealedAddress?: string | null
  parcel?: Parcel
  appointment?: Appointment
  declaredValueToman?: number | null
}

/** So long what was shown stays what was meant: a seat that nobody uses ends earlier. */
const shownSeconds = 30 * 60

/**
 * A fingerprint that says when it was made. A message with a deadline names the one that its reader was shown, however long
 * the tap takes; without this, each minute that passes would change the message.
 */
export const stamped = (fingerprint: string, shownAt: Date): string =>
  `${shownAt.getTime().toString(36)}.${fingerprint}`

/** When what has this fingerprint was shown; `now` where it does not say so, was long ago, or is still to come. */
export function shownAtOf(fingerprint: string, now: Date): Date {
  const stamp = /^([0-9a-z]{1,10})\./.exec(fingerprint)?.[1]
  const shownAt = new Date(stamp === undefined ? Number.NaN : Number.parseInt(stamp, 36))
  return shownAt <= now && addSeconds(shownAt, shownSeconds) > now ? shownAt : now
}

/** Changes whenever anything changes that the user was shown: the message, its buttons, and what stands behind it. */
export function fingerprintOf(announcement: Announcement, shown: Shown = {}): string {
  const { text, senderButtons, receiverButtons } = announcement
  const { sealedAddress = null, parcel = null, appointment = null, declaredValueToman = null } = shown
  const behind = [sealedAddress, parcel, appointment, declaredValueToman]
  return hashSecret(JSON.stringify([text, senderButtons, receiverButtons, ...behind]))
}
