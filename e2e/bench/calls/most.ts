/** Makes calls, each as soon as one of `atOnce` is answered. A failed one is counted and does not end it. */
export async function mostOf(
  call: () => Promise<void>,
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
