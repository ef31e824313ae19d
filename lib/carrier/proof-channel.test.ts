import { expect, it } from 'vitest'
import { grants } from '#lib/db/schema/access.ts'
import { notices } from '#lib/db/schema/chatbot.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { buyer } from '#lib/shipping/testing.ts'
import { type ShowOutcome, showProofInChat } from './index.ts'
import { proofWorld } from './testing-proofs.ts'

type World = ReturnType<typeof proofWorld>
type Shown = [name: string, arrange: (world: World) => unknown, stands: (string | null)[], shows: number]

const unauthorized: ShowOutcome = { kind: 'unauthorized' }
const busy: ShowOutcome = { kind: 'retry', retryAfterSeconds: null, reason: 'http_503' }

describeOnBothEngines('a proof of delivery on its way', (open) => {
  const delivered = async () => {
    const world = proofWorld(open().db)
    const { trackingCode, id } = await world.reach('delivered')
    await world.knowBuyer()
    return { ...world, trackingCode, id }
  }
  const shown = (did: string[]) => did.filter((what) => !what.startsWith('upload')).length

  it.each<Shown>([
    [
      'two tokens are refused',
      ({ answer }) => answer(unauthorized, unauthorized),
      ['waiting', null, 'unauthorized'],
      2,
    ],
    [
      'the token is refused and there is no other now',
      ({ answer, loseToken }) =>
        answer(() => {
          loseToken('grant-buyer')
          return unauthorized
        }),
      ['queued', 'chat', 'token_unavailable'],
      1,
    ],
    [
      'the token is refused with its permission',
      ({ answer, endGrant }) =>
        answer(() => {
          endGrant('grant-buyer')
          return unauthorized
        }),
      ['waiting', null, 'unauthorized'],
      1,
    ],
    ['there is no token now', ({ loseToken }) => loseToken('grant-buyer'), ['queued', 'chat', 'token_unavailable'], 0],
    ['the permission is gone', async () => await open().db.delete(grants), ['waiting', null, 'grant_missing'], 0],
  ])('to the chat keeps its picture when %s', async (_, arrange, stands, shows) => {
    const world = await delivered()
    await world.receive(world.trackingCode)
    await showProofInChat(world.tapDeps, buyer, world.trackingCode)
    await arrange(world)
    await world.work()
    expect(await world.look(world.id)).toEqual([...stands, 'kept'])
    expect(shown(world.did)).toBe(shows)
  })

  it.each<Shown>([
    ['there is no token now', ({ loseToken }) => loseToken('grant-bot'), ['queued', 'bot', 'token_unavailable'], 0],
    ['the permission has ended', ({ endGrant }) => endGrant('grant-bot'), ['waiting', null, 'grant_revoked'], 0],
    [
      'nobody asks for it any more',
      async () => await open().db.delete(notices),
      ['waiting', null, 'not_in_chatbot'],
      0,
    ],
  ])('to a user of the chatbot keeps its picture when %s', async (_, arrange, stands, shows) => {
    const world = await delivered()
    await world.askForNotices(world.id)
    await world.receive(world.trackingCode)
    await arrange(world)
    await world.work()
    expect(await world.look(world.id)).toEqual([...stands, 'kept'])
    expect(shown(world.did)).toBe(shows)
  })

  it.each([
    [50, ['sent', 'bot', null, 'gone'], 2],
    [51, ['queued', 'bot', 'http_503', 'kept'], 1],
  ])(
    'takes the second way into the chatbot only within its lease: after %i seconds',
    async (seconds, stands, shows) => {
      const world = await delivered()
      await world.linkChatbot()
      world.answer(() => {
        world.clock.advance(seconds)
        return busy
      })
      await world.receive(world.trackingCode)
      await world.work()
      expect(await world.look(world.id)).toEqual(stands)
      expect(shown(world.did)).toBe(shows)
    },
  )
})
