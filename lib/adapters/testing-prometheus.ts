export type Sample = { labels: Record<string, string>; value: number }

/** The samples of one name in a text of Prometheus's format. */
export function samplesOf(text: string, name: string): Sample[] {
  return text.split('\n').flatMap((line) => {
    const [, found, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
    if (found !== name) return []
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, given]) => [label, given])
    return [{ labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) }]
  })
}
