import { countLetters } from '#lib/kernel/text.ts'
import { cancelButton, gridOf, menuButton } from '../buttons.ts'
import { isCalled, isCommand, type Skill } from '../skill.ts'
import { waitFor } from '../topic.ts'
import { say } from '../turn.ts'

/** Characters of a request. */
export const longestRequest = 2_000

/** Hands one message to the people of the business: asks for it, and takes the next text for it unless that is a command. */
export const support: Skill<{ request: string | null }> = {
  name: 'support',
  words: ['پشتیبانی', 'پشتیبان', 'اپراتور', 'شکایت', 'مشکل دارم', 'گزارش مشکل', 'support'],
  entry: { icon: 'SUPPORT_AGENT', caption: (texts) => texts.support.caption },
  matches(heard, deps) {
    const waited = heard.kind === 'text' && heard.topic?.skill === 'support'
    if (waited && !isCommand(heard, deps.skills)) return { request: heard.text }
    return isCalled(heard, support) ? { request: null } : null
  },
  async answer(deps, { conversationId }, { request }) {
    const texts = deps.texts.support
    if (request === null) {
      await waitFor(deps, conversationId, 'support')
      return say(texts.ask(longestRequest), gridOf([cancelButton(deps.texts)]))
    }
    const length = countLetters(request) === 0 ? 0 : Array.from(request).length
    if (length === 0 || length > longestRequest) {
      await waitFor(deps, conversationId, 'support')
      const fault = length === 0 ? texts.empty : texts.tooLong(length, longestRequest)
      return say(fault, gridOf([cancelButton(deps.texts)]))
    }
    const waitSeconds = await deps.supportLimit(conversationId)
    if (waitSeconds === null) await deps.askSupport(conversationId, request)
    await deps.talk.set(conversationId, null)
    return say(waitSeconds === null ? texts.sent : texts.stopped(waitSeconds), gridOf([menuButton(deps.texts)]))
  },
}
