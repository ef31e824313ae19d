import 'server-only'
import { sideLabels } from '#lib/fa/labels.ts'
import { type Announcement, type Shipment, senderFor } from '#lib/shipping/index.ts'
import type { SeatVisit } from '../seat/visit.ts'
import { captionsOf } from '../shipment/button-captions.ts'

/** A chat message before it goes out, with whose name it would stand in as this side reads it. */
export async function spokenMessage({ app, actor, seat }: SeatVisit, shipment: Shipment, announcement: Announcement) {
  const speaker = (await senderFor(app.shipping, shipment, actor))(shipment)
  const mine = speaker.side === seat.side
  const { senderButtons, receiverButtons } = announcement
  const [own, theirs] = mine ? [senderButtons, receiverButtons] : [receiverButtons, senderButtons]
  return {
    name: speaker.grantId === null ? null : mine ? 'شما' : sideLabels[speaker.side],
    mine,
    text: announcement.text,
    senderButtons: captionsOf(own),
    receiverButtons: captionsOf(theirs),
  }
}
