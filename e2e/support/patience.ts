import { setTimeout as wait } from 'node:timers/promises'

/** As people and machines do it that got no answer, or a bad one: once more, a moment later. */
export async function eventually<T>(what: string, tried: () => Promise<T>, patienceMs = 5 * 60_000): Promise<T> {
  const end = performance.now() + patienceMs
  for (;;) {
    try {
      return await tried()
    } catch (cause) {
      if (performance.now() > end) throw new Error(`${what}: not within ${patienceMs / 1000} s`, { cause })
      await wait(500)
    }
  }
}
