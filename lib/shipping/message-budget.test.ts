import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shipmentMessageKinds, withinBudget } from './message-budget.ts'

describe('withinBudget', () => {
  it('reserves a place for each of the four important messages', () => {
    const all: string[] = ['reminder', 'proposal', 'answer', 'pickup']
    expect(withinBudget(all, 'end')).toBe(true)
    expect(withinBudget([...all, 'end'], 'end')).toBe(false)
  })

  it('allows one other message, in any order', () => {
    expect(withinBudget(['proposal'], 'reminder')).toBe(true)
    expect(withinBudget(['proposal', 'reminder'], 'failure')).toBe(false)
    expect(withinBudget(['proposal', 'failure'], 'failure')).toBe(false)
  })

  it('never allows more than five and always the four', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...shipmentMessageKinds), { maxLength: 40 }), (asked) => {
        const out: string[] = []
        for (const kind of asked) if (withinBudget(out, kind)) out.push(kind)
        expect(out.length).toBeLessThanOrEqual(5)
        for (const kind of ['proposal', 'answer', 'pickup', 'end'] as const) {
          expect(out.includes(kind)).toBe(asked.includes(kind))
        }
      }),
    )
  })
})
