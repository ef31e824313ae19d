import { carrierStates, type ShipmentState } from '#lib/shipping/index.ts'

/** What a tab shows: shipments in one of `states`; `only` those of them that want a look, or that ended today. */
export type Tab = { states: readonly ShipmentState[]; only: 'attention' | 'ended_today' | null }

/** The tabs of the queue, in their order. A shipment that wants a look stands in two of them. */
export const tabs = {
  new: { states: ['accepted'], only: null },
  assigned: { states: ['assigned'], only: null },
  on_the_way: { states: ['picked_up'], only: null },
  exceptions: { states: carrierStates, only: 'attention' },
  open: { states: carrierStates, only: null },
  ended_today: { states: ['delivered', 'returned', 'cancelled', 'expired'], only: 'ended_today' },
} as const satisfies Record<string, Tab>

export type TabName = keyof typeof tabs

export const tabNames = Object.keys(tabs) as TabName[]
