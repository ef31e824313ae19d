import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Pending } from '#lib/addon/inbox/index.ts'
import { assistantConversations as rows } from '#lib/db/schema/assistant.ts'
import { describeOnBothEngines, emptyTables } from '#lib/db/testing.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import type { Reading } from '#lib/language/reading.ts'
import { answerDueTalks, handleTexts, offerByHand, pieceSeconds, replyByHand, setOn } from '../index.ts'
import { assistantWorld } from '../testing.ts'

const seller = { divarUserIds: ['seller'] }

// Readings given by the test, in place of the recogniser's.
const readings: Record<string, Reading> = {
  ارسال: { about: 'yes', topic: 'possible', cities: [], isPiece: true, mayConsent: true },
  'ارسال؟': { about: 'yes', topic: 'possible', cities: [], isPiece: true, mayConsent: true },
  شیراز: { about: 'no', topic: null, cities: ['shiraz'], isPiece: true, mayConsent: false },
  هزینه: { about: 'no', topic: 'price', cities: [], isPiece: true, mayConsent: false },
  چنده: { about: 'no', topic: 'price', cities: [], isPiece: true, mayConsent: false },
  سلام: { about: 'no', topic: null, cities: [], isPiece: false, mayConsent: false },
  'شرایط ارسال چیه': { about: 'perhaps', topic: null, cities: [], isPiece: false, mayConsent: false },
  'پست کنید': { about: 'yes', topic: 'possible', cities: [], isPiece: false, mayConsent: true },
}

