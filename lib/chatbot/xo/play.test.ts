import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import { memoryXoStore } from '../testing.ts'
import { beginGame, showGame, tapCell, type XoStep } from './play.ts'
import { freeCells, movesOn, outcomeOf } from './rules.ts'

const clock = fixedClock('2026-03-21T08:00:00Z')

function table(games = memoryXoStore()) {
  const deps = { games, clock, random: randomBytes }
  return {
    games,
    begin: async () => await beginGame(deps, 'c'),
    show: async () => await showGame(deps, 'c'),
    tap: async (on: XoStep, cell: number) =>
      await tapCell(deps, 'c', { game: on.game.game, move: movesOn(on.game.board), cell }),
    row: () => games.rows.get('c'),
  }
}

const marksOn = (board: string, mark: string) => [...board].filter((one) => one === mark).length

describe('a game of noughts and crosses', () => {
  it('starts with the person and then alternates', async () => {
    const { begin } = table()
    const starts = [await begin(), await begin(), await begin()].map(({ game }) => [
      game.startedBy,
      movesOn(game.board),
    ])
    expect(starts).toEqual([
      ['person', 0],
      ['bot', 1],
      ['person', 0],
    ])
  })

  it('answers a move with a move', async () => {
    const { begin, tap, row } = table()
    const moved = await tap(await begin(), 4)
    expect(moved.kind).toBe('moved')
    expect([marksOn(moved.game.board, 'P'), marksOn(moved.game.board, 'B')]).toEqual([1, 1])
    expect(moved.game.board.charAt(4)).toBe('P')
    expect(row()).toEqual(moved.game)
  })

  it('does not change for a taken cell or an old board', async () => {
    const { begin, tap, row } = table()
    const begun = await begin()
    const moved = await tap(begun, 4)
    expect(await tap(moved, 4)).toEqual({ kind: 'taken', game: moved.game })
    expect(await tap(begun, 4)).toEqual({ kind: 'stale', game: moved.game })
    expect(await tap(begun, 8)).toEqual({ kind: 'stale', game: moved.game })
    expect(row()).toEqual(moved.game)
    const next = await begin()
    expect(await tap(moved, 8)).toEqual({ kind: 'stale', game: next.game })
    expect(row()).toEqual(next.game)
  })

  it('restarts on any cell of a finished board but not of an older one', async () => {
    const { begin, tap, row } = table()
    const begun = await begin()
    const played = [begun]
    let last = begun
    while (outcomeOf(last.game.board) === null) {
      last = await tap(last, freeCells(last.game.board)[0] ?? 0)
      played.push(last)
    }
    expect(await tap(played.at(-2) ?? begun, 8)).toEqual({ kind: 'stale', game: last.game })
    const taken = [...last.game.board].findIndex((mark) => mark !== '.')
    const again = await tap(last, taken)
    expect(again.kind).toBe('begun')
    expect(again.game.game).not.toBe(last.game.game)
    expect(again.game.version).toBe(last.game.version + 1)
    expect(row()).toEqual(again.game)
  })

  it('continues where it was and starts when there is none', async () => {
    const { begin, show, tap, games } = table()
    expect((await show()).kind).toBe('begun')
    const moved = await tap(await begin(), 1)
    expect(await show()).toMatchObject({ kind: 'shown', game: { board: moved.game.board } })
    games.rows.clear()
    expect((await tap(moved, 0)).kind).toBe('begun')
  })

  it('accepts one of several taps at once and tells the others', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.uniqueArray(fc.nat({ max: 8 }), { minLength: 2, maxLength: 5 }),
        async (scheduler, cells) => {
          let racing = false
          const games = memoryXoStore(async (call) => {
            if (racing) await scheduler.schedule(Promise.resolve(), call)
          })
          const { begin, tap, row } = table(games)
          const begun = await begin()
          racing = true
          const running = Promise.all(cells.map(async (cell) => await tap(begun, cell)))
          const steps = await scheduler.waitFor(running)
          const moved = steps.filter(({ kind }) => kind === 'moved')
          expect(moved).toHaveLength(1)
          expect(row()).toEqual(moved[0]?.game)
          expect(row()?.version).toBe(begun.game.version + 1)
          for (const { kind, game } of steps) {
            expect(['moved', 'stale', 'overtaken']).toContain(kind)
            expect(game).toEqual(row())
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('obeys the rules under any interleaving of taps, restarts and repeats', async () => {
    const act = fc.record({ what: fc.constantFrom('tap', 'tap', 'tap', 'begin', 'show'), cell: fc.nat({ max: 8 }) })
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.array(act, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
        async (scheduler, rounds) => {
          const games = memoryXoStore(async (call) => await scheduler.schedule(Promise.resolve(), call))
          const { begin, show, tap, row } = table(games)
          const seen = [await scheduler.waitFor(begin())]
          for (const round of rounds) {
            const version = row()?.version ?? 0
            // Each round acts at once, on any board that was shown so far.
            const running = Promise.all(
              round.map(async ({ what, cell }) => {
                if (what !== 'tap') return await (what === 'begin' ? begin() : show())
                return await tap(seen[cell % seen.length] as XoStep, cell)
              }),
            )
            const steps = await scheduler.waitFor(running)
            seen.push(...steps)
            const changed = steps.filter(({ kind }) => kind === 'moved' || kind === 'begun').length
            expect(row()?.version).toBe(version + changed)
            const board = row()?.board ?? ''
            const lead = marksOn(board, 'P') - marksOn(board, 'B')
            expect(board).toMatch(/^[.PB]{9}$/)
            expect(outcomeOf(board)).not.toBe('person')
            expect(row()?.startedBy === 'person' ? [0, 1] : [-1, 0]).toContain(lead)
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('is started once by two simultaneous first moves', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { begin, row } = table(memoryXoStore(async (call) => await scheduler.schedule(Promise.resolve(), call)))
        const running = Promise.all([begin(), begin()])
        const steps = await scheduler.waitFor(running)
        expect(steps.some(({ kind }) => kind === 'begun')).toBe(true)
        expect(steps.some(({ game }) => game.game === row()?.game)).toBe(true)
      }),
    )
  })
})
