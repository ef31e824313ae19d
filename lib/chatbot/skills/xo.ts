import type { ButtonData } from '#lib/divar/index.ts'
import { isCalled, type Skill } from '../skill.ts'
import type { ChatbotTexts } from '../texts.ts'
import { type BotReply, say } from '../turn.ts'
import { isOnly } from '../words.ts'
import { boardGrid } from '../xo/board.ts'
import { beginGame, type CellTap, showGame, tapCell, type XoStep } from '../xo/play.ts'
import { outcomeOf } from '../xo/rules.ts'

/** The game of noughts and crosses that Divar's documentation shows as its example; here the bot never loses. */
export const xo: Skill<{ wish: 'begin' | 'show' } | { wish: 'tap'; tap: CellTap }> = {
  name: 'xo',
  words: ['دوز', 'بازی دوز', 'دوز بازی', 'بازی کنیم', 'ایکس او', 'xo'],
  entry: { icon: 'CONTROLLER', caption: (texts) => texts.xo.caption },
  matches(heard) {
    if (heard.kind === 'tap' && heard.data.skill === 'xo') {
      const tap = cellTap(heard.data)
      return tap ? { wish: 'tap', tap } : { wish: 'show' }
    }
    if (heard.kind !== 'text') return null
    return isCalled(heard, xo) || isOnly(heard.words, ['بازی', 'از نو', 'دوباره']) ? { wish: 'begin' } : null
  },
  async answer(deps, { conversationId }, match) {
    if (match.wish === 'tap') return replyTo(await tapCell(deps, conversationId, match.tap), deps.texts)
    const open = match.wish === 'begin' ? beginGame : showGame
    return replyTo(await open(deps, conversationId), deps.texts)
  },
}

/** The data of a cell; null for any other button of the game, and for what is no data of this add-on. */
function cellTap({ game, move, cell }: ButtonData): CellTap | null {
  if (!game || !/^[0-9]$/.test(move ?? '') || !/^[0-8]$/.test(cell ?? '')) return null
  return { game, move: Number(move), cell: Number(cell) }
}

function replyTo({ kind, game }: XoStep, texts: ChatbotTexts): BotReply {
  if (kind === 'taken') return { message: null, toast: texts.xo.taken }
  const outcome = outcomeOf(game.board)
  const going = kind === 'begun' ? texts.xo.begun(game.startedBy) : texts.xo.yourTurn
  const { message } = say(outcome === null ? going : texts.xo.ended[outcome], boardGrid(game, texts))
  return { message, toast: kind === 'stale' ? texts.xo.stale : kind === 'overtaken' ? texts.xo.overtaken : null }
}
