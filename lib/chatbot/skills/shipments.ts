import { serverLinkButton } from '#lib/divar/index.ts'
import { gridOf, menuButton } from '../buttons.ts'
import { findCode } from '../find-code.ts'
import { isCalled, type Skill } from '../skill.ts'
import { say } from '../turn.ts'

const most = 5

/** The shipments of the Divar user to whom this conversation was linked by a proof; everybody else is asked to link it. */
export const shipments: Skill<true> = {
  name: 'shipments',
  words: [
    'سفارش‌های من',
    'سفارش من',
    'سفارش‌هام',
    'سفارشم',
    'سفارشات من',
    'مرسوله‌های من',
    'مرسولهٔ من',
    'مرسوله‌هام',
    'ارسال‌های من',
  ],
  entry: { icon: 'INVENTORY', caption: (texts) => texts.shipments.caption },
  matches(heard, deps) {
    // With a code in it, the question is about that one.
    const named = heard.kind === 'text' && findCode(heard.text, deps.parseTrackingCode)?.kind === 'code'
    return isCalled(heard, shipments) && !named ? true : null
  },
  async answer({ texts, clock, ...deps }, { conversationId }) {
    const userId = await deps.linkedUser(conversationId)
    if (userId === null) {
      const link = serverLinkButton({ caption: texts.shipments.link, icon: 'LAUNCH' }, { chatbot: 'link' })
      return say(texts.shipments.linkFirst, gridOf([link, menuButton(texts)]))
    }
    const found = await deps.shipmentsOf(userId, most)
    const text = found.length === 0 ? texts.shipments.none : texts.shipments.list(found.slice(0, most), clock())
    return say(text, gridOf([menuButton(texts)]))
  },
}
