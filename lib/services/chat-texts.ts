import type { ChatTexts } from '#lib/adapters/wording.ts'
import { acceptedText, buttonCaptions, outcomeText, proposalText, reminderText } from '#lib/fa/chat-texts.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import { otherSide } from '#lib/kernel/side.ts'
import { deadlines, type Shipment } from '#lib/shipping/index.ts'

const outcome = (state: Parameters<typeof outcomeText>[0]) => (shipment: Shipment) =>
  outcomeText(state, { ...shipment, by: sideThatEnded(shipment) })

/** A proposal is rejected by the other side; who cancelled stands on the page only. */
const sideThatEnded = ({ state, proposerSide }: Shipment) => (state === 'rejected' ? otherSide(proposerSide) : null)

/** What the chat is told of each state of a shipment, in Persian. */
export const chatTexts = (clock: Clock): ChatTexts => ({
  texts: {
    proposed: (shipment, ends) =>
      proposalText({ ...shipment, ...ends, price: shipment.quote, expiresInHours: deadlines.proposalExpiresHours }),
    reminded: (shipment) => reminderText({ ...shipment, now: clock() }),
    accepted: (shipment) => acceptedText({ ...shipment, price: shipment.quote }),
    rejected: outcome('rejected'),
    picked_up: outcome('picked_up'),
    delivery_failed: outcome('delivery_failed'),
    delivered: outcome('delivered'),
    returned: outcome('returned'),
    cancelled: outcome('cancelled'),
    expired: outcome('expired'),
  },
  captions: buttonCaptions,
})
