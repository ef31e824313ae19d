// What the product does not use: tests keep nothing alive there, and what an index offers may be for tests.
const isProduct = process.argv.includes('--production')

export default {
  workspaces: {
    '.': {
      // With `!`: of the product, which is all that `--production` looks at.
      entry: [
        'e2e/{,packages/}*.mjs',
        'e2e/pictures.ts',
        'e2e/support/other-addon/main.ts',
        'e2e/bench/*/bare-server.ts',
        'e2e/bench/calls/empty-next/{next.config.mjs,instrumentation.ts,proxy.ts,app/**/route.ts}',
        'e2e/{runner/test,runner/demo,runner/dev,runner/divar,bench/main,chaos/main,mutation/main,drift/main,release/licences-main}.ts',
        'e2e/support/{known-format,small-disk,wrong-clock}.mjs',
        'e2e/runner/*-reporter.ts',
        'components/fonts/subset.ts',
        'components/figures/{make-script,send-figures}.ts!',
        'lib/language/train-main.ts!',
        'lib/doctor/{main,setup-main,reseal-main,business-main,staff-main}.ts!',
      ],
      project: [
        '**/*.{ts,tsx,mjs}!',
        '{app,components}/**/*.css!',
        '!**/*.test.{ts,tsx}!',
        '!lib/**/testing*.ts!',
        '!e2e/**!',
      ],
      drizzle: 'lib/db/drizzle.config.ts',
      playwright: 'e2e/playwright.config.ts',
      stryker: 'e2e/mutation/stryker.config.mjs',
      tailwind: 'components/tailwind.config.mjs',
      vitest: ['e2e/vitest.config.ts', 'e2e/mutation/vitest.config.ts'],
    },
    // The app imports its sources; the exports of its index are for other add-ons.
    'lib/divar': {
      entry: ['index.ts!', '**/*.test.ts'],
      project: ['**/*.ts!', '!**/*.test.ts!', '!fixtures/**!'],
    },
    // Run from its sources: its own tests, its command, and what a plug-in imports.
    'e2e/simulator': {
      entry: ['{main,index,plugins}.ts', '**/*.test.ts', '*.mjs', 'static/*.js'],
      project: ['**/*.{ts,mjs,js}'],
    },
  },
  ignoreExportsUsedInFile: true,
  ignoreIssues: isProduct ? { 'lib/{*,addon/*}/index.ts': ['exports', 'types'] } : {},
  ignoreBinaries: ['apt-get', 'dbus-run-session', 'openssl'],
  // Run or read by their path.
  ignoreDependencies: ['@biomejs/biome', 'chrome-aws-lambda', 'chromium-86', 'vazirmatn'],
}
