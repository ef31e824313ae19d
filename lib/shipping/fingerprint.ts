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

/** Changes whenever anything changes that the user was shown: the message, its buttons, and what stands behind it. */
export function fingerprintOf(announcement: Announcement, shown: Shown = {}): string {
  const { text, senderButtons, receiverButtons } = announcement
  const { sealedAddress = null, parcel = null, appointment = null, declaredValueToman = null } = shown
  const behind = [sealedAddress, parcel, appointment, declaredValueToman]
  return hashSecret(JSON.stringify([text, senderButtons, receiverButtons, ...behind]))
}
