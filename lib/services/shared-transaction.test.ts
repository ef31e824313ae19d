import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Gather } from '#lib/kernel/in-batches.ts'
import { sharedTransaction } from './shared-transaction.ts'

/** A table of numbers: what a transaction that ends well put, and how often it was asked. */
function world() {
  const table: number[] = []
  const asked: { transactions: number; statements: number; late: number } = { transactions: 0, statements: 0, late: 0 }
  type Rows = { put(n: number): Promise<number> }
  const transaction = async <T>(work: (rowsIn: (gather?: Gather) => Rows) => Promise<T>): Promise<T> => {
    const [own, standing]: [number[], { is: boolean }] = [[], { is: true }]
    asked.transactions += 1
    const put = async (numbers: readonly number[]) => {
      await new Promise(setImmediate)
      if (!standing.is) asked.late += 1
      asked.statements += 1
      own.push(...numbers)
      return numbers.map((n) => n * 2)
    }
    try {
      const done = await work((gather) => ({
        put: gather ? gather(put) : async (n) => (await put([n]))[0] ?? Number.NaN,
      }))
      table.push(...own)
      return done
    } finally {
      standing.is = false
    }
  }
  return { table, asked, share: sharedTransaction<Rows>(50, transaction) }
}

it('fifty works of one moment take one transaction, and a statement for each thing they ask', async () => {
  const { table, asked, share } = world()
  const works = Array.from({ length: 50 }, (_, n) => n)
  const done = works.map(async (n) => await share(async (rows) => (await rows.put(n)) + (await rows.put(n + 100))))
  expect(await Promise.all(done)).toEqual(works.map((n) => 2 * n + 2 * (n + 100)))
  expect(table.toSorted((a, b) => a - b)).toEqual([...works, ...works.map((n) => n + 100)])
  expect(asked).toEqual({ transactions: 1, statements: 2, late: 0 })
})

it('a work that throws fails alone, before or after it asked, all others are done once, and nothing is asked behind an end', async () => {
  const one = fc.record({ throws: fc.constantFrom('never', 'before', 'after'), steps: fc.integer({ min: 1, max: 4 }) })
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 12 }), async (given) => {
      const { table, asked, share } = world()
      const works = given.map(({ throws, steps }, n) =>
        share(async (rows) => {
          if (throws === 'before') throw new Error(`${n}`)
          for (let step = 0; step < steps; step += 1) await rows.put(n)
          if (throws === 'after') throw new Error(`${n}`)
          return n
        }),
      )
      const ended = await Promise.allSettled(works)
      const said = ended.map((end) => (end.status === 'fulfilled' ? end.value : end.reason.message))
      expect(said).toEqual(given.map(({ throws }, n) => (throws === 'never' ? n : `${n}`)))
      const kept = given.flatMap(({ throws, steps }, n) => (throws === 'never' ? Array<number>(steps).fill(n) : []))
      expect(table.toSorted((a, b) => a - b)).toEqual(kept)
      expect(asked.late).toBe(0)
    }),
    { numRuns: 60 },
  )
})
