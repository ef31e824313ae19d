import { describe, expect, it } from 'vitest'
import { planBlows } from './plan.ts'

describe('the plan of blows', () => {
  it('is the same for the same seed and another for another one', () => {
    const plan = planBlows({ seed: 7, count: 40, victims: 2 })
    expect(planBlows({ seed: 7, count: 40, victims: 2 })).toEqual(plan)
    expect(planBlows({ seed: 8, count: 40, victims: 2 })).not.toEqual(plan)
  })

  it('hits every victim and no other, with faults of several kinds', () => {
    const plan = planBlows({ seed: 1, count: 200, victims: 3 })
    expect(new Set(plan.map(({ victim }) => victim))).toEqual(new Set([0, 1, 2]))
    expect(new Set(plan.map(({ fault }) => fault.kind)).size).toBeGreaterThan(4)
    expect(plan.every(({ afterMs, downMs }) => afterMs >= 200 && downMs >= 0)).toBe(true)
  })
})
