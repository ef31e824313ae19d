import 'server-only'
import { proposalMessage, shownState } from './proposal-message.ts'
import { faultAnswer, machineAnswer } from './route.ts'
import { seated } from './session.ts'

/** Where the message of a shipment stands, for a page that is open. It keeps nobody signed in. */
export async function liveState(seatId: string, trackingCode: string): Promise<Response> {
  try {
    const here = await seated(seatId, { counts: false })
    if (!here) return machineAnswer(401, { reason: 'session ended' })
    const found = await proposalMessage(here, trackingCode)
    return found
      ? machineAnswer(200, { state: shownState(found.message) })
      : machineAnswer(404, { reason: 'not found' })
  } catch (error) {
    return await faultAnswer(error)
  }
}
