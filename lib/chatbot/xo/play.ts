import type { Clock } from '#lib/kernel/clock.ts'
import type { RandomBytes } from '#lib/kernel/ids.ts'
import type { XoGame, XoStore } from './ports.ts'
import { botMoves, emptyBoard, movesOn, otherPlayer, outcomeOf, ownerOf, place } from './rules.ts'

type Deps = { games: XoStore; clock: Clock; random: RandomBytes }

/** A tap on a cell of a board: the game, and how many moves had been made on the board that was tapped. */
export type CellTap = { game: string; move: number; cell: number }

/**
 * What came of it, and the game as it now stands. `begun`: a new game; `shown`: one that goes on; `moved`: a move and the
 * bot's answer; `taken`: the cell is somebody's; `stale`: the tap was on an old board; `overtaken`: another tap or message
 * was first. Only `begun` and `moved` change anything.
 */
export type XoStep = { kind: 'begun' | 'shown' | 'moved' | 'taken' | 'stale' | 'overtaken'; game: XoGame }

/** Starts a new game in place of the conversation's old one, if any. Who did not start the last one starts this. */
export async function beginGame(deps: Deps, conversationId: string): Promise<XoStep> {
  return await beginAfter(deps, conversationId, await deps.games.find(conversationId))
}

/** The game that goes on, or a new one. */
export async function showGame(deps: Deps, conversationId: string): Promise<XoStep> {
  const game = await deps.games.find(conversationId)
  if (game === null || outcomeOf(game.board) !== null) return await beginAfter(deps, conversationId, game)
  return { kind: 'shown', game }
}

/** The person's move and the bot's. Any cell of a finished board starts a new game. */
export async function tapCell(deps: Deps, conversationId: string, tap: CellTap): Promise<XoStep> {
  const game = await deps.games.find(conversationId)
  if (game === null) return await beginAfter(deps, conversationId, null)
  if (tap.game !== game.game || tap.move !== movesOn(game.board)) return { kind: 'stale', game }
  if (outcomeOf(game.board) !== null) return await beginAfter(deps, conversationId, game)
  if (ownerOf(game.board, tap.cell) !== null) return { kind: 'taken', game }
  const board = botMoves(place(game.board, tap.cell, 'person'))
  const moved: XoGame = { ...game, board, version: game.version + 1, updatedAt: deps.clock() }
  return (await deps.games.save(moved, game.version))
    ? { kind: 'moved', game: moved }
    : await overtaken(deps, conversationId)
}

async function beginAfter(deps: Deps, conversationId: string, last: XoGame | null): Promise<XoStep> {
  const startedBy = last === null ? 'person' : otherPlayer(last.startedBy)
  const game: XoGame = {
    conversationId,
    game: Buffer.from(deps.random(9)).toString('base64url'),
    board: startedBy === 'bot' ? botMoves(emptyBoard) : emptyBoard,
    version: (last?.version ?? 0) + 1,
    startedBy,
    updatedAt: deps.clock(),
  }
  const saved = last === null ? await deps.games.insert(game) : await deps.games.save(game, last.version)
  return saved ? { kind: 'begun', game } : await overtaken(deps, conversationId)
}

async function overtaken(deps: Deps, conversationId: string): Promise<XoStep> {
  const game = await deps.games.find(conversationId)
  return game === null ? await beginAfter(deps, conversationId, null) : { kind: 'overtaken', game }
}
