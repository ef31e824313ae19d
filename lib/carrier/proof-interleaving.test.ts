import fc from 'fast-check'
import { expect, it } from 'vitest'
import { describeOnBothEngines, emptyTables } from '#lib/db/testing.ts'
import { buyer } from '#lib/shipping/testing.ts'
import { type ShowOutcome, settleProof, showProofInChat } from './index.ts'
import { deliverProof, proofWorld, sweepProofs } from './testing-proofs.ts'

const outcomes = fc.array(
  fc.constantFrom<ShowOutcome[]>(
    { kind: 'sent' },
    { kind: 'unconfirmed', reason: 'network_timeout' },
    { kind: 'retry', retryAfterSeconds: null, reason: 'http_503' },
    { kind: 'refused', reason: 'http_412' },
  ),
  { maxLength: 6 },
)
/** In each round some workers and taps come at once, a new picture may arrive, a worker dies, and time goes by. */
const rounds = fc.array(
  fc.record({
    workers: fc.nat(3),
    taps: fc.nat(2),
    again: fc.nat(2),
    picture: fc.boolean(),
    dies: fc.constantFrom('no', 'no', 'uploading', 'showing'),
    seconds: fc.constantFrom(0, 3, 121),
  }),
  { minLength: 1, maxLength: 6 },
)

describeOnBothEngines('any number of workers, taps and pictures at once', (open) => {
  it('show a picture once for each time that it was asked for', { timeout: 240_000 }, async () => {
    const property = fc.asyncProperty(fc.boolean(), outcomes, rounds, async (isKnown, answers, all) => {
      await emptyTables(open())
      const world = proofWorld(open().db)
      const { deps, tapDeps, did, clock } = world
      const { id, trackingCode } = await world.reach('delivered')
      await world.knowBuyer()
      if (isKnown) await world.askForNotices(id)
      await world.receive(trackingCode)
      const maybeSeen: ShowOutcome[] = []
      world.answer(
        ...answers.map((outcome) => () => {
          if (outcome.kind === 'sent' || outcome.kind === 'unconfirmed') maybeSeen.push(outcome)
          return outcome
        }),
      )
      let asked = 0
      for (const { workers, taps, again, picture, dies, seconds } of all) {
        const many = <T>(count: number, work: () => Promise<T>) => Array.from({ length: count }, work)
        await Promise.all([
          ...many(workers, async () => await deliverProof(deps, id)),
          ...many(taps, async () => await showProofInChat(tapDeps, buyer, trackingCode)),
          ...many(again, async () => {
            if ((await settleProof(tapDeps, buyer, trackingCode, 'send_again')).kind === 'queued') asked += 1
          }),
          ...many(picture ? 1 : 0, async () => await world.receive(trackingCode)),
        ])
        const now = clock()
        const claim = { claimId: 'died', now, until: new Date(now.getTime() + 1_000) }
        if (dies !== 'no' && (await deps.proofs.claim(id, claim)) && dies === 'showing') {
          await deps.proofs.beginSend(id, claim)
        }
        clock.advance(seconds)
        await sweepProofs(deps)
      }
      for (let minute = 0; minute < 5; minute += 1) {
        clock.advance(900)
        await world.work()
      }
      const proof = await deps.proofs.find(id)
      expect(['waiting', 'sent', 'unconfirmed', 'refused']).toContain(proof?.state)
      expect(proof?.sealedImage === null).toBe(proof?.state === 'sent' || proof?.state === 'refused')
      const shows = did.filter((what) => !what.startsWith('upload'))
      const harmless = answers.slice(0, shows.length).length - maybeSeen.length
      expect(shows.length - harmless).toBeLessThanOrEqual(1 + asked)
    })
    await fc.assert(property, { numRuns: 25 })
  })
})
