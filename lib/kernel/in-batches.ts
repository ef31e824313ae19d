import DataLoader from 'dataloader'

/** The embedded database lets nothing else arrive while it works, so that a batch must be waited for, however briefly. */
const gatherMs = 5

/**
 * Does single deeds together: what is asked for within a few milliseconds, or while an earlier batch is under way, makes up
 * the next one. `work` gives a result for each input, in their order; when it throws, all of the batch have failed.
 */
export function inBatches<Input, Result>(
  most: number,
  work: (inputs: readonly Input[]) => Promise<Result[]>,
): (input: Input) => Promise<Result> {
  let before: Promise<unknown> = Promise.resolve()
  const loader = new DataLoader<Input, Result>(
    async (inputs) => {
      const done = work(inputs)
      before = done.catch(() => undefined)
      return await done
    },
    { cache: false, maxBatchSize: most, batchScheduleFn: (go) => void before.then(() => setTimeout(go, gatherMs)) },
  )
  return async (input) => await loader.load(input)
}
