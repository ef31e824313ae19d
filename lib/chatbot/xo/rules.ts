export type Player = 'person' | 'bot'

/** How a game ended; null while it goes on. */
export type Outcome = Player | 'draw' | null

export const emptyBoard = '.........'

const free = '.'
const marks: Record<Player, string> = { person: 'P', bot: 'B' }

const lines = [
  [0, 1, 2],
  [3, 4, 5],
  [6, 7, 8],
  [0, 3, 6],
  [1, 4, 7],
  [2, 5, 8],
  [0, 4, 8],
  [2, 4, 6],
] as const

export const otherPlayer = (player: Player): Player => (player === 'person' ? 'bot' : 'person')

/** Whose cell it is; null for a free one. */
export function ownerOf(board: string, cell: number): Player | null {
  const mark = board.charAt(cell)
  return mark === marks.person ? 'person' : mark === marks.bot ? 'bot' : null
}

/** The free cells, from 0 to 8. */
export const freeCells = (board: string): number[] => [...board].flatMap((mark, cell) => (mark === free ? [cell] : []))

/** How many moves were made. */
export const movesOn = (board: string): number => 9 - freeCells(board).length

/** The board after one more move. */
export const place = (board: string, cell: number, player: Player): string =>
  board.slice(0, cell) + marks[player] + board.slice(cell + 1)

/** Who has won, or `draw` on a full board; null while there is a move to make. */
export function outcomeOf(board: string): Outcome {
  for (const [first, second, third] of lines) {
    const owner = ownerOf(board, first)
    if (owner !== null && owner === ownerOf(board, second) && owner === ownerOf(board, third)) return owner
  }
  return board.includes(free) ? null : 'draw'
}

const values = new Map<string, number>()

/** What the board is worth to the bot when both play their best from here: quick wins and late losses are worth more. */
function worthOf(board: string, next: Player): number {
  const outcome = outcomeOf(board)
  if (outcome !== null) return outcome === 'draw' ? 0 : outcome === 'bot' ? 10 - movesOn(board) : movesOn(board) - 10
  const key = board + next
  const known = values.get(key)
  if (known !== undefined) return known
  const after = freeCells(board).map((cell) => worthOf(place(board, cell, next), otherPlayer(next)))
  const value = next === 'bot' ? Math.max(...after) : Math.min(...after)
  values.set(key, value)
  return value
}

/** Where the bot moves: of the free cells the best, and of equals the first. Null on a full board. */
export function bestCell(board: string): number | null {
  let best: { cell: number; value: number } | null = null
  for (const cell of freeCells(board)) {
    const value = worthOf(place(board, cell, 'bot'), 'person')
    if (best === null || value > best.value) best = { cell, value }
  }
  return best?.cell ?? null
}

/** The board after the bot's move, where there is one to make. */
export function botMoves(board: string): string {
  const cell = outcomeOf(board) === null ? bestCell(board) : null
  return cell === null ? board : place(board, cell, 'bot')
}
