import { entriesOf, gridOf, menuButton, menuGrid } from '../buttons.ts'
import type { UnderstoodMessage } from '../hear.ts'
import type { Skill } from '../skill.ts'
import { nearest } from '../suggest.ts'
import { say } from '../turn.ts'

/** Answers whatever nothing else does: an unknown text with suggestions, a dead button, a message that is not a text. */
export const other: Skill<UnderstoodMessage> = {
  name: 'other',
  words: [],
  entry: null,
  matches: (heard) => heard,
  async answer(deps, _turn, heard) {
    const texts = deps.texts.other
    if (heard.kind === 'other') return say(texts.notText(heard.content), menuGrid(deps))
    if (heard.kind === 'tap') return say(texts.unknownTap, menuGrid(deps))
    const near = nearest(heard.words, deps.skills)
    if (near.length === 0) return say(texts.unknown(false), menuGrid(deps))
    return say(texts.unknown(true), gridOf([...entriesOf(near, deps.texts), menuButton(deps.texts)]))
  },
}
