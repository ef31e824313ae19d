import type { Answer } from '../simulator/index.ts'
import type { Entry, Order, Recovery } from './book.ts'
import type { Company } from './company.ts'
import { type ProofInput, tellProof } from './proof.ts'
import { type ReplyInput, tellReply } from './threads.ts'
import { recover, type StepInput, tellStep } from './to-peyk.ts'

export type CarrierControl = {
  /** What Peyk ordered, in the order of first arrival. */
  carrierOrders(input?: { trackingCode?: string }): Order[]
  /** The carrier's book. */
  carrierShipments(input?: { trackingCode?: string }): Entry[]
  /** Tells Peyk that a shipment moved. */
  carrierStep(input: StepInput): Promise<Answer>
  /** Answers a report or a question. */
  carrierReply(input: ReplyInput): Promise<Answer>
  /** Hands over a picture of what was delivered. */
  carrierProof(input: ProofInput): Promise<Answer>
  /** Takes over from Peyk's list what was missed; one state, or all that are open. */
  carrierRecover(input?: { state?: string }): Promise<Recovery>
}

export function createCarrierControl(company: Company): CarrierControl {
  const of = <T extends { trackingCode: string }>(code: string | undefined, one: T) =>
    !code || one.trackingCode === code
  return {
    carrierOrders: ({ trackingCode } = {}) => company.book.orders.filter(({ data }) => of(trackingCode, data)),
    carrierShipments: ({ trackingCode } = {}) =>
      [...company.book.shipments.values()].filter((entry) => of(trackingCode, entry)),
    carrierStep(input) {
      if (!input.trackingCode) throw new Error('trackingCode is needed')
      const isPromise = input.eta !== undefined || input.window !== undefined
      if (!input.status && !isPromise && input.rawBody === undefined) throw new Error('status is needed')
      return tellStep(company, input)
    },
    carrierReply: (input) => tellReply(company, input),
    carrierProof: (input) => tellProof(company, input),
    carrierRecover: ({ state } = {}) => recover(company, state ?? null),
  }
}
