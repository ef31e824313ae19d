/** Measures that only note what was counted and timed, each as its name and the values of its labels. */
export function notedMeasures() {
  const noted: string[] = []
  const note = (name: string, labels: object) => void noted.push([name, ...Object.values(labels)].join(' '))
  const observe = (name: string, _seconds: number, labels: object) => note(name, labels)
  return { noted, measures: { count: note, observe } }
}
