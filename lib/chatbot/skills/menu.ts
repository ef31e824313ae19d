import { menuGrid } from '../buttons.ts'
import { isOnly, names } from '../hear.ts'
import type { Skill } from '../skill.ts'
import { say } from '../turn.ts'

const cancelWords = ['انصراف', 'منصرف شدم', 'بی‌خیال', 'لغو', 'cancel']

/** Everything there is; also the way out of whatever the chatbot waits for. */
export const menu: Skill<{ cancelled: boolean }> = {
  name: 'menu',
  words: ['منو', 'فهرست', 'شروع', 'بازگشت', 'سلام', 'menu', ...cancelWords],
  entry: null,
  matches(heard) {
    const waited = heard.topic !== null
    if (heard.kind === 'tap')
      return heard.data.skill === 'menu' ? { cancelled: waited && 'cancel' in heard.data } : null
    if (heard.kind === 'other') return null
    // «سلام، قیمت …» is a question about the price: within a message only «منو» calls for the menu.
    const called = isOnly(heard.words, menu.words) || names(heard.words, ['منو', 'menu'])
    return called ? { cancelled: waited && isOnly(heard.words, cancelWords) } : null
  },
  async answer(deps, _turn, { cancelled }) {
    return say(cancelled ? deps.texts.menu.cancelled : deps.texts.menu.choose, menuGrid(deps))
  },
}
