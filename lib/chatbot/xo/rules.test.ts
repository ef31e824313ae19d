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
  ])('the bot never loses, whatever is played, when the %s starts', (_, board) => {
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
  ])('%s', (_, board, outcome) => {
    expect(outcomeOf(board)).toBe(outcome)
  })

  it('takes the win that is there, and else stops the person', () => {
    expect(bestCell('BB.PP....')).toBe(2)
    expect(bestCell('PP..B....')).toBe(2)
  })

  it('makes no move on a board that is over', () => {
    expect(botMoves('PPP.BB...')).toBe('PPP.BB...')
    expect(botMoves('PBPPBBBPP')).toBe('PBPPBBBPP')
    expect(bestCell('PBPPBBBPP')).toBeNull()
  })

  it('counts moves and knows whose a cell is', () => {
    expect(movesOn('PB..P....')).toBe(3)
    expect([0, 1, 2].map((cell) => ownerOf('PB..P....', cell))).toEqual(['person', 'bot', null])
  })
})
