import { serverLinkButton } from '#lib/divar/index.ts'
import { gridOf, menuButton } from '../buttons.ts'
import { findCode } from '../find-code.ts'
import { isCalled, type Skill } from '../skill.ts'
import { say } from '../turn.ts'
import { asksWhereParcelIs } from '../where.ts'
import { askForCode } from './track.ts'

const most = 5

/** The shipments of the Divar user to whom this conversation was linked by a proof; everybody else is asked to link it. */
export const shipments: Skill<{ where: boolean }> = {
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
    if (!isCalled(heard, shipments)) return null
    if (heard.kind !== 'text') return { where: false }
    // With a code in it, the question is about that one.
    if (findCode(heard.text, deps.parseTrackingCode)?.kind === 'code') return null
    return { where: asksWhereParcelIs(heard.words) }
  },
  async answer(deps, { conversationId }, { where }) {
    const { texts, clock } = deps
    const userId = await deps.linkedUser(conversationId)
    // «سفارشم کجاست»: a code tells without a proof.
    if (userId === null && where) return await askForCode(deps, conversationId)
    if (userId === null) {
      const link = serverLinkButton({ caption: texts.shipments.link, icon: 'LAUNCH' }, { chatbot: 'link' })
      return say(texts.shipments.linkFirst, gridOf([link, menuButton(texts)]))
    }
    const found = await deps.shipmentsOf(userId, most)
    const text = found.length === 0 ? texts.shipments.none : texts.shipments.list(found.slice(0, most), clock())
    return say(text, gridOf([menuButton(texts)]))
  },
}
