import type { Player } from './rules.ts'

/** The one game of a chatbot conversation: one row, which a new game overwrites. */
export type XoGame = {
  conversationId: string
  /** The id of this game, new with every restart: a button names it, so that a tap on an old board is known as one. */
  game: string
  /** Nine cells: `.` free, `P` the person's, `B` the bot's. */
  board: string
  /** Grows with every change of the row, over restarts too. */
  version: number
  startedBy: Player
  updatedAt: Date
}

export type XoStore = {
  find(conversationId: string): Promise<XoGame | null>
  /** False, and no change, where the conversation has a row already. */
  insert(game: XoGame): Promise<boolean>
  /** Writes the whole row. False, and no change, unless it stands at `expectedVersion`. */
  save(game: XoGame, expectedVersion: number): Promise<boolean>
}
