import 'server-only'
import { faultAnswer, machineAnswer } from './route.ts'
import { seated } from './session.ts'
import { shipmentMessages, shownState } from './shipment-messages.ts'

/** Where the message that tells of a shipment's state stands, for a page that is open. It keeps nobody signed in. */
export async function liveState(seatId: string, trackingCode: string): Promise<Response> {
  try {
    const here = await seated(seatId, { counts: false })
    if (!here) return machineAnswer(401, { reason: 'session ended' })
    const found = await shipmentMessages(here, trackingCode)
    return found
      ? machineAnswer(200, { state: shownState(found.current) })
      : machineAnswer(404, { reason: 'not found' })
  } catch (error) {
    return await faultAnswer(error)
  }
}
