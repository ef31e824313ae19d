import { inBatches } from '#lib/kernel/in-batches.ts'
import type { AccessStore, CallStore } from './ports.ts'

const most = 100

/** Asks for the launches and taps of one moment together: what each costs is mostly the statement itself. */
export function callStore(store: Pick<AccessStore, 'insertTickets' | 'partiesOfEach'>): CallStore {
  return {
    insertTicket: inBatches(most, async (tickets) => {
      await store.insertTickets(tickets)
      return tickets.map(() => undefined)
    }),
    partiesOf: inBatches(most, async (conversationIds) => await store.partiesOfEach(conversationIds)),
  }
}
