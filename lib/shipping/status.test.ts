import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ActorRole,
  isFinal,
  isOpen,
  proposalDeadlines,
  type ShipmentEvent,
  type ShipmentState,
  shipmentEvents,
  shipmentStates,
  step,
  transitions,
} from './status.ts'

const roles: ActorRole[] = ['proposer', 'other', 'carrier', 'clock']

/** What both sides are promised, written out a second time and by where it leads. */
const promised: Record<ShipmentState, Partial<Record<ShipmentState, ActorRole[]>>> = {
  proposed: {
    proposed: ['other'],
    accepted: ['other'],
    rejected: ['other'],
    cancelled: ['proposer'],
    expired: ['clock'],
  },
  accepted: { assigned: ['carrier'], cancelled: ['proposer', 'other', 'carrier'], expired: ['clock'] },
  assigned: { picked_up: ['carrier'], cancelled: ['proposer', 'other', 'carrier'], expired: ['clock'] },
  picked_up: { delivered: ['carrier'], delivery_failed: ['carrier'], expired: ['clock'] },
  delivery_failed: { picked_up: ['carrier'], returned: ['carrier'], expired: ['clock'] },
  rejected: {},
  cancelled: {},
  expired: {},
  delivered: {},
  returned: {},
}

describe('the transitions of a shipment', () => {
  it('are exactly the documented ones for each actor', () => {
    for (const state of shipmentStates) {
      const reached: Partial<Record<ShipmentState, ActorRole[]>> = {}
      for (const event of shipmentEvents) {
        for (const role of roles) {
          const result = step(state, event, role)
          if (result.ok) reached[result.to] = [...(reached[result.to] ?? []), role]
        }
      }
      expect(reached).toEqual(promised[state])
    }
  })

  it('distinguish a wrong moment from a wrong actor', () => {
    expect(step('proposed', 'accept', 'proposer')).toEqual({ ok: false, reason: 'not_allowed', current: 'proposed' })
    expect(step('rejected', 'accept', 'other')).toEqual({ ok: false, reason: 'wrong_state', current: 'rejected' })
    expect(step('accepted', 'cancel', 'carrier')).toEqual({ ok: false, reason: 'not_allowed', current: 'accepted' })
  })

  it('have one row for each state and event', () => {
    const keys = transitions.map(({ from, event }) => `${from} ${event}`)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('never leave the table or a final state', () => {
    const tries = fc.array(fc.tuple(fc.constantFrom(...shipmentEvents), fc.constantFrom(...roles)), { maxLength: 40 })
    fc.assert(
      fc.property(tries, (attempts: [ShipmentEvent, ActorRole][]) => {
        let state: ShipmentState = 'proposed'
        for (const [event, role] of attempts) {
          const result = step(state, event, role)
          if (!result.ok) {
            expect(result.current).toBe(state)
            continue
          }
          expect(isOpen(state)).toBe(true)
          expect(promised[state][result.to]).toContain(role)
          state = result.to
        }
      }),
    )
  })
})

describe('the states of a shipment', () => {
  it('are final or open', () => {
    const final = shipmentStates.filter(isFinal)
    expect(final).toEqual(['rejected', 'cancelled', 'expired', 'delivered', 'returned'])
    expect(shipmentStates.filter(isOpen)).toEqual(shipmentStates.filter((state) => !final.includes(state)))
  })

  it('are all reachable from the first', () => {
    const reached = new Set<ShipmentState>(['proposed', ...transitions.map(({ to }) => to)])
    expect(reached.size).toBe(shipmentStates.length)
  })
})

describe('proposalDeadlines', () => {
  it('are a day for the reminder and two for the end', () => {
    const { remindAt, expiresAt } = proposalDeadlines(new Date('2026-11-22T10:00:00Z'))
    expect(remindAt.toISOString()).toBe('2026-11-23T10:00:00.000Z')
    expect(expiresAt.toISOString()).toBe('2026-11-24T10:00:00.000Z')
  })
})
