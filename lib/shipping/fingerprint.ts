import { hashSecret } from '#lib/kernel/ids.ts'
import type { Announcement } from './announcement.ts'
import type { Parcel } from './parcel.ts'
import type { Appointment } from './promise.ts'

/**
 * Changes whenever anything changes that the user was shown: the message, its buttons, and the address, parcel and
 * appointment behind it.
 */
export function fingerprintOf(
  announcement: Announcement,
  sealedAddress: string | null = null,
  parcel: Parcel | null = null,
  appointment: Appointment | null = null,
): string {
  const { text, senderButtons, receiverButtons } = announcement
  return hashSecret(JSON.stringify([text, senderButtons, receiverButtons, sealedAddress, parcel, appointment]))
}
