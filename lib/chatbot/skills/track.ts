import { entriesOf, gridOf, menuButton } from '../buttons.ts'
import { type FoundCode, findCode } from '../find-code.ts'
import { isCancel } from '../leaving.ts'
import { isCalled, isCommand, type Skill, type SkillDeps } from '../skill.ts'
import { waitFor } from '../topic.ts'
import { type BotReply, say } from '../turn.ts'
import { asksWhereParcelIs } from '../where.ts'

/** State and city of a shipment, to anyone who knows its code. What is not a code of Peyk is answered as one that is not found. */
export const track: Skill<{ found: FoundCode }> = {
  name: 'track',
  words: [
    ...['پیگیری', 'رهگیری', 'پیگیری با کد', 'کد رهگیری', 'کد پیگیری', 'ردیابی', 'track'],
    ...['وضعیت مرسوله', 'وضعیت بسته', 'وضعیت ارسال'],
  ],
  entry: { icon: 'PLACE', caption: (texts) => texts.track.caption },
  matches(heard, deps) {
    const called = isCalled(heard, track)
    // The button under a notice knows which shipment it is about.
    if (heard.kind === 'tap' && called) return { found: findCode(heard.data.code ?? '', deps.parseTrackingCode) }
    if (heard.kind !== 'text') return null
    const where = asksWhereParcelIs(heard.words)
    const expected = called || heard.topic?.skill === 'track'
    const isNone = isCommand(heard, deps.skills) || isCancel(heard.words) || heard.courtesy !== null
    const found = isNone ? null : findCode(heard.text, deps.parseTrackingCode, expected)
    return found !== null || called || where ? { found } : null
  },
  async answer(deps, { conversationId }, { found }) {
    const { texts } = deps
    if (found === null) return await askForCode(deps, conversationId)
    const buttons = gridOf([menuButton(texts)])
    const waitSeconds = await deps.trackLimit(conversationId)
    if (waitSeconds !== null) return say(texts.track.stopped(waitSeconds), buttons)
    const shipment = found.kind === 'code' ? await deps.shipmentByCode(found.code) : null
    if (found.kind !== 'code' || shipment === null) {
      await waitFor(deps, conversationId, 'track')
      return say(texts.track.notFound, buttons)
    }
    await deps.talk.set(conversationId, null)
    const { state, city } = shipment
    return say(texts.track.status({ trackingCode: found.code, state, city }), buttons)
  },
  again: async (deps, { conversationId }) => await askForCode(deps, conversationId),
}

/** Asks for a code, or offers the shipments of a known user. */
export async function askForCode(deps: SkillDeps, conversationId: string): Promise<BotReply> {
  await waitFor(deps, conversationId, 'track')
  const own = entriesOf(
    deps.skills.filter(({ name }) => name === 'shipments'),
    deps.texts,
  )
  return say(deps.texts.track.ask, gridOf([...own, menuButton(deps.texts)]))
}
