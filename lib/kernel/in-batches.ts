import DataLoader from 'dataloader'

/** How single deeds reach `work`, which does many at once and gives a result for each, in their order. */
export type Gather = <Input, Result>(
  work: (inputs: readonly Input[]) => Promise<Result[]>,
) => (input: Input) => Promise<Result>

/** Each by itself. */
export const eachAlone: Gather = (work) => async (input) => {
  const [result] = await work([input])
  return result as Awaited<ReturnType<typeof work>>[number]
}

/** The embedded database lets nothing else arrive while it works, so that a batch must be waited for, however briefly. */
const mostGatherMs = 5
/** So many turns of the event loop without another one, and nobody else is about to come. */
const quietTurns = 3

/**
 * Does single deeds together: what is asked for at about the same time, or while an earlier batch is under way, makes up the
 * next one. `work` gives a result for each input, in their order. A batch that failed is tried once more, each input on its
 * own, so that nobody suffers from what somebody else asked; so it must be safe to do twice. What is not urgent may be
 * gathered for `gatherMs` milliseconds.
 */
export function inBatches<Input, Result>(
  most: number,
  work: (inputs: readonly Input[]) => Promise<Result[]>,
  gatherMs?: number,
): (input: Input) => Promise<Result> {
  let before: Promise<unknown> = Promise.resolve()
  let asked = 0
  const loader = new DataLoader<Input, Result>(
    async (inputs) => {
      const done = together(inputs, work)
      before = done.catch(() => undefined)
      return await done
    },
    {
      cache: false,
      maxBatchSize: most,
      batchScheduleFn: (go) =>
        void (gatherMs ? setTimeout(go, gatherMs) : before.then(() => onceQuiet(() => asked, go))),
    },
  )
  return async (input) => {
    asked += 1
    return await loader.load(input)
  }
}

/** Calls `go` as soon as `count` has stood still for some turns of the event loop, and after a few milliseconds anyway. */
function onceQuiet(count: () => number, go: () => void): void {
  const end = performance.now() + mostGatherMs
  const look = (known: number, quiet: number) => {
    const now = count()
    const stood = now === known ? quiet + 1 : 0
    if (stood >= quietTurns || performance.now() >= end) go()
    else setImmediate(look, now, stood)
  }
  setImmediate(look, count(), 0)
}

async function together<Input, Result>(
  inputs: readonly Input[],
  work: (inputs: readonly Input[]) => Promise<Result[]>,
): Promise<(Result | Error)[]> {
  try {
    return await work(inputs)
  } catch (error) {
    if (inputs.length === 1) throw error
    return (await Promise.all(inputs.map(async (input) => await alone(input, work)))).flat()
  }
}

async function alone<Input, Result>(
  input: Input,
  work: (inputs: readonly Input[]) => Promise<Result[]>,
): Promise<(Result | Error)[]> {
  try {
    return await work([input])
  } catch (error) {
    return [error instanceof Error ? error : new Error('what was asked failed', { cause: error })]
  }
}
