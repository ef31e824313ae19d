import { readFileSync, writeFileSync } from 'node:fs'

/** `not run`: was to run and did not come to its end, as after a hook that threw. */
export type TestState = 'passed' | 'failed' | 'skipped' | 'not run'

export type ReportedTest = { project: string; file: string; title: string; state: TestState; ms: number }

/** What a test tool found, in the words of our own reporters: the same for Vitest and for Playwright. */
export type Report = {
  tests: ReportedTest[]
  /** What broke outside of a test: a file that did not load, a hook that threw, a rejection that nobody handled. */
  errors: string[]
  /** How long loading a file took, without its tests, if the tool reports it. */
  loading: { file: string; ms: number }[]
}

/** The reporters are started by the tools and learn from this variable where to write. */
const variable = 'E2E_REPORT'

export const reportTo = (path: string): Record<string, string> => ({ [variable]: path })

export function writeReport(report: Report): void {
  const path = process.env[variable]
  if (!path) throw new Error(`$${variable} must say where the report goes`)
  writeFileSync(path, JSON.stringify(report))
}

/** Null where there is none, or half a one. */
export function readReport(path: string): Report | null {
  try {
    const { tests, errors, loading } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Report>
    return Array.isArray(tests) && Array.isArray(errors) && Array.isArray(loading) ? { tests, errors, loading } : null
  } catch {
    return null
  }
}

/** The first line of what was thrown, without the colours of a terminal. */
export function firstLine(thrown: { message?: string; value?: string } | undefined): string {
  const text = thrown?.message || thrown?.value || 'an error without a message'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a colour begins with one
  return text.replace(/\u001b\[[\d;]*m/g, '').split('\n')[0] ?? ''
}
