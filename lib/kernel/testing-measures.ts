import type { Measures } from './measures.ts'

/** Measures that only note what was counted and timed, each as its name and the values of its labels. */
export function notedMeasures(): { measures: Measures; noted: string[] } {
  const noted: string[] = []
  const note = (name: string, labels: Record<string, string>) =>
    void noted.push([name, ...Object.values(labels)].join(' '))
  return { noted, measures: { count: note, observe: (name, _seconds, labels) => note(name, labels) } }
}
