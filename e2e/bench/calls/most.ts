type Call = () => Promise<void>

/** Each at full speed in turns, `seconds` of it in all; gives calls a second, round by round. */
export async function mostInTurns(
  calls: readonly Call[],
  { atOnce, seconds, rounds }: { atOnce: number; seconds: number; rounds: number },
): Promise<{ perSecond: number[][]; failed: number }> {
  const perSecond: number[][] = calls.map(() => [])
  let failed = 0
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, call] of calls.entries()) {
      const most = await mostOf(call, { atOnce, seconds: seconds / rounds })
      perSecond[index]?.push(most.perSecond)
      failed += most.failed
    }
  }
  return { perSecond, failed }
}

/** Makes calls, each as soon as one of `atOnce` is answered. A failed one is counted and does not end it. */
async function mostOf(
  call: Call,
  { atOnce, seconds }: { atOnce: number; seconds: number },
): Promise<{ perSecond: number; failed: number }> {
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
  return { perSecond: (answered * 1000) / (performance.now() - begun), failed }
}
