import { processorMsOf } from '../usage.ts'

type Call = () => Promise<void>
export type Server = { pid: number | undefined; call: Call }

/**
 * Each at full speed in turns, `seconds` of it in all; gives calls a second, round by round, and the milliseconds of processor
 * that one call takes of its server, which hang less on what else the machine does.
 */
export async function mostInTurns(
  servers: readonly Server[],
  { atOnce, seconds, rounds }: { atOnce: number; seconds: number; rounds: number },
): Promise<{ perSecond: number[][]; processorMs: (number | null)[]; failed: number }> {
  const perSecond: number[][] = servers.map(() => [])
  const used = servers.map(() => ({ ms: 0, calls: 0 }))
  let failed = 0
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { pid, call }] of servers.entries()) {
      const before = processorMsOf(pid)
      const most = await mostOf(call, { atOnce, seconds: seconds / rounds })
      const after = processorMsOf(pid)
      perSecond[index]?.push(most.perSecond)
      const { ms, calls } = used[index] ?? { ms: 0, calls: 0 }
      used[index] = { ms: ms + (after ?? Number.NaN) - (before ?? Number.NaN), calls: calls + most.answered }
      failed += most.failed
    }
  }
  const processorMs = used.map(({ ms, calls }) => (Number.isNaN(ms) ? null : ms / calls))
  return { perSecond, processorMs, failed }
}

/** Makes calls, each as soon as one of `atOnce` is answered. A failed one is counted and does not end it. */
async function mostOf(
  call: Call,
  { atOnce, seconds }: { atOnce: number; seconds: number },
): Promise<{ perSecond: number; answered: number; failed: number }> {
  const begun = performance.now()
  const end = begun + seconds * 1000
  let [answered, failed] = [0, 0]
  const one = async () => {
    while (performance.now() < end) {
      try {
        await call()
        answered += 1
      } catch {
        failed += 1
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return { answered, perSecond: (answered * 1000) / (performance.now() - begun), failed }
}
