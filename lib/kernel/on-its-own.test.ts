import { describe, expect, it } from 'vitest'
import { createLog } from './log.ts'
import { eachDue, inTurn } from './on-its-own.ts'

/** Removes from `waiting` each item that `work` did not throw for, as a table would. */
function sweepOf(waiting: number[], work: (one: number) => boolean, atOnce = 3) {
  const met: number[] = []
  const count = eachDue({
    what: 'numbers',
    due: async (seen) => waiting.filter((one) => !seen.includes(String(one))).slice(0, atOnce),
    idOf: String,
    async work(one) {
      met.push(one)
      return work(one)
    },
  })
  return { met, count }
}

const upTo = (most: number) => Array.from({ length: most }, (_, i) => i)

describe('eachDue', () => {
  it('handles each item once and counts the successful ones', async () => {
    const { met, count } = sweepOf(upTo(8), (one) => one % 2 === 0)
    expect(await count).toBe(4)
    expect(met).toEqual(upTo(8))
  })

  it('continues after any number of failures and reports them at the end', async () => {
    const { met, count } = sweepOf(upTo(50), (one) => {
      if (one < 40) throw new Error(`row ${one}`)
      return true
    })
    await expect(count).rejects.toMatchObject({
      code: 'fault',
      message: '40 of numbers failed, the others are done',
      cause: { message: 'row 0' },
    })
    expect(met).toEqual(upTo(50))
  })

  it('ends when more items arrive than it can handle', async () => {
    let next = 0
    const endless = eachDue({ what: 'numbers', due: async () => [next++], idOf: String, work: async () => true })
    expect(await endless).toBe(1_000)
  })
})

it('inTurn runs every task and logs each failure with its rows', async () => {
  const did: string[] = []
  const broken = async () => {
    await sweepOf([1, 2], (one) => {
      did.push(`row ${one}`)
      if (one === 1) throw new TypeError('secret words')
      return true
    }).count
  }
  const fault = await inTurn('the parts', { first: broken, second: async () => did.push('second') }).catch((err) => err)
  expect(did).toEqual(['row 1', 'row 2', 'second'])
  const lines: string[] = []
  createLog({ destination: { write: (line: string) => void lines.push(line) } }).error({ err: fault }, 'job failed')
  const [{ err }] = lines.map((line) => JSON.parse(line)) as [{ err: { details: { failed: unknown[] } } }]
  expect(err.details.failed).toMatchObject([
    { id: 'first', err: { details: { failed: [{ id: '1', err: { type: 'TypeError' } }] } } },
  ])
  expect(lines.join()).not.toContain('secret words')
})
