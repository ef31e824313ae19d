import { type ButtonGrid, buttonGrid } from '#lib/divar/index.ts'
import { tapButton } from '../buttons.ts'
import type { ChatbotTexts } from '../texts.ts'
import type { XoGame } from './ports.ts'
import { movesOn, ownerOf } from './rules.ts'

/** The board as nine buttons. Each names the game and how many moves it was drawn after, so that an old one is known as such. */
export function boardGrid({ game, board }: XoGame, texts: ChatbotTexts): ButtonGrid {
  const move = String(movesOn(board))
  const cell = (index: number) =>
    tapButton(
      { caption: texts.xo.cell(index, ownerOf(board, index)) },
      { skill: 'xo', game, move, cell: String(index) },
    )
  return buttonGrid([0, 3, 6].map((first) => [cell(first), cell(first + 1), cell(first + 2)]))
}
