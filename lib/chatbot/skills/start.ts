import { menuGrid } from '../buttons.ts'
import type { Skill } from '../skill.ts'
import { type TouchPoint, touchPoints } from '../texts.ts'
import { say } from '../turn.ts'

const startPattern = /^\/start(?:\s+(\S+)|\s*$)/i

/** Whether Divar would send this text when it opens the chatbot. */
export const isStart = (text: string): boolean => startPattern.test(text)

/**
 * The text that Divar sends when a touch point opens the chatbot, or that somebody types: `/start`, the touch point, an id.
 * The id is therefore never read: it proves nothing. Contract §9.
 */
export const start: Skill<{ touchPoint: TouchPoint | null }> = {
  name: 'start',
  words: [],
  entry: null,
  matches(heard) {
    if (heard.kind !== 'text') return null
    const found = startPattern.exec(heard.text)
    if (!found) return null
    const word = found[1]?.toUpperCase()
    return { touchPoint: touchPoints.find((known) => known === word) ?? null }
  },
  async answer(deps, _turn, { touchPoint }) {
    return say(deps.texts.start.greeting(touchPoint), menuGrid(deps))
  },
  // Somebody has come in again.
  leaves: () => true,
}
