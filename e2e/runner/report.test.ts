import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Planted, plant } from './planted.ts'
import { firstLine, type Report, readReport, reportTo, writeReport } from './report.ts'

let planted: Planted | undefined
afterEach(() => planted?.remove())

const read = (text: string) => {
  planted = plant({ 'report.json': text })
  return readReport(join(planted.folder, 'report.json'))
}

describe('a test report', () => {
  it('is read back as it was written', () => {
    planted = plant({})
    const path = join(planted.folder, 'report.json')
    const report: Report = {
      tests: [{ project: '', file: 'a', title: 'b', state: 'passed', ms: 1 }],
      errors: ['c'],
      loading: [{ file: 'a', ms: 2 }],
    }
    for (const [name, value] of Object.entries(reportTo(path))) vi.stubEnv(name, value)
    writeReport(report)
    expect(readReport(path)).toEqual(report)
  })

  it('is null when the file is missing, truncated or something else', () => {
    expect(readReport('.tmp/not-there.json')).toBeNull()
    expect(read('{"tests":[{"project"')).toBeNull()
    expect(read('{"tests":[]}')).toBeNull()
    expect(read('null')).toBeNull()
  })

  it('names an error by its first line without colours', () => {
    expect(firstLine({ message: '\u001b[31mno\u001b[39m database\n  at somewhere' })).toBe('no database')
    expect(firstLine({ value: 'thrown text' })).toBe('thrown text')
    expect(firstLine({})).toBe('an error without a message')
  })
})
