import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shipmentMessageKinds, withinBudget } from './message-budget.ts'

describe('withinBudget', () => {
  it('reserves a place for each of the four important messages', () => {
    const all: string[] = ['reminder', 'proposal', 'answer', 'pickup']
    expect(withinBudget(all, 'end')).toBe(true)
    expect(withinBudget([...all, 'end'], 'end')).toBe(false)
  })

  it('always allows a correction before an answer, once, and nothing else beside it', () => {
    for (const before of [[], ['proposal'], ['proposal', 'reminder']]) {
      expect(withinBudget(before, 'amendment')).toBe(true)
      expect(withinBudget([...before, 'amendment'], 'amendment')).toBe(false)
      expect(withinBudget([...before, 'amendment'], 'reminder')).toBe(false)
      expect(withinBudget([...before, 'amendment', 'answer'], 'failure')).toBe(false)
    }
    expect(withinBudget(['proposal', 'answer'], 'amendment')).toBe(false)
  })

  it('lets the pickup give way where a reminder and a correction went out, never the answer or the end', () => {
    const all = ['proposal', 'reminder', 'amendment']
    expect(withinBudget(all, 'pickup')).toBe(false)
    expect(withinBudget(['proposal', 'amendment', 'answer'], 'pickup')).toBe(true)
    expect(withinBudget(all, 'answer')).toBe(true)
    expect(withinBudget([...all, 'answer'], 'end')).toBe(true)
  })

  it('allows one other message, in any order', () => {
    expect(withinBudget(['proposal'], 'reminder')).toBe(true)
    expect(withinBudget(['proposal', 'reminder'], 'failure')).toBe(false)
    expect(withinBudget(['proposal', 'failure'], 'failure')).toBe(false)
  })

  it('never allows more than five and always the four, but for a pickup after a reminder and a correction', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...shipmentMessageKinds), { maxLength: 40 }), (asked) => {
        const out: string[] = []
        for (const kind of asked) if (withinBudget(out, kind)) out.push(kind)
        expect(out.length).toBeLessThanOrEqual(5)
        const gaveWay = out.includes('reminder') && out.includes('amendment')
        for (const kind of ['proposal', 'answer', 'pickup', 'end'] as const) {
          if (kind === 'pickup' && gaveWay) expect(out).not.toContain(kind)
          else expect(out.includes(kind)).toBe(asked.includes(kind))
        }
      }),
    )
  })
})
