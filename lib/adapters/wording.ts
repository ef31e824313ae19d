import { type ButtonGrid, buttonGrid, dynamicActionButton, type Places, serverLinkButton } from '#lib/divar/index.ts'
import {
  acceptedText,
  amendmentText,
  buttonCaptions,
  outcomeText,
  type PlaceNames,
  promiseMovedText,
  proposalText,
  reminderText,
} from '#lib/fa/chat-texts.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import { otherSide } from '#lib/kernel/side.ts'
import type { AnnouncementKind, FailureReason, Place, Shipment, Wording } from '#lib/shipping/index.ts'

/** Both ends, and whose couriers go; null where that has no name. */
type Named = { pickup: PlaceNames | null; dropoff: PlaceNames | null; business: string | null }

/** What a button of this add-on does when it is tapped, carried in its data. A hint: conversation and side decide. */
export const buttonActions = { status: 'status', reject: 'reject' } as const

type Deps = { places: Places; clock: Clock; businessName(): Promise<string | null> }

/** Chat messages in Divar's form: the text, and for each side the buttons that it can use. Contract §8. */
export function chatWording({ places, businessName, clock }: Deps): Wording {
  return {
    async announce(kind, shipment, failure = null) {
      const named = {
        pickup: await placeNames(places, shipment.pickup),
        dropoff: await placeNames(places, shipment.dropoff),
        business: await businessName(),
      }
      return {
        kind,
        text: textOf(kind, { ...shipment, failure }, named, clock()),
        ...buttonsOf(kind, shipment.trackingCode),
      }
    },
  }
}

function textOf(
  kind: AnnouncementKind,
  shipment: Shipment & { failure: FailureReason | null },
  named: Named,
  now: Date,
): string {
  switch (kind) {
    case 'proposed':
      return proposalText({ ...shipment, ...named, price: shipment.quote, now })
    case 'reminded':
      return reminderText({ ...shipment, now })
    case 'amended':
      return amendmentText({ ...shipment, price: shipment.quote, now })
    case 'promise_moved':
      return promiseMovedText({ ...shipment, now })
    case 'accepted':
      return acceptedText({ ...shipment, business: named.business, price: shipment.quote, now })
    default:
      return outcomeText(kind, {
        ...shipment,
        ...named,
        again: { ...shipment, now },
        by: sideThatEnded(shipment),
      })
  }
}

/** A proposal is rejected by the other side; who cancelled stands on the page only. */
const sideThatEnded = ({ state, proposerSide }: Shipment) => (state === 'rejected' ? otherSide(proposerSide) : null)

/** A proposal is the other side's to answer. All else both sides can follow, and while it goes on, ask after in the chat. */
function buttonsOf(
  kind: AnnouncementKind,
  shipment: string,
): { senderButtons: ButtonGrid; receiverButtons: ButtonGrid } {
  const followUp = serverLinkButton({ icon: 'LOCAL_SHIPPING', caption: buttonCaptions.followUp }, { shipment })
  const status = dynamicActionButton(
    { icon: 'INFO', caption: buttonCaptions.status },
    { deed: buttonActions.status, shipment },
  )
  const complete = serverLinkButton({ icon: 'PLACE', caption: buttonCaptions.completeAddress }, { shipment })
  const notNeeded = dynamicActionButton(
    { icon: 'CANCEL', caption: buttonCaptions.notNeeded },
    { deed: buttonActions.reject, shipment },
  )
  const both = (grid: ButtonGrid) => ({ senderButtons: grid, receiverButtons: grid })
  const under = buttonGrid([[followUp], [status]])
  switch (kind) {
    case 'proposed':
    case 'reminded':
      return { senderButtons: under, receiverButtons: buttonGrid([[complete], [notNeeded]]) }
    case 'amended': {
      // It may go out in the name of the side that is to answer it.
      const answer = serverLinkButton({ icon: 'LOCAL_SHIPPING', caption: buttonCaptions.answer }, { shipment })
      return both(buttonGrid([[answer], [status]]))
    }
    case 'accepted':
    case 'promise_moved':
    case 'picked_up':
    case 'delivery_failed':
      return both(under)
    default:
      return both(buttonGrid([[followUp]]))
  }
}

async function placeNames(places: Places, place: Place | null): Promise<PlaceNames | null> {
  if (!place) return null
  const city = (await places.cities()).find((one) => one.slug === place.city)?.display ?? place.city
  if (place.district === null) return { city, district: null }
  const district = (await places.districts(place.city)).find((one) => one.slug === place.district)
  return { city, district: district?.display ?? null }
}
