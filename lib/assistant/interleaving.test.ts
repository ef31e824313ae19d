import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Pending } from '#lib/addon/inbox/index.ts'
import { takeEvent } from '#lib/addon/inbox/take-event.ts'
import { describeOnBothEngines, emptyTables } from '#lib/db/testing.ts'
import { toDivarUserId } from '#lib/divar/index.ts'
import { answerDueTalks, handleTexts, offerByHand, renewSubscriptions, setOn } from './index.ts'
import { assistantWorld } from './testing.ts'

const talks = ['talk-1', 'talk-2']
const where = fc.constantFrom(...talks)
const buyerWords = fc.constantFrom('سلام', 'هزینه ارسال چنده؟', 'میفرستین شیراز؟')

const workers = fc.constantFrom(1, 1, 2, 3)

const step = fc.oneof(
  { weight: 30, arbitrary: fc.record({ do: fc.constant('hear' as const), where, words: buyerWords, workers }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('arrive' as const), where, words: buyerWords }) },
  // Several workers with the same texts, some of them for the second time.
  { weight: 6, arbitrary: fc.record({ do: fc.constant('handle' as const), workers }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('handle_backwards' as const) }) },
  {
    weight: 30,
    arbitrary: fc.record({ do: fc.constant('sweep' as const), workers, seconds: fc.constantFrom(1, 301) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sleep' as const) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('seller_writes' as const), where }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('offer_by_hand' as const), where }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('switch' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('revoke' as const) }) },
)

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const times = async (count: number, work: () => Promise<unknown>) =>
  await Promise.all(Array.from({ length: count }, work))

describeOnBothEngines('any order of messages, workers, taps and revocation', (open) => {
  it('gives one answer at most and none after the seller wrote', {
    timeout: 300_000,
  }, async () => {
    const sequence = fc.array(step, { minLength: 20, maxLength: 40, size: 'max' })
    const property = fc.asyncProperty(sequence, async (steps) => {
      expect(await wrongsOf(steps)).toEqual([])
    })
    await fc.assert(property, { numRuns: 30 })
  })

  async function wrongsOf(steps: Step[]): Promise<string[]> {
    await emptyTables(open())
    const world = assistantWorld(open().db)
    const { deps, keeper, access } = world
    const seller = { divarUserIds: ['seller'] }
    const { id } = await world.on('seller', 'post-1')
    await deps.transaction(async (tx) => await tx.update(id, { quietFrom: 0, quietTo: 0 }))
    const arrived: Pending[] = []
    const wrongs: string[] = []
    /** Where the assistant has to be silent, and since when. */
    const silent = new Map<string, string>()
    let [isOn, revoked] = [true, false]

    const offers = async () =>
      await Promise.all(talks.map(async (talk) => (await world.said(talk)).filter((one) => one.startsWith('offer'))))

    const take = async (now: Step) => {
      switch (now.do) {
        case 'hear':
        case 'arrive': {
          const text = await world.arrive(now.words, { conversation: now.where })
          if (text) arrived.push(text)
          if (now.do === 'hear') await times(now.workers, () => handleTexts(deps, id, arrived))
          return
        }
        case 'seller_writes': {
          const text = await world.arrive('سلام', { conversation: now.where, side: 'SUPPLY' })
          if (!text) return
          await handleTexts(deps, id, [text])
          return void silent.set(now.where, 'the seller wrote')
        }
        case 'offer_by_hand': {
          const { kind } = await offerByHand(deps, seller, { id, conversationId: now.where })
          return void (kind === 'queued' && silent.set(now.where, 'the seller offered'))
        }
        case 'handle':
          return void (await times(now.workers, () => handleTexts(deps, id, arrived)))
        case 'handle_backwards':
          for (const text of arrived.toReversed()) await handleTexts(deps, id, [text])
          return
        case 'sweep':
          world.clock.advance(now.seconds)
          await world.inbox.deleteExpired(world.clock())
          await times(now.workers, () => renewSubscriptions(keeper))
          return void (await times(now.workers, () => answerDueTalks(deps)))
        case 'sleep':
          return world.clock.advance(3_700)
        case 'switch':
          isOn = !isOn
          if ((await setOn(deps, seller, { id, isOn })) !== 'done') return
          if (isOn && !revoked) silent.clear()
          if (!isOn) for (const talk of talks) silent.set(talk, 'it was turned off')
          return
        case 'revoke': {
          revoked = true
          for (const talk of talks) silent.set(talk, 'access was taken back')
          const event = {
            type: 'user_access_revocation',
            id: 'r',
            hashed: true,
            metadata: {},
            userId: toDivarUserId('seller'),
          } as const
          await takeEvent(access.deps, event)
        }
      }
    }

    for (const now of steps) {
      const before = await offers()
      const mayNot = new Map(silent)
      await take(now)
      for (const [index, made] of (await offers()).entries()) {
        const talk = talks[index] ?? ''
        if (made.length > 1) wrongs.push(`${talk} was offered to twice`)
        const isNew = made.length > (before[index]?.length ?? 0)
        if (isNew && now.do !== 'offer_by_hand' && mayNot.has(talk)) wrongs.push(`${talk}: ${mayNot.get(talk)}`)
      }
      const [made, tokens] = [world.subscriptions.map(({ accessToken }) => accessToken), access.refreshes.length]
      if (new Set(made).size > tokens + 1) wrongs.push('subscribed with a token that nobody gave')
    }
    const left = revoked ? await world.inbox.ofSubject(id, new Date(0)) : []
    if (left.length > 0) wrongs.push('texts were left after access was taken back')
    return wrongs
  }
})
