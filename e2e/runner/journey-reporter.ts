import { relative } from 'node:path'
import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter'
import { firstLine, type ReportedTest, type TestState, writeReport } from './report.ts'

/** Playwright's own JSON report counts a test that the end of the run kept from running as skipped. */
export default class JourneyReporter implements Reporter {
  #root = ''
  #suite: Suite | undefined
  readonly #errors: string[] = []

  onBegin(config: FullConfig, suite: Suite): void {
    this.#root = config.rootDir
    this.#suite = suite
  }

  onError(error: TestError): void {
    const file = error.location ? `${relative(this.#root, error.location.file)}: ` : ''
    this.#errors.push(`${file}${firstLine(error)}`)
  }

  onEnd({ status }: FullResult): void {
    const tests = (this.#suite?.allTests() ?? []).map((test) => this.#testOf(test))
    const cut = status === 'timedout' || status === 'interrupted'
    writeReport({
      tests,
      errors: [...this.#errors, ...(cut ? [`the run did not come to its end: ${status}`] : [])],
      loading: [],
    })
  }

  #testOf(test: TestCase): ReportedTest {
    return {
      project: test.parent.project()?.name ?? '',
      file: relative(this.#root, test.location.file),
      title: test.titlePath().slice(3).join(' › '),
      state: stateOf(test),
      ms: test.results.reduce((total, { duration }) => total + duration, 0),
    }
  }
}

function stateOf(test: TestCase): TestState {
  const outcome = test.outcome()
  // A journey that passes at the second try is one that fails.
  if (outcome !== 'skipped') return outcome === 'expected' ? 'passed' : 'failed'
  return test.expectedStatus === 'skipped' ? 'skipped' : 'not run'
}
