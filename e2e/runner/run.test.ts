import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Outcome, one } from './outcome.ts'
import { runStages, type Step } from './run.ts'

const step = (name: string, outcome: Outcome | Error, more: Partial<Step> = {}): Step => ({
  name: `test-${name}`,
  title: name,
  run: async ({ say }) => {
    say(`${name} speaks`)
    if (outcome instanceof Error) throw outcome
    return outcome
  },
  ...more,
})

let printed: string
beforeEach(() => {
  printed = ''
  vi.spyOn(console, 'log').mockImplementation((line) => {
    printed += `${line}\n`
  })
})
afterEach(() => vi.restoreAllMocks())

async function ended(...stages: Step[][][]): Promise<{ code: number; last: string; lines: string[] }> {
  const code = await runStages(stages, {
    say: (line) => console.log(line),
    print: (text) => {
      printed += text
    },
  })
  const lines = printed.trimEnd().split('\n')
  return { code, last: lines.at(-1) ?? '', lines }
}

const tests = (passed: number, failed = 0, skipped = 0): Outcome => ({ passed, failed, skipped })

describe('the whole run', () => {
  it('ends with the sum of its steps and is good when all are good', async () => {
    const { code, last } = await ended([[step('a', one(true)), step('b', tests(7, 0, 2))], [step('c', tests(3))]])
    expect(last).toBe('11 passed, 0 failed, 2 skipped')
    expect(code).toBe(0)
  })

  it.each([
    ['a failure', step('bad', tests(7, 2)), '8 passed, 2 failed, 0 skipped', 'Failed: bad'],
    ['a step of which nothing passed', step('bad', tests(0)), '1 passed, 1 failed, 0 skipped', 'nothing passed'],
    ['only skipped tests', step('bad', tests(0, 0, 4)), '1 passed, 1 failed, 4 skipped', 'nothing passed'],
    ['a step that throws', step('bad', new Error('no disk')), '1 passed, 1 failed, 0 skipped', 'Failed: bad: no disk'],
  ])('fails on %s, in the first lane and in another', async (_, bad, sentence, named) => {
    for (const lanes of [[[step('good', one(true)), bad]], [[step('good', one(true))], [bad]]]) {
      printed = ''
      const { code, last, lines } = await ended(lanes)
      expect(last).toBe(sentence)
      expect(code).toBe(1)
      expect(lines.some((line) => line.startsWith('Failed: ') && line.includes(named))).toBe(true)
    }
  })

  it('fails when no step was selected', async () => {
    expect(await ended([])).toMatchObject({ code: 1, last: '0 passed, 0 failed, 0 skipped' })
  })

  it('skips the stages after a failed build and otherwise runs each stage after the one before', async () => {
    const build = step('build', one(false), { vital: true })
    const cut = await ended(
      [[build], [step('unit', one(true))]],
      [[step('budgets', one(true)), step('e2e', one(true))]],
    )
    expect(cut).toMatchObject({ code: 1, last: '1 passed, 1 failed, 0 skipped' })
    expect(cut.lines).toEqual(expect.arrayContaining(['Not run: budgets', 'Not run: e2e']))
    printed = ''
    const whole = await ended([[step('first', one(true))]], [[step('second', one(true))]])
    expect(whole).toMatchObject({ code: 0, last: '2 passed, 0 failed, 0 skipped' })
    expect(printed.indexOf('first: good')).toBeLessThan(printed.indexOf('=== second'))
  })

  it('runs nothing after a missing build and says so', async () => {
    const build = step('build', one(false), { vital: true })
    const { code, last, lines } = await ended([
      [build, step('output', one(true)), step('journeys', one(true))],
      [step('unit', one(true))],
    ])
    expect(last).toBe('1 passed, 1 failed, 0 skipped')
    expect(code).toBe(1)
    expect(lines).toEqual(expect.arrayContaining(['Not run: output', 'Not run: journeys']))
    expect(printed).not.toContain('journeys speaks')
  })

  it('prints the output of a parallel lane in one piece when it has ended', async () => {
    const other = Promise.withResolvers<void>()
    const first: Step = {
      ...step('first', one(true)),
      run: async ({ say }) => {
        say('before')
        await other.promise
        say('after')
        return one(true)
      },
    }
    const beside: Step = {
      ...step('beside', one(true)),
      run: async ({ say }) => {
        say('begins')
        setImmediate(other.resolve)
        await new Promise(setImmediate)
        say('ends')
        return one(true)
      },
    }
    const { lines } = await ended([[first], [beside]])
    const at = lines.indexOf('=== beside ===')
    expect(lines.slice(at, at + 4)).toEqual(['=== beside ===', 'begins', 'ends', '--- beside: good (1 / 0 / 0)'])
    expect(lines.indexOf('before')).toBeLessThan(at)
  })

  it('prints the remaining output of a parallel lane as it comes', async () => {
    const first = Promise.withResolvers<void>()
    const quick: Step = { ...step('quick', one(true)), run: async () => one(true) }
    const slow: Step = {
      ...step('slow', one(true)),
      run: async ({ say }) => {
        await first.promise
        say('goes on')
        return one(true)
      },
    }
    const run = ended([[quick], [slow]])
    await vi.waitFor(() => expect(printed).toContain('=== slow ==='))
    first.resolve()
    await run
    expect(printed).toContain('goes on\n--- slow: good (1 / 0 / 0)')
  })

  it('prints the times of steps, projects and slowest files before the last line', async () => {
    const files = Array.from({ length: 12 }, (_, at) => ({
      project: at % 2 ? 'phone' : 'popup',
      file: `${at}`,
      ms: at * 61_000,
    }))
    const { lines } = await ended([[step('journeys', { ...tests(12), times: files }), step('lint', one(true))]])
    const table = lines.slice(lines.indexOf('Time of each step:'))
    expect(table).toEqual([
      'Time of each step:',
      '   0:00  journeys',
      '   0:00  lint',
      'journeys, tests of each project:',
      '  30:30  popup',
      '  36:36  phone',
      'journeys, the slowest of 12 files:',
      ...[11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map(
        (at) => `${`${at}:${String(at).padStart(2, '0')}`.padStart(7)}  [${at % 2 ? 'phone' : 'popup'}] ${at}`,
      ),
      '',
      '13 passed, 0 failed, 0 skipped',
    ])
  })
})
