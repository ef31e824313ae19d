import { menuGrid } from '../buttons.ts'
import { isCalled, type Skill } from '../skill.ts'
import { say } from '../turn.ts'

/** What the chatbot can do, and how to ask for it. */
export const help: Skill<true> = {
  name: 'help',
  words: ['راهنما', 'راهنمایی', 'کمک', 'چه کار می‌کنی', 'چیکار می‌کنی', 'help'],
  entry: { icon: 'HELP_OUTLINE', caption: (texts) => texts.help.caption },
  matches: (heard) => (isCalled(heard, help) ? true : null),
  async answer(deps) {
    return say(deps.texts.help.text, menuGrid(deps))
  },
}
