/** Asks so many times from this machine, eight at a time; the next one from here meets the limits that it reached. */
export async function flood<T>(count: number, ask: (index: number) => Promise<T>): Promise<T[]> {
  const answers: T[] = []
  const turns = Array.from({ length: 8 }, async (_, turn) => {
    for (let index = turn; index < count; index += 8) answers.push(await ask(index))
  })
  await Promise.all(turns)
  return answers
}
