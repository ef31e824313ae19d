import { type ButtonGrid, buttonGrid, dynamicActionButton, type Places, serverLinkButton } from '#lib/divar/index.ts'
import type { Side } from '#lib/kernel/side.ts'
import type { AnnouncementKind, Place, Shipment, Wording } from '#lib/shipping/index.ts'

type PlaceNames = { city: string; district: string | null }

/** The Persian side of an announcement, handed in by the composition root: this file knows only buttons and places. */
export type ChatTexts = {
  proposal(shipment: Shipment, ends: { pickup: PlaceNames | null; dropoff: PlaceNames | null }): string
  rejected(shipment: Shipment, by: Side): string
  captions: { followUp: string; status: string; completeAddress: string; notNeeded: string }
}

/** What a button of ours does when it is tapped, carried in its data. A hint: conversation and side decide. */
export const buttonDeeds = { status: 'status', reject: 'reject' } as const

/** Chat messages in Divar's form: the text of `texts`, and for each side the buttons that it can use. Contract §8. */
export function chatWording(texts: ChatTexts, places: Places): Wording {
  return {
    async announce(kind, shipment) {
      const ends = {
        pickup: await placeNames(places, shipment.pickup),
        dropoff: await placeNames(places, shipment.dropoff),
      }
      const other: Side = shipment.proposerSide === 'SUPPLY' ? 'DEMAND' : 'SUPPLY'
      const text = kind === 'proposed' ? texts.proposal(shipment, ends) : texts.rejected(shipment, other)
      return { kind, text, ...buttonsOf(kind, shipment.trackingCode, texts.captions) }
    },
  }
}

function buttonsOf(kind: AnnouncementKind, shipment: string, captions: ChatTexts['captions']) {
  const followUp = serverLinkButton({ icon: 'LOCAL_SHIPPING', caption: captions.followUp }, { shipment })
  const status = dynamicActionButton({ icon: 'INFO', caption: captions.status }, { deed: buttonDeeds.status, shipment })
  const complete = serverLinkButton({ icon: 'PLACE', caption: captions.completeAddress }, { shipment })
  const notNeeded = dynamicActionButton(
    { icon: 'CANCEL', caption: captions.notNeeded },
    { deed: buttonDeeds.reject, shipment },
  )
  const grids: Record<AnnouncementKind, { senderButtons: ButtonGrid; receiverButtons: ButtonGrid }> = {
    proposed: {
      senderButtons: buttonGrid([[followUp], [status]]),
      receiverButtons: buttonGrid([[complete], [notNeeded]]),
    },
    rejected: { senderButtons: buttonGrid([[followUp]]), receiverButtons: buttonGrid([[followUp]]) },
  }
  return grids[kind]
}

async function placeNames(places: Places, place: Place | null): Promise<PlaceNames | null> {
  if (!place) return null
  const city = (await places.cities()).find((one) => one.slug === place.city)?.display ?? place.city
  if (place.district === null) return { city, district: null }
  const district = (await places.districts(place.city)).find((one) => one.slug === place.district)
  return { city, district: district?.display ?? null }
}
