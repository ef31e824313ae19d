import type { Reporter, TestCase, TestModule, TestSpecification, TestSuite } from 'vitest/node'
import { firstLine, type ReportedTest, type TestState, writeReport } from './report.ts'

/** Vitest's own JSON report leaves out unhandled errors, and counts what a thrown hook kept from running as skipped. */
export default class UnitReporter implements Reporter {
  #wanted: string[] = []

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    this.#wanted = specifications.map(({ moduleId }) => moduleId)
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly { message?: string }[]): void {
    const seen = new Set(modules.map(({ moduleId }) => moduleId))
    const tests = modules.flatMap((module) => [...module.children.allTests()].map(testOf))
    writeReport({
      tests,
      errors: [
        ...modules.flatMap(errorsOf),
        ...unhandled.map((error) => `outside of a test: ${firstLine(error)}`),
        ...this.#wanted.filter((id) => !seen.has(id)).map((id) => `${id}: this file did not run`),
      ],
      loading: modules.map((module) => ({ file: module.relativeModuleId, ms: loadingOf(module) })),
    })
  }
}

const testOf = (test: TestCase): ReportedTest => ({
  project: '',
  file: test.module.relativeModuleId,
  title: test.fullName,
  state: stateOf(test),
  ms: test.diagnostic()?.duration ?? 0,
})

function stateOf(test: TestCase): TestState {
  const { state } = test.result()
  if (state === 'pending' || (state === 'skipped' && wasKept(test))) return 'not run'
  // A test that passes at the second try is one that fails.
  return test.diagnostic()?.flaky ? 'failed' : state
}

/** Skipped by nobody's wish: something around it broke first. */
function wasKept(test: TestCase): boolean {
  if (test.options.mode === 'skip' || test.options.mode === 'todo') return false
  for (let around: TestSuite | TestModule = test.parent; ; around = around.parent) {
    if (around.errors().length > 0) return true
    if (around.type === 'module') return false
  }
}

function errorsOf(module: TestModule): string[] {
  const around = [module, ...module.children.allSuites()]
  const errors = around.flatMap((one) =>
    one.errors().map((error) => {
      const where = one.type === 'suite' ? `${module.relativeModuleId} › ${one.fullName}` : module.relativeModuleId
      return `${where}: ${firstLine(error)}`
    }),
  )
  const ended = module.state() === 'passed' || module.state() === 'failed' || module.state() === 'skipped'
  if (!ended) errors.push(`${module.relativeModuleId}: this file did not run to its end`)
  const explained = errors.length > 0 || [...module.children.allTests('failed')].length > 0
  if (module.state() === 'failed' && !explained) errors.push(`${module.relativeModuleId}: this file failed`)
  return errors
}

function loadingOf(module: TestModule): number {
  const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration } = module.diagnostic()
  return environmentSetupDuration + prepareDuration + collectDuration + setupDuration
}
