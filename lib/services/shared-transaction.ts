import { type Gather, inBatches } from '#lib/kernel/in-batches.ts'

type Transact<Rows> = <T>(work: (rows: Rows) => Promise<T>) => Promise<T>

/**
 * A transaction for several works of one moment, `most` at once, in which what they ask at the same time is one statement
 * (see `Gather`). They must have nothing to do with one another. Where one of them throws, or the end of the transaction does,
 * each is done once more in a transaction of its own, so that only that one fails; one after the other, since others need
 * connections, too. Of an end that threw nobody knows whether all was written: so a work must be safe to do twice.
 */
export function sharedTransaction<Rows>(
  most: number,
  transaction: <T>(work: (rowsIn: (gather?: Gather) => Rows) => Promise<T>) => Promise<T>,
): Transact<Rows> {
  let before: Promise<unknown> = Promise.resolve()
  const alone = async (work: (rows: Rows) => Promise<unknown>) => {
    const done = before.then(async () => await transaction(async (rowsIn) => await work(rowsIn())))
    before = done.catch(() => undefined)
    return await done
  }
  const share = inBatches(most, async (works: readonly ((rows: Rows) => Promise<unknown>)[]) => {
    const [first] = works
    if (first && works.length === 1) return [await alone(first)]
    return await transaction(async (rowsIn) => {
      const rows = rowsIn((work) => inBatches(most, work))
      // Nobody may ask anything any more when it ends: its connection is somebody else's by then.
      const ended = await Promise.allSettled(works.map(async (work) => await work(rows)))
      return ended.map((one) => {
        if (one.status === 'rejected') throw one.reason
        return one.value
      })
    })
  })
  return async (work) => (await share(work)) as Awaited<ReturnType<typeof work>>
}
