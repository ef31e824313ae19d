/** When Divar's server made this answer, to the second; one from a cache says how old it is. Null: it does not say. */
export function answerTime({ headers }: Response): Date | null {
  const [date, age] = [Date.parse(headers.get('date') ?? ''), Number(headers.get('age') ?? 0)]
  if (Number.isNaN(date) || !(age >= 0)) return null
  return new Date(date + age * 1000)
}
