/** How a step ended. A step without tests of its own counts as one. */
export type Outcome = {
  passed: number
  failed: number
  skipped: number
  /** What a reader must know, printed before the last line. */
  notes?: string[]
  /** Of its spec files and projects, for the table of times. */
  times?: TimeOf[]
}

/** `project` is empty where the tool has none. */
export type TimeOf = { project: string; file: string; ms: number }

export const one = (good: boolean, notes: string[] = []): Outcome => ({
  passed: good ? 1 : 0,
  failed: good ? 0 : 1,
  skipped: 0,
  notes,
})

/** A step in which nothing passed counts as failed even if it reports success; each failure is named at the end. */
export function held(title: string, outcome: Outcome): Outcome {
  const { passed, failed, notes = [] } = outcome
  if (passed === 0 && failed === 0)
    return { ...outcome, failed: 1, notes: [...notes, `Failed: ${title}: nothing passed`] }
  return failed > 0 && notes.length === 0 ? { ...outcome, notes: [`Failed: ${title}`] } : outcome
}

export const sum = (outcomes: Outcome[]): Outcome => ({
  passed: outcomes.reduce((total, { passed }) => total + passed, 0),
  failed: outcomes.reduce((total, { failed }) => total + failed, 0),
  skipped: outcomes.reduce((total, { skipped }) => total + skipped, 0),
})
