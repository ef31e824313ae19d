import type { MessageKind } from '#lib/peyk.ts'
import type { AnnouncementKind } from '#lib/shipping/index.ts'

/** Which of a shipment's messages tells the chat of what. */
export const messageKindOf: Record<AnnouncementKind, MessageKind> = {
  proposed: 'proposal',
  reminded: 'reminder',
  amended: 'amendment',
  promise_moved: 'delay',
  accepted: 'answer',
  rejected: 'answer',
  picked_up: 'pickup',
  delivery_failed: 'failure',
  delivered: 'end',
  returned: 'end',
  cancelled: 'end',
  expired: 'end',
}
