import type { Stack } from './stack.ts'

export type Scrape = {
  text: string
  /** The sum of the samples with this name and these labels; 0 where there are none. */
  sum(name: string, labels?: Record<string, string>): number
}

/** Reads the app's metrics as Prometheus does. */
export async function scrape(stack: Stack, appUrl = stack.appUrl): Promise<Scrape> {
  const headers = { authorization: `Bearer ${stack.env.METRICS_TOKEN}` }
  const answer = await fetch(`${appUrl}/api/metrics`, { headers })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`the metrics answered ${answer.status}: ${text}`)
  const samples = text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
    return name ? [{ name, labels, value: Number(value) }] : []
  })
  return {
    text,
    sum: (name, labels = {}) =>
      samples
        .filter((sample) => sample.name === name)
        .filter((sample) =>
          Object.entries(labels).every(([label, value]) => sample.labels.includes(`${label}="${value}"`)),
        )
        .reduce((total, { value }) => total + value, 0),
  }
}
