import fc, { type Scheduler } from 'fast-check'
import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import {
  acceptProposal,
  bookShipment,
  cancelShipment,
  moveByCarrier,
  prepareAcceptance,
  prepareProposal,
  rejectProposal,
  reportProblem,
  type ShipmentState,
  saveDraft,
} from '#lib/shipping/index.ts'
import { slowed, wrongsOf, yielding } from '#lib/shipping/testing-races.ts'
import { type EraseDeps, eraseOwnData, personalData } from './erase-person.ts'
import { foundIn, peykWorld, twoPeople } from './testing.ts'

type World = ReturnType<typeof peykWorld>
type People = Awaited<ReturnType<typeof twoPeople>>
type Scene = { deps: EraseDeps; people: People; trackingCode: string }

/** The same erasing, where the others may come in before each look and each write. */
const yieldingErase = (deps: EraseDeps, scheduler: Scheduler): EraseDeps => ({
  ...deps,
  shipping: yielding(deps.shipping, scheduler),
  transaction: async (work) =>
    await deps.transaction(async (tx) => await work({ ...tx, shipping: slowed(tx.shipping, scheduler) })),
})

const erase =
  (who: 'buyer' | 'seller') =>
  async ({ deps, people }: Scene) => {
    for (;;) {
      const { seat } = people[who]
      const erased = await eraseOwnData(deps, seat, (await personalData(deps, seat)).seen)
      if (erased.kind === 'erased') return erased
    }
  }
const book = async ({ deps, people: { buyer } }: Scene) => {
  const prepared = await prepareProposal(deps.shipping, buyer.actor)
  if (!prepared.ok) return { kind: prepared.part }
  const { draft, fingerprint } = prepared.proposal
  return await bookShipment(deps.shipping, buyer.actor, {
    trackingCode: draft.trackingCode,
    fingerprint,
    announce: true,
  })
}
const accept = async ({ deps, people: { seller }, trackingCode }: Scene) => {
  const prepared = await prepareAcceptance(deps.shipping, seller.actor, trackingCode)
  if (prepared.kind !== 'ready') return prepared
  return await acceptProposal(deps.shipping, seller.actor, {
    trackingCode,
    fingerprint: prepared.fingerprint,
    forbiddenAccepted: true,
  })
}
const cancel = async ({ deps, people: { seller }, trackingCode }: Scene) =>
  await cancelShipment(deps.shipping, seller.actor, { trackingCode, reason: 'other', seenState: 'accepted' })
const reject = async ({ deps, people: { seller }, trackingCode }: Scene) =>
  await rejectProposal(deps.shipping, seller.actor, trackingCode, 'price')
const takeBack = async ({ deps, people: { buyer }, trackingCode }: Scene) =>
  await cancelShipment(deps.shipping, buyer.actor, { trackingCode, reason: 'other', seenState: 'proposed' })
const proposeAgain = async (scene: Scene) => {
  await reject(scene)
  return await save(scene)
}
const pickUp = async ({ deps, trackingCode }: Scene) =>
  await moveByCarrier(deps.shipping, { callId: trackingCode, trackingCode, status: 'picked_up', occurredAt: null })
const report = async ({ deps, people: { buyer }, trackingCode }: Scene) =>
  await reportProblem(deps.shipping, buyer.actor, { trackingCode, text: 'بستهٔ من دیر کرده است' })

const save = async ({ deps, people: { buyer } }: Scene) => {
  const { actor, contact } = buyer
  return { kind: (await saveDraft(deps.shipping, actor, { contact })) === null ? 'ended' : 'saved' }
}

const scenes: [string, ShipmentState | null, 'buyer' | 'seller', ((scene: Scene) => Promise<{ kind: string }>)[]][] = [
  ['book', null, 'buyer', [book]],
  ['save an address', null, 'buyer', [save]],
  ['save an address and book', null, 'buyer', [save, book]],
  ['the acceptance of the other side', 'proposed', 'buyer', [accept]],
  ['the rejection of the other side', 'proposed', 'buyer', [reject]],
  ['cancel a proposal', 'proposed', 'buyer', [takeBack]],
  ['go on with what a rejected proposal left', 'proposed', 'buyer', [proposeAgain]],
  ['accept', 'proposed', 'seller', [accept]],
  ['the cancellation of the other side', 'accepted', 'buyer', [cancel]],
  ['a pickup', 'assigned', 'buyer', [pickUp]],
  ['report a problem', 'picked_up', 'buyer', [report]],
]

describeOnBothEngines('erasing at the same moment as a use case', (open) => {
  const untilWhole = async (made: World, scheduler: Scheduler, scene: (typeof scenes)[number], run: number) => {
    const [, state, who, deeds] = scene
    const conversationId = `conversation-${run}`
    const people = await twoPeople(made, conversationId, `_${run}_`)
    const actors = { buyer: people.buyer.actor, seller: people.seller.actor }
    const trackingCode = state === null ? '' : (await made.shipping.reach(state, true, actors)).trackingCode
    if (state === 'proposed') await made.shipping.fill(actors.seller)
    const slow: Scene = { deps: yieldingErase(made.deps, scheduler), people, trackingCode }
    await scheduler.waitFor(Promise.all([erase(who)(slow), ...deeds.map(async (deed) => await deed(slow))]))
    return { people, conversationId }
  }

  it.each(scenes)('leaves nothing of the person and nothing half written: %s', async (...scene) => {
    const made = peykWorld(open())
    let run = 0
    const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const { people, conversationId } = await untilWhole(made, scheduler, scene, ++run)
      expect(foundIn(await made.dump(), people[scene[2]].traces)).toEqual([])
      const wrongs = await wrongsOf(open().db, conversationId)
      expect(wrongs.filter((wrong) => !/addresses while|a draft is gone/.test(wrong))).toEqual([])
    })
    await fc.assert(property, { numRuns: 8 })
  })
})
