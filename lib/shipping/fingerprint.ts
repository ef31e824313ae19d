import { hashSecret } from '#lib/kernel/ids.ts'
import type { Parcel } from './parcel.ts'
import type { Announcement } from './ports.ts'

/** Changes whenever anything changes that the user was shown: the message, its buttons, and the address and parcel behind it. */
export function fingerprintOf(
  announcement: Announcement,
  sealedAddress: string | null = null,
  parcel: Parcel | null = null,
): string {
  const { text, senderButtons, receiverButtons } = announcement
  return hashSecret(JSON.stringify([text, senderButtons, receiverButtons, sealedAddress, parcel]))
}
