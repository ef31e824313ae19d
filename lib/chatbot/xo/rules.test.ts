import { describe, expect, it } from 'vitest'
import { bestCell, botMoves, emptyBoard, freeCells, movesOn, outcomeOf, ownerOf, place } from './rules.ts'

/** How every game ends in which the person tries everything and the bot answers. */
function endings(board: string): string[] {
  const outcome = outcomeOf(board)
  if (outcome !== null) return [outcome]
  return freeCells(board).flatMap((cell) => endings(botMoves(place(board, cell, 'person'))))
}

const count = (all: string[]) => ({
  games: all.length,
  lost: all.filter((one) => one === 'person').length,
  won: all.filter((one) => one === 'bot').length,
  drawn: all.filter((one) => one === 'draw').length,
})

describe('noughts and crosses', () => {
  it.each([
    ['person', emptyBoard],
    ['bot', botMoves(emptyBoard)],
  ])('are never lost by the bot against any play, when the %s starts', (_, board) => {
    const { games, lost, won, drawn } = count(endings(board))
    expect(lost).toBe(0)
    expect(won + drawn).toBe(games)
    expect(won).toBeGreaterThan(0)
    expect(drawn).toBeGreaterThan(0)
  })

  it.each([
    ['a row', 'PPP.BB...', 'person'],
    ['a column', 'B.PBP.B.P', 'bot'],
    ['a diagonal', 'P.BBP...P', 'person'],
    ['the other diagonal', 'PPB.B.B.P', 'bot'],
    ['a full board', 'PBPPBBBPP', 'draw'],
    ['a board that goes on', 'PB.......', null],
    ['an empty board', emptyBoard, null],
  ])('have the expected outcome on the board: %s', (_, board, outcome) => {
    expect(outcomeOf(board)).toBe(outcome)
  })

  it("take a winning move and otherwise block the person's", () => {
    expect(bestCell('BB.PP....')).toBe(2)
    expect(bestCell('PP..B....')).toBe(2)
  })

  it('allow no move on a finished board', () => {
    expect(botMoves('PPP.BB...')).toBe('PPP.BB...')
    expect(botMoves('PBPPBBBPP')).toBe('PBPPBBBPP')
    expect(bestCell('PBPPBBBPP')).toBeNull()
  })

  it('count the moves and know who holds a cell', () => {
    expect(movesOn('PB..P....')).toBe(3)
    expect([0, 1, 2].map((cell) => ownerOf('PB..P....', cell))).toEqual(['person', 'bot', null])
  })
})
