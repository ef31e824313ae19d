import { entriesOf, gridOf, menuButton } from '../buttons.ts'
import { type FoundCode, findCode } from '../find-code.ts'
import { isCalled, isCommand, type Skill } from '../skill.ts'
import { waitFor } from '../topic.ts'
import { say } from '../turn.ts'

/** State and city of a shipment, to whoever knows its code. What is not a code of ours is answered as one that is not found. */
export const track: Skill<{ found: FoundCode }> = {
  name: 'track',
  words: ['پیگیری', 'رهگیری', 'پیگیری با کد', 'کد رهگیری', 'کد پیگیری', 'وضعیت مرسوله', 'کجاست', 'track'],
  entry: { icon: 'PLACE', caption: (texts) => texts.track.caption },
  matches(heard, deps) {
    const called = isCalled(heard, track)
    // The button under a notice knows which shipment it is about.
    if (heard.kind === 'tap' && called) return { found: findCode(heard.data.code ?? '', deps.parseTrackingCode) }
    if (heard.kind !== 'text') return null
    const expected = called || heard.topic?.skill === 'track'
    const found = isCommand(heard, deps.skills) ? null : findCode(heard.text, deps.parseTrackingCode, expected)
    return found !== null || called ? { found } : null
  },
  async answer(deps, { conversationId }, { found }) {
    const { texts } = deps
    if (found === null) {
      await waitFor(deps, conversationId, 'track')
      const own = entriesOf(
        deps.skills.filter(({ name }) => name === 'shipments'),
        texts,
      )
      return say(texts.track.ask, gridOf([...own, menuButton(texts)]))
    }
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
}
