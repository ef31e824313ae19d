import { expect, it } from 'vitest'
import { answerDueTalks, offerByHand, replyByHand, saveSettings, setOn } from '#lib/assistant/index.ts'
import { assistantWorld } from '#lib/assistant/testing.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { peyk } from '#lib/peyk.ts'
import { inboxFacts, versionOf } from './inbox-facts.ts'

const owner = { divarUserIds: ['seller'] }

describeOnBothEngines('an open page of an assistant', (open) => {
  it('is woken by every change of its seller and of its conversations that draws it differently', async () => {
    const world = assistantWorld(open().db)
    const { deps, clock } = world
    const later = () => addSeconds(clock(), 600)
    const { id, ...made } = await world.on()
    const woken = new Set<string>()
    const unlisten = await open().listen(
      peyk.channels.inboxes,
      (word) => void woken.add(word),
      () => undefined,
    )
    const version = async () => {
      const facts = await inboxFacts(deps, id)
      return facts && versionOf(facts)
    }
    const { wording, quietFrom, quietTo } = made
    const talk = { id, conversationId: 'talk-1' }
    const changes: [string, () => Promise<unknown>][] = [
      ['a message', async () => await world.hear('سلام')],
      ['a question that waits', async () => await world.hear('ارسال دارید؟', { conversation: 'talk-2' })],
      ['settings', async () => await saveSettings(deps, owner, id, { wording, quietFrom, quietTo, dailyCap: 7 })],
      ['a post of it off', async () => await setOn(deps, owner, { id, isOn: false, postToken: 'post-2' })],
      ['a post of it on', async () => await setOn(deps, owner, { id, isOn: true, postToken: 'post-2' })],
      ['a reply', async () => await replyByHand(deps, owner, { ...talk, text: 'سلام', form: 'form-1' })],
      ['an offer', async () => await offerByHand(deps, owner, talk)],
      [
        'quiet hours',
        async () => await saveSettings(deps, owner, id, { wording, quietFrom: 0, quietTo: 1439, dailyCap: 7 }),
      ],
      ['an answer that they forbid', async () => await answerDueTalks({ ...deps, clock: later })],
      ['the whole of it off', async () => await setOn(deps, owner, { id, isOn: false })],
      ['the whole of it on', async () => await setOn(deps, owner, { id, isOn: true })],
    ]
    for (const [name, change] of changes) {
      const before = await version()
      woken.clear()
      await change()
      expect(await version(), name).not.toBe(before)
      await expect.poll(() => woken.has(id), { message: name }).toBe(true)
    }
    await unlisten()
  })
})
