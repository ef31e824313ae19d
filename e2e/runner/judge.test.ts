import { describe, expect, it } from 'vitest'
import type { Exit } from './children.ts'
import { judge } from './judge.ts'
import type { Report, ReportedTest, TestState } from './report.ts'

const well: Exit = { code: 0, signal: null }

const test = (state: TestState, project = '', file = 'a.test.ts'): ReportedTest => ({
  project,
  file,
  title: state,
  state,
  ms: 10,
})

const report = (tests: ReportedTest[], errors: string[] = []): Report => ({ tests, errors, loading: [] })

describe('the judgement of a run', () => {
  it('is good when all tests passed and the tool exited well', () => {
    expect(judge(well, report([test('passed'), test('passed')]))).toMatchObject({ passed: 2, failed: 0, skipped: 0 })
  })

  it.each<[string, Exit, Report | null, string]>([
    ['a report that is missing', well, null, 'no report of the tests was written; the tool ended with code 0'],
    ['a tool that was killed', { code: null, signal: 'SIGKILL' }, report([test('passed')]), 'ended by SIGKILL'],
    ['a tool that ends badly and says nothing', { code: 3, signal: null }, report([test('passed')]), 'with code 3'],
    ['a failed test, though the tool ended well', well, report([test('passed'), test('failed')]), 'a.test.ts › failed'],
    ['a test that was cut off', well, report([test('passed'), test('not run')]), 'did not run to its end'],
    ['an error outside of the tests', well, report([test('passed')], ['a file: no']), 'a file: no'],
    ['no test at all', well, report([]), 'no test ran'],
    ['nothing but skipped tests', well, report([test('skipped')]), 'no test ran'],
  ])('counts %s as failed', (_, exit, given, named) => {
    const { failed, notes } = judge(exit, given)
    expect(failed).toBe(1)
    expect(notes?.find((note) => note.startsWith('Failed: '))).toContain(named)
  })

  it('requires a test of each project', () => {
    const { failed, notes } = judge(well, report([test('passed', 'phone')]), ['phone', 'popup'])
    expect(failed).toBe(1)
    expect(notes).toEqual(['Failed: [popup] no test of this project ran'])
  })

  it('omits a bad exit that named failures explain', () => {
    expect(judge({ code: 1, signal: null }, report([test('passed'), test('failed')])).failed).toBe(1)
  })

  it('names skipped tests', () => {
    expect(judge(well, report([test('passed'), test('skipped')])).notes).toEqual(['Skipped: a.test.ts › skipped'])
  })

  it('adds up the time of each file and project', () => {
    const tests = [test('passed', 'phone'), test('passed', 'phone'), test('passed', 'popup')]
    expect(judge(well, report(tests), ['phone', 'popup']).times).toEqual([
      { project: 'phone', file: 'a.test.ts', ms: 20 },
      { project: 'popup', file: 'a.test.ts', ms: 10 },
    ])
    const loading = [{ file: 'a.test.ts', ms: 5 }]
    expect(judge(well, { ...report([test('passed')]), loading }).times).toEqual([
      { project: '', file: 'a.test.ts', ms: 15 },
    ])
  })
})
