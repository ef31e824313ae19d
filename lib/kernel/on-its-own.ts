import { KernelError } from './errors.ts'

export type Failed = { id: string; err: unknown }

/** So many are named in one fault. */
const maxNamed = 20

class PartsFailed extends KernelError {
  readonly failed: readonly Failed[]

  constructor(failed: readonly Failed[], what: string) {
    const told = { details: { failed: failed.slice(0, maxNamed) }, cause: failed[0]?.err }
    super('fault', `${failed.length} of ${what} failed, the others are done`, told)
    this.failed = failed
  }
}

/** Throws, once all the rest is done, a fault that names what failed. */
export function throwIfFailed(failed: readonly Failed[], what: string): void {
  if (failed.length > 0) throw new PartsFailed(failed, what)
}

/** All that failed inside a part whose fault is one of `throwIfFailed`; the part itself for any other. */
export const failedIn = (part: Failed): readonly Failed[] =>
  part.err instanceof PartsFailed ? part.err.failed : [part]

/** Does `work` for one after the other, whatever becomes of the others; gives those that failed. */
export async function eachOnItsOwn<T>(
  all: readonly T[],
  idOf: (one: T) => string,
  work: (one: T) => Promise<unknown>,
): Promise<Failed[]> {
  const failed: Failed[] = []
  for (const one of all) {
    try {
      await work(one)
    } catch (err) {
      failed.push({ id: idOf(one), err })
    }
  }
  return failed
}

/** So many of a kind in one sweep: the next one finds the rest. */
const maxPerSweep = 1_000

/**
 * Does `work` for whatever is due, some at a time, each once and on its own: what fails every time does not hide what comes
 * after it. `due` gives the next, but for those met already. Gives for how many of them it came true, or, once all are
 * done, throws a fault that names those that failed.
 */
export async function eachDue<T>(sweep: {
  what: string
  due(met: string[]): Promise<T[]>
  idOf(one: T): string
  work(one: T): Promise<boolean>
}): Promise<number> {
  const met = new Set<string>()
  const failed: Failed[] = []
  let count = 0
  while (met.size < maxPerSweep) {
    const due = await sweep.due([...met])
    if (due.length === 0) break
    for (const one of due) met.add(sweep.idOf(one))
    const faults = await eachOnItsOwn(due, sweep.idOf, async (one) => {
      if (await sweep.work(one)) count += 1
    })
    failed.push(...faults)
  }
  throwIfFailed(failed, sweep.what)
  return count
}

/** Parts of one task, each done whatever becomes of the others. */
export function separateParts() {
  const failed: Failed[] = []
  return {
    failed,
    /** What the part gives, or `otherwise` where it fails. */
    async part<T>(id: string, otherwise: T, work: () => Promise<T>): Promise<T> {
      try {
        return await work()
      } catch (err) {
        failed.push({ id, err })
        return otherwise
      }
    },
    async each<T>(all: readonly T[], idOf: (one: T) => string, work: (one: T) => Promise<unknown>): Promise<void> {
      failed.push(...(await eachOnItsOwn(all, idOf, work)))
    },
  }
}

/** Each of these whatever becomes of the others, one after the other; then throws a fault that names those that failed. */
export async function inTurn(what: string, parts: Record<string, () => Promise<unknown>>): Promise<void> {
  const separate = separateParts()
  for (const [name, work] of Object.entries(parts)) await separate.part<unknown>(name, null, work)
  throwIfFailed(separate.failed, what)
}
