import { type BaseErrorCode, declare, type NamesIn } from '#lib/addon/index.ts'
import { daySeconds } from '#lib/kernel/clock.ts'
import { errorsOf } from '#lib/kernel/errors.ts'

export const shippingDeclaration = declare({
  errors: ['shipment_exists', 'preview_changed', 'draft_incomplete', 'closed'],
  channels: { shipments: 'peyk_shipments', couriers: 'peyk_couriers' },
  gauges: {
    silent_shipments: {
      help: 'Shipments on their way that have had no step for so many days; after 30 the clock ends them',
      label: 'days',
    },
  },
  messages: {
    proposal: { subject: 'shipment' },
    answer: { subject: 'shipment' },
    pickup: { subject: 'shipment' },
    end: { subject: 'shipment' },
    reminder: { subject: 'shipment' },
    /** A proposal that the seller sent back with its parcel corrected. */
    amendment: { subject: 'shipment' },
    failure: { subject: 'shipment' },
    /** The carrier moved what it had promised. */
    delay: { subject: 'shipment' },
    /** A step told in the chatbot to a side that wants to hear it. */
    notice: { subject: 'notice' },
  },
  limits: {
    /** Posts that an address names and nobody else did, of all clients together. */
    hintedPosts: { key: 'hint', points: 30, seconds: 60 },
  },
  retention: {
    draft: { keptSeconds: daySeconds, after: 'last_change' },
    shipment_address: { keptSeconds: 7 * daySeconds, after: 'end' },
    unfinished_shipment_address: { keptSeconds: 0, after: 'end' },
    problem_text: { keptSeconds: 7 * daySeconds, after: 'end' },
    shipment_note: { keptSeconds: 7 * daySeconds, after: 'end' },
    shipment_trace: { keptSeconds: 30 * daySeconds, after: 'end' },
  },
})

export const ShippingError = errorsOf<BaseErrorCode | NamesIn<typeof shippingDeclaration, 'errors'>>()

export type ShippingRetentionItem = NamesIn<typeof shippingDeclaration, 'retention'>
