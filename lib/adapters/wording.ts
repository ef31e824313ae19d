import { type ButtonGrid, buttonGrid, dynamicActionButton, type Places, serverLinkButton } from '#lib/divar/index.ts'
import type { AnnouncementKind, Place, Shipment, Wording } from '#lib/shipping/index.ts'

type PlaceNames = { city: string; district: string | null }

type Ends = { pickup: PlaceNames | null; dropoff: PlaceNames | null }

/** The Persian side of announcements, handed in by the composition root: this file knows only buttons and places. */
export type ChatTexts = {
  texts: Record<AnnouncementKind, (shipment: Shipment, ends: Ends) => string>
  captions: { followUp: string; status: string; completeAddress: string; notNeeded: string }
}

/** What a button of ours does when it is tapped, carried in its data. A hint: conversation and side decide. */
export const buttonDeeds = { status: 'status', reject: 'reject' } as const

/** Chat messages in Divar's form: the text of `texts`, and for each side the buttons that it can use. Contract §8. */
export function chatWording({ texts, captions }: ChatTexts, places: Places): Wording {
  return {
    async announce(kind, shipment) {
      const ends = {
        pickup: await placeNames(places, shipment.pickup),
        dropoff: await placeNames(places, shipment.dropoff),
      }
      return { kind, text: texts[kind](shipment, ends), ...buttonsOf(kind, shipment.trackingCode, captions) }
    },
  }
}

/** A proposal is the other side's to answer. All else both sides can follow, and while it goes on, ask after in the chat. */
function buttonsOf(
  kind: AnnouncementKind,
  shipment: string,
  captions: ChatTexts['captions'],
): { senderButtons: ButtonGrid; receiverButtons: ButtonGrid } {
  const followUp = serverLinkButton({ icon: 'LOCAL_SHIPPING', caption: captions.followUp }, { shipment })
  const status = dynamicActionButton({ icon: 'INFO', caption: captions.status }, { deed: buttonDeeds.status, shipment })
  const complete = serverLinkButton({ icon: 'PLACE', caption: captions.completeAddress }, { shipment })
  const notNeeded = dynamicActionButton(
    { icon: 'CANCEL', caption: captions.notNeeded },
    { deed: buttonDeeds.reject, shipment },
  )
  const both = (grid: ButtonGrid) => ({ senderButtons: grid, receiverButtons: grid })
  const under = buttonGrid([[followUp], [status]])
  switch (kind) {
    case 'proposed':
    case 'reminded':
      return { senderButtons: under, receiverButtons: buttonGrid([[complete], [notNeeded]]) }
    case 'accepted':
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
