import { menuGrid } from '../buttons.ts'
import type { UnderstoodMessage } from '../hear.ts'
import { isCancel, namesMenu } from '../leaving.ts'
import type { Skill } from '../skill.ts'
import { say } from '../turn.ts'
import { isOnly } from '../words.ts'

/** What shows everything there is, and leaves nothing that is open. */
export const openers = ['فهرست', 'شروع', 'بازگشت', 'start']

const kinds = { thanks: 'thanked', greeting: 'greeted', nod: 'choose' } as const

/** Everything there is; also the way out of whatever the chatbot waits for. */
export const menu: Skill<'choose' | 'cancelled' | 'thanked' | 'greeted'> = {
  name: 'menu',
  words: ['منو', ...openers, 'سلام', 'menu', 'انصراف', 'بی‌خیال', 'لغو', 'cancel'],
  entry: null,
  matches(heard) {
    const waited = heard.topic !== null
    if (heard.kind === 'tap') {
      if (heard.data.skill !== 'menu') return null
      return waited && 'cancel' in heard.data ? 'cancelled' : 'choose'
    }
    if (heard.kind === 'other') return null
    if (isCancel(heard.words)) return waited ? 'cancelled' : 'choose'
    if (namesMenu(heard.words) || isOnly(heard.words, openers)) return 'choose'
    // With a question open it is the question that comes again.
    if (waited || heard.courtesy === null) return null
    return kinds[heard.courtesy]
  },
  async answer(deps, _turn, kind) {
    return say(deps.texts.menu[kind], menuGrid(deps))
  },
  leaves: isLeaving,
}

function isLeaving(heard: UnderstoodMessage): boolean {
  if (heard.kind !== 'text') return heard.kind === 'tap'
  return isCancel(heard.words) || namesMenu(heard.words)
}