describeOnBothEngines('a question in several messages', (open) => {
  /** On, never quiet, in a conversation that has been known for long. */
  async function listening() {
    const world = assistantWorld(open().db)
    Object.assign(world.readings, readings)
    const { id } = await world.on('seller', 'post-1')
    const { deps, clock } = world
    await deps.transaction(async (tx) => await tx.update(id, { quietFrom: 0, quietTo: 0 }))
    await world.hear('سلام')
    clock.advance(301)
    return {
      ...world,
      id,
      due: async () => await answerDueTalks(deps),
      talk: async () => await deps.store.talk(id, 'talk-1'),
      handle: async (...texts: (Pending | null)[]) =>
        await handleTexts(
          deps,
          id,
          texts.filter((text) => text !== null),
        ),
      asked: () => world.offers.map(({ topic, askedCity }) => [topic, askedCity]),
    }
  }

  it.each([
    [['ارسال', 'شیراز'], 'possible'],
    [['شیراز', 'ارسال'], 'possible'],
    [['هزینه', 'ارسال', 'شیراز'], 'price'],
    [['ارسال', 'سلام', 'شیراز'], 'possible'],
    [['شیراز', 'هزینه', 'ارسال؟'], 'price'],
  ])('is answered once and at once when it arrives as %j', async (words, topic) => {
    const { hear, due, clock, said, asked } = await listening()
    for (const word of words) {
      expect(await said()).toEqual([])
      await hear(word)
      clock.advance(9)
    }
    expect([await said(), asked()]).toEqual([['offer queued'], [[topic, 'shiraz']]])
    await hear('شیراز')
    await hear('ارسال')
    clock.advance(900)
    expect([await due(), await said()]).toEqual([0, ['offer queued']])
  })

  it.each([
    [['ارسال'], 'possible'],
    [['ارسال؟', 'چنده'], 'price'],
  ])('waits a minute for more when it arrives as %j and is then answered as it is', async (words, topic) => {
    const { hear, due, clock, said, asked } = await listening()
    for (const word of words) await hear(word)
    clock.advance(pieceSeconds - 1)
    expect([await due(), await said()]).toEqual([0, []])
    clock.advance(1)
    expect([await due(), await said(), asked()]).toEqual([1, ['offer queued'], [[topic, null]]])
  })

  it('is answered without its city when that comes too late', async () => {
    const { hear, due, clock, asked } = await listening()
    await hear('شیراز')
    clock.advance(pieceSeconds)
    await hear('ارسال')
    clock.advance(pieceSeconds)
    await due()
    expect(asked()).toEqual([['possible', null]])
  })

  it('has the city that was sent last in any order of arrival', async () => {
    const { arrive, handle, asked, readings: known } = await listening()
    known.اصفهان = { about: 'no', topic: null, cities: ['isfahan'], isPiece: true, mayConsent: false }
    const last = await arrive('اصفهان', { sent: -1 })
    const first = await arrive('شیراز', { sent: -9 })
    await handle(last, first, await arrive('ارسال', { sent: -5 }))
    expect(asked()).toEqual([['possible', 'isfahan']])
  })

  it.each([
    [1, ['possible', 'qom'], 1],
    // The sweep takes it up again.
    [3, ['possible', 'yazd'], 0],
  ])('that changes %i times while its price is looked up is answered in its last form', async (changes, last, now) => {
    const { hear, due, clock, meanwhile, deps, talk, said, asked, texts } = await listening()
    await hear('ارسال')
    clock.advance(pieceSeconds)
    for (const askedCity of ['qom', 'yazd', 'karaj'].slice(0, changes))
      meanwhile(async () => {
        const found = await talk()
        if (found) await deps.transaction(async (tx) => await tx.putTalks([{ ...found, askedCity }]))
      })
    expect([await due(), asked().at(-1)]).toEqual([now, last])
    expect([await due(), await said()]).toEqual([1 - now, ['offer queued']])
    expect(await texts()).toEqual([`پیشنهاد possible ${changes === 1 ? 'qom' : 'karaj'}`])
  })

  it('is dropped once the seller has written in between, in a chat or by hand', async () => {
    const { hear, due, clock, said, talk, deps, id } = await listening()
    await hear('ارسال')
    await hear('بفرمایید', { side: 'SUPPLY' })
    await hear('شیراز')
    clock.advance(900)
    expect([await due(), await said()]).toEqual([0, []])
    expect(await talk()).toMatchObject({ askedTopic: null, pieceCity: null })
    await hear('شیراز', { conversation: 'talk-2' })
    await replyByHand(deps, seller, { id, conversationId: 'talk-2', text: 'سلام', form: 'form' })
    await hear('ارسال', { conversation: 'talk-2' })
    clock.advance(900)
    expect([await due(), await said('talk-2')]).toEqual([0, ['reply queued']])
  })

  it('stores topic and city for a minute and nothing else', async () => {
    const { hear, clock, deps, talk } = await listening()
    await hear('شیراز')
    clock.advance(30)
    await hear('هزینه')
    const pieces = async () => {
      await deps.store.forgetPieces(addSeconds(clock(), -pieceSeconds))
      const { pieceTopic, pieceTopicAt, pieceCity, pieceCityAt } = (await talk()) ?? {}
      return [pieceTopic, pieceTopicAt, pieceCity, pieceCityAt]
    }
    const [at, before] = [clock(), addSeconds(clock(), -30)]
    clock.advance(29)
    expect(await pieces()).toEqual(['price', at, 'shiraz', before])
    expect(JSON.stringify(await open().db.select().from(rows))).not.toMatch(/[\u0600-\u06ff]/)
    clock.advance(1)
    expect(await pieces()).toEqual(['price', at, null, null])
    clock.advance(30)
    expect(await pieces()).toEqual([null, null, null, null])
  })

  it('is deleted when the assistant is turned off for all or for its post', async () => {
    const { hear, deps, id, talk, clock, due, said } = await listening()
    for (const off of [
      { id, isOn: false, postToken: 'post-1' },
      { id, isOn: false },
    ]) {
      await hear('شرایط ارسال چیه')
      await hear('شیراز')
      await setOn(deps, seller, off)
      expect(await talk()).toMatchObject({ pieceCity: null, pieceCityAt: null, perhapsAt: null })
      await hear('ارسال')
      await setOn(deps, seller, { ...off, isOn: true })
    }
    clock.advance(900)
    expect([await due(), await said()]).toEqual([0, []])
  })

  it('is one question in any order, batches and repeats', {
    timeout: 120_000,
  }, async () => {
    const words = fc.shuffledSubarray(['هزینه', 'ارسال', 'شیراز', 'سلام', 'سلام'], { minLength: 5 })
    const cuts = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(words, words, cuts, fc.integer({ min: 1, max: 3 }), async (sent, handled, cut, workers) => {
        await emptyTables(open())
        const { arrive, handle, due, clock, said, asked } = await listening()
        const arrived = new Map<string, Pending | null>()
        for (const [index, word] of sent.entries()) arrived.set(`${word}`, await arrive(word, { sent: index - 9 }))
        let batch: (Pending | null)[] = []
        for (const [index, word] of handled.entries()) {
          batch.push(arrived.get(word) ?? null)
          if (!cut[index] && index < handled.length - 1) continue
          await Promise.all(Array.from({ length: workers }, async () => await handle(...batch)))
          batch = batch.slice(-1)
        }
        clock.advance(900)
        await due()
        expect(await said()).toEqual(['offer queued'])
        const [topic, city] = asked().at(-1) ?? []
        expect(city).toBe('shiraz')
        // A price asked about after the other parts is part of every answer already.
        expect(['possible', 'price']).toContain(topic)
        if (handled.indexOf('هزینه') < Math.max(handled.indexOf('ارسال'), handled.indexOf('شیراز'))) {
          expect(topic).toBe('price')
        }
      }),
      { numRuns: 6 },
    )
  })
})

