import { groupOf } from './groups.ts'

const { name, rules } = groupOf(process.env.MUTATION_GROUP)

/** One group's run, started by `main.ts`. */
export default {
  mutate: rules,
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'e2e/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // A changed sentence for a log or an error is no changed rule; a changed code or state is seen by the types.
  mutator: { excludedMutations: ['StringLiteral'] },
  reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false, reportScoreTable: false },
  jsonReporter: { fileName: `.tmp/mutation/${name}.json` },
  htmlReporter: { fileName: `.tmp/mutation/${name}.html` },
  tempDirName: '.tmp/mutation/sandboxes',
  ignorePatterns: ['.next', '.data', '.tmp', 'test-results', 'playwright-report'],
  // TypeScript 7 has no API in JavaScript with which its settings could be rewritten, and nothing here needs them.
  tsconfigFile: 'none',
  disableTypeChecks: false,
  allowConsoleColors: false,
  timeoutMS: 60_000,
  dryRunTimeoutMinutes: 20,
}
