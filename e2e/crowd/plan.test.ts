import { describe, expect, it } from 'vitest'
import { planCrowd } from './plan.ts'

const statesOf = (count: number) => new Set(planCrowd({ count, seed: 1 }).map(({ state }) => state))

describe('the plan of a crowd', () => {
  it('has some of every state from ten shipments on, and so many as were asked for', () => {
    expect([statesOf(10).size, statesOf(9).size, statesOf(200).size]).toEqual([10, 9, 10])
    expect(planCrowd({ count: 200, seed: 1 }).length).toBe(200)
  })

  it('is the same for the same seed, and another one for another', () => {
    expect(planCrowd({ count: 30, seed: 7 })).toEqual(planCrowd({ count: 30, seed: 7 }))
    expect(planCrowd({ count: 30, seed: 7 })).not.toEqual(planCrowd({ count: 30, seed: 8 }))
  })

  it('leaves to the clock what it alone ends, and has open ones of last week beside those of today', () => {
    const all = planCrowd({ count: 200, seed: 1 })
    for (const { state, time } of all) expect(time === 'last_month').toBe(state === 'expired')
    for (const state of ['accepted', 'assigned', 'picked_up'])
      expect(new Set(all.filter((one) => one.state === state).map(({ time }) => time)).size).toBe(2)
    for (const mover of ['desk', 'carrier'])
      expect(new Set(all.filter((one) => one.mover === mover).map(({ state }) => state)).size).toBe(10)
  })
})