describeOnBothEngines('a possible question', (open) => {
  async function marked() {
    const world = assistantWorld(open().db)
    Object.assign(world.readings, readings)
    const { id } = await world.on('seller', 'post-1')
    const { deps, clock } = world
    await deps.transaction(async (tx) => await tx.update(id, { quietFrom: 0, quietTo: 0 }))
    await world.hear('سلام')
    clock.advance(301)
    await world.hear('شرایط ارسال چیه')
    const mark = async () => (await deps.store.talk(id, 'talk-1'))?.perhapsAt ?? null
    expect(await mark()).toEqual(clock())
    return { ...world, id, mark }
  }
  const where = { conversationId: 'talk-1', form: 'form' }

  it('is marked and not answered', async () => {
    const { deps, clock, said } = await marked()
    clock.advance(900)
    expect([await answerDueTalks(deps), await said()]).toEqual([0, []])
  })

  it('is marked until the seller offers by hand, which promises nothing', async () => {
    const { deps, id, mark, texts } = await marked()
    expect((await offerByHand(deps, seller, { ...where, id })).kind).toBe('queued')
    expect([await mark(), await texts()]).toEqual([null, ['پیشنهاد null null']])
  })

  it('is answered by an offer by hand while a certain question waits', async () => {
    const { deps, id, hear, texts } = await marked()
    await hear('شیراز')
    await hear('ارسال', { conversation: 'talk-2' })
    await hear('هزینه', { conversation: 'talk-2' })
    await offerByHand(deps, seller, { ...where, id, conversationId: 'talk-2' })
    expect(await texts('talk-2')).toEqual(['پیشنهاد price null'])
  })

  it.each(['the seller writes', 'the seller replies by hand', 'a sure question is answered'])(
    'is marked until %s',
    async (how) => {
      const { hear, deps, id, mark, clock } = await marked()
      if (how === 'the seller writes') await hear('بفرمایید', { side: 'SUPPLY' })
      if (how === 'the seller replies by hand') await replyByHand(deps, seller, { ...where, id, text: 'بفرمایید' })
      if (how === 'a sure question is answered') await hear('پست کنید')
      expect(await mark()).toBeNull()
      clock.advance(1)
      await hear('شرایط ارسال چیه')
      expect(await mark()).toBeNull()
    },
  )

  it('is not answered where shipping is not offered, however certain, but the seller may offer', async () => {
    const { hear, deps, id, said, unshipped, clock } = await marked()
    unshipped.add('post-1')
    await hear('پست کنید')
    await hear('ارسال')
    await hear('شیراز')
    clock.advance(900)
    expect([await answerDueTalks(deps), await said()]).toEqual([0, []])
    expect(await deps.store.talk(id, 'talk-1')).toMatchObject({ answerDueAt: null, askedTopic: null })
    expect((await offerByHand(deps, seller, { ...where, id })).kind).toBe('queued')
  })
})
