import { setTimeout as wait } from 'node:timers/promises'

export type Load = {
  /** Milliseconds from the moment at which each call was due to its answer: a late call is a slow one. */
  answers: number[]
  failed: string[]
  /** From the first call to the last answer. */
  seconds: number
}

/** Makes calls at an even pace, whether or not earlier ones were answered. `call` throws where the answer is wrong. */
export async function atPace(
  { count, perSecond }: { count: number; perSecond: number },
  call: (index: number) => Promise<void>,
): Promise<Load> {
  const answers: number[] = []
  const failed: string[] = []
  const calls: Promise<void>[] = []
  const begun = performance.now()
  for (let index = 0; index < count; index += 1) {
    const dueAt = begun + (index * 1000) / perSecond
    const early = dueAt - performance.now()
    if (early > 1) await wait(early)
    const made = call(index).then(
      () => void answers.push(performance.now() - dueAt),
      (error: Error) => void failed.push(error.cause instanceof Error ? error.cause.message : error.message),
    )
    calls.push(made)
  }
  await Promise.all(calls)
  return { answers, failed, seconds: (performance.now() - begun) / 1000 }
}
