import { LiveShipment } from '#components/shipping/live-shipment.tsx'
import { DeskKeys } from './desk-keys.tsx'

export type DeskLive = { stateUrl: string; eventsUrl: string; version: string; asOf: number }

/** Keeps a page of the desk as it would be drawn now; null: it stands still. `announcement` is read out when it becomes another. */
export function LiveDesk({ live, announcement }: { live: DeskLive | null; announcement: string }) {
  return (
    <>
      <DeskKeys />
      {live && <LiveShipment {...live} isMoving={false} announcement={announcement} />}
    </>
  )
}
