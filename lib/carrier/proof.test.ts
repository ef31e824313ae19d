import { expect, it } from 'vitest'
import { outbox } from '#lib/db/schema/outbox.ts'
import { staffAudit } from '#lib/db/schema/staff.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { newId } from '#lib/kernel/ids.ts'
import { buyer, seller } from '#lib/shipping/testing.ts'
import { ownProof, type ShowOutcome, settleProof, showProofInChat } from './index.ts'
import { deliverProof, doorstep, proofWorld, sweepProofs } from './testing-proofs.ts'

const busy: ShowOutcome = { kind: 'retry', retryAfterSeconds: null, reason: 'http_503' }
const blocked: ShowOutcome = { kind: 'refused', reason: 'http_412_code_9' }
const lost: ShowOutcome = { kind: 'unconfirmed', reason: 'network_timeout' }

describeOnBothEngines('a proof of delivery', (open) => {
  const delivered = async () => {
    const world = proofWorld(open().db)
    const shipment = await world.reach('delivered')
    await world.knowBuyer()
    return { ...world, ...shipment, stand: async () => await world.look(shipment.id) }
  }

  it('waits, sealed, when its side is unknown to the chatbot', async () => {
    const { receive, trackingCode, id, stand, work, did, deps } = await delivered()
    expect(await receive(trackingCode)).toEqual({ kind: 'taken', shipmentId: id })
    await work()
    expect([await stand(), did]).toEqual([['waiting', null, null, 'kept'], []])
    const sealed = (await deps.proofs.find(id))?.sealedImage ?? ''
    expect(await deps.sealer.open(sealed)).toEqual({ base64: Buffer.from(doorstep).toString('base64') })
    expect(await ownProof(deps, buyer, trackingCode)).toMatchObject({ state: 'waiting' })
  })

  it("is no act of the staff where the carrier's system hands it over", async () => {
    const { receive, trackingCode, id } = await delivered()
    expect(await receive(trackingCode)).toEqual({ kind: 'taken', shipmentId: id })
    expect(await open().db.select().from(staffAudit)).toEqual([])
  })

  it('is hidden from the other side and from another conversation', async () => {
    const { receive, trackingCode, tapDeps, stand } = await delivered()
    await receive(trackingCode)
    for (const actor of [seller, { ...buyer, conversationId: 'conversation-9' }]) {
      expect(await ownProof(tapDeps, actor, trackingCode)).toBeNull()
      expect(await showProofInChat(tapDeps, actor, trackingCode)).toEqual({ kind: 'not_found' })
      expect(await settleProof(tapDeps, actor, trackingCode, 'send_again')).toEqual({ kind: 'not_found' })
    }
    expect(await stand()).toEqual(['waiting', null, null, 'kept'])
  })

  it("is sent to the chat when its side taps, in that side's name, and its bytes are then deleted", async () => {
    const { receive, trackingCode, tapDeps, stand, work, did } = await delivered()
    await receive(trackingCode)
    expect(await showProofInChat(tapDeps, buyer, trackingCode)).toMatchObject({ kind: 'queued' })
    expect(await showProofInChat(tapDeps, buyer, trackingCode)).toEqual({ kind: 'unchanged' })
    await work()
    expect(did).toEqual(['upload image/jpeg a doorstep', 'chat conversation-1 by grant-buyer'])
    expect(await stand()).toEqual(['sent', 'chat', null, 'gone'])
  })

  it('is sent to the chatbot by itself when its side turned notices on there', async () => {
    const { receive, trackingCode, id, askForNotices, stand, work, did, counted } = await delivered()
    await askForNotices(id)
    await receive(trackingCode)
    await work()
    expect(did).toEqual(['upload image/jpeg a doorstep', 'user user-buyer by grant-bot'])
    expect(await stand()).toEqual(['sent', 'bot', null, 'gone'])
    expect(counted).toEqual(['bot sent'])
  })

  it.each([
    ['a refusal', (world: ReturnType<typeof proofWorld>) => world.answer(blocked)],
    ['a busy answer', (world: ReturnType<typeof proofWorld>) => world.answer(busy)],
    ['a permission that ended', (world: ReturnType<typeof proofWorld>) => world.endGrant('grant-bot')],
  ])('falls back to the linked conversation of the chatbot after %s', async (_, fail) => {
    const world = await delivered()
    await world.linkChatbot()
    fail(world)
    await world.receive(world.trackingCode)
    await world.work()
    expect(world.did.at(-1)).toBe('conversation talk-user-buyer')
    expect(await world.stand()).toEqual(['sent', 'bot', null, 'gone'])
  })

  it('is not shown again when the first outcome is unknown', async () => {
    const { receive, trackingCode, linkChatbot, answer, stand, work, did, clock } = await delivered()
    await linkChatbot()
    answer(lost)
    await receive(trackingCode)
    await work()
    clock.advance(3_600)
    await work()
    expect(did).toEqual(['upload image/jpeg a doorstep', 'user user-buyer by grant-bot'])
    expect(await stand()).toEqual(['unconfirmed', 'bot', 'network_timeout', 'kept'])
  })

  it('waits for a tap when the chatbot cannot be reached', async () => {
    const { receive, trackingCode, linkChatbot, answer, stand, work, tapDeps, did } = await delivered()
    await linkChatbot()
    answer(blocked, blocked)
    await receive(trackingCode)
    await work()
    expect(await stand()).toEqual(['waiting', null, 'http_412_code_9', 'kept'])
    await showProofInChat(tapDeps, buyer, trackingCode)
    await work()
    expect(did.at(-1)).toBe('chat conversation-1 by grant-buyer')
    expect(await stand()).toEqual(['sent', 'chat', null, 'gone'])
  })

  it('can be confirmed by its side, or sent once more with each tap', async () => {
    const { receive, trackingCode, answer, stand, work, tapDeps, did } = await delivered()
    await receive(trackingCode)
    await showProofInChat(tapDeps, buyer, trackingCode)
    answer(lost, lost)
    await work()
    expect(await settleProof(tapDeps, buyer, trackingCode, 'send_again')).toMatchObject({ kind: 'queued' })
    expect(await settleProof(tapDeps, buyer, trackingCode, 'send_again')).toEqual({ kind: 'unchanged' })
    await work()
    expect(did.filter((what) => what.startsWith('chat'))).toHaveLength(2)
    expect(await stand()).toEqual(['unconfirmed', 'chat', 'network_timeout', 'kept'])
    await settleProof(tapDeps, buyer, trackingCode, 'it_is_there')
    expect(await stand()).toEqual(['sent', 'chat', 'confirmed_by_user', 'gone'])
    expect(await settleProof(tapDeps, buyer, trackingCode, 'send_again')).toEqual({ kind: 'unchanged' })
  })

  it("can be shown and settled by its side's person or the session that typed the address", async () => {
    const { receive, trackingCode, tapDeps, answer, stand, work } = await delivered()
    await receive(trackingCode)
    const typist = { ...buyer, seatId: 'seat-other', divarUserId: null, grantId: null }
    const stranger = { ...typist, sessionId: 'session-stranger' }
    const another = { ...stranger, divarUserId: 'user-9' }
    for (const actor of [stranger, another]) {
      expect(await showProofInChat(tapDeps, actor, trackingCode)).toEqual({ kind: 'unproved' })
    }
    expect(await showProofInChat(tapDeps, typist, trackingCode)).toEqual({ kind: 'permission_missing' })
    await showProofInChat(tapDeps, buyer, trackingCode)
    answer(lost)
    await work()
    for (const actor of [stranger, another]) {
      for (const said of ['it_is_there', 'send_again'] as const) {
        expect(await settleProof(tapDeps, actor, trackingCode, said)).toEqual({ kind: 'unproved' })
      }
    }
    expect(await stand()).toEqual(['unconfirmed', 'chat', 'network_timeout', 'kept'])
    await settleProof(tapDeps, typist, trackingCode, 'it_is_there')
    expect(await stand()).toEqual(['sent', 'chat', 'confirmed_by_user', 'gone'])
  })

  it('needs the permission to send for a tap', async () => {
    const { receive, trackingCode, tapDeps, stand, endGrant, work, did } = await delivered()
    await receive(trackingCode)
    const without = { ...buyer, grantId: null }
    expect(await showProofInChat(tapDeps, without, trackingCode)).toEqual({ kind: 'permission_missing' })
    await showProofInChat(tapDeps, buyer, trackingCode)
    endGrant('grant-buyer')
    await work()
    expect([await stand(), did]).toEqual([['waiting', null, 'grant_revoked', 'kept'], []])
    expect(await showProofInChat(tapDeps, buyer, trackingCode)).toEqual({ kind: 'permission_missing' })
  })

  it('is sent with a fresh token once when Divar refuses the old one', async () => {
    const { receive, trackingCode, tapDeps, stand, answer, work, did } = await delivered()
    await receive(trackingCode)
    await showProofInChat(tapDeps, buyer, trackingCode)
    answer({ kind: 'unauthorized' })
    await work()
    expect(did.slice(1)).toEqual(['chat conversation-1 by grant-buyer', 'chat conversation-1 by grant-buyer refreshed'])
    expect(await stand()).toEqual(['sent', 'chat', null, 'gone'])
  })

  it('is retried for a day after certain failures and then given up and deleted', async () => {
    const { receive, trackingCode, tapDeps, stand, answer, answerUpload, work, clock, did, loseToken } =
      await delivered()
    await receive(trackingCode)
    await showProofInChat(tapDeps, buyer, trackingCode)
    loseToken('grant-buyer')
    answerUpload({ kind: 'retry', retryAfterSeconds: null, reason: 'upload_http_500' })
    answer(...Array.from({ length: 200 }, () => busy))
    const began = clock()
    while ((await stand())?.[0] === 'queued') {
      await work()
      clock.advance(300)
    }
    const hours = (clock().getTime() - began.getTime()) / 3_600_000
    expect(await stand()).toEqual(['refused', 'chat', 'gave_up', 'gone'])
    expect(hours).toBeGreaterThan(12)
    expect(hours).toBeLessThan(25)
    expect(did.filter((what) => what.startsWith('upload')).length).toBeGreaterThan(20)
  })

  it('is refused finally in the chat and when Divar rejects the picture', async () => {
    const { receive, trackingCode, tapDeps, stand, answer, answerUpload, work } = await delivered()
    await receive(trackingCode)
    await showProofInChat(tapDeps, buyer, trackingCode)
    answer(blocked)
    await work()
    expect(await stand()).toEqual(['refused', 'chat', 'http_412_code_9', 'gone'])
    expect(await receive(trackingCode)).toMatchObject({ kind: 'taken' })
    await showProofInChat(tapDeps, buyer, trackingCode)
    answerUpload({ kind: 'refused', reason: 'upload_http_415' })
    await work()
    expect(await stand()).toEqual(['refused', 'chat', 'upload_http_415', 'gone'])
  })

  it('is retried when its worker died during the upload', async () => {
    const { receive, trackingCode, id, askForNotices, stand, work, clock, did, deps, woken } = await delivered()
    await askForNotices(id)
    await receive(trackingCode)
    woken.length = 0
    const now = clock()
    await deps.proofs.claim(id, { claimId: 'died', now, until: new Date(now.getTime() + 120_000) })
    await work()
    expect([did, await stand()]).toEqual([[], ['queued', 'bot', null, 'kept']])
    expect((await sweepProofs(deps)).nextEndAt).toEqual(new Date(now.getTime() + 120_000))
    clock.advance(121)
    await work()
    expect(did).toHaveLength(2)
    expect(await stand()).toEqual(['sent', 'bot', null, 'gone'])
  })

  it('is unconfirmed when its worker died while sending, unless that worker was only slow', async () => {
    const { receive, trackingCode, id, askForNotices, stand, work, clock, did, deps, answer } = await delivered()
    await askForNotices(id)
    await receive(trackingCode)
    const { promise, resolve } = Promise.withResolvers<ShowOutcome>()
    const reached = new Promise<void>((begin) => {
      answer(() => {
        begin()
        return promise
      })
    })
    const slow = deliverProof(deps, id)
    await reached
    clock.advance(76)
    await sweepProofs(deps)
    expect(await stand()).toEqual(['unconfirmed', 'bot', 'lease_ran_out', 'kept'])
    await work()
    expect(did).toHaveLength(2)
    resolve({ kind: 'sent' })
    await slow
    expect(await stand()).toEqual(['sent', 'bot', null, 'gone'])
  })

  it('is shown to nobody when replaced or erased during its upload', async () => {
    for (const [change, left] of [
      ['replace', ['sent', 'bot', null, 'gone']],
      ['erase', null],
    ] as const) {
      const { receive, trackingCode, id, askForNotices, stand, did, deps, work, answerUpload } = await delivered()
      await askForNotices(id)
      await receive(trackingCode)
      answerUpload(async () => {
        if (change === 'replace') await receive(trackingCode, newId(), new TextEncoder().encode('another door'))
        else await open().db.execute(`delete from outbox where channel = 'proofs'`)
        return { kind: 'uploaded', mediaToken: 'old' }
      })
      expect(await deliverProof(deps, id)).toEqual({ ok: false, reason: 'taken' })
      expect(did).toEqual(['upload image/jpeg a doorstep'])
      await work()
      expect(await stand()).toEqual(left)
      expect(did.slice(1).filter((what) => what.startsWith('upload'))).toEqual(
        change === 'replace' ? ['upload image/jpeg another do'] : [],
      )
      await open().db.execute(`truncate shipments, parties, grants, notices, outbox cascade`)
    }
  })
})

describeOnBothEngines('a picture from the carrier', (open) => {
  it('is accepted for a delivered shipment only', async () => {
    const { receive, reach } = proofWorld(open().db)
    expect(await receive('23456789A')).toEqual({ kind: 'not_found' })
    for (const [number, state] of (['proposed', 'accepted', 'picked_up', 'returned', 'cancelled'] as const).entries()) {
      const at = <T extends typeof buyer>(actor: T) => ({
        ...actor,
        conversationId: `c${number}`,
        seatId: `s${number}${actor.side}`,
      })
      const { trackingCode } = await reach(state, true, { buyer: at(buyer), seller: at(seller) })
      expect(await receive(trackingCode)).toEqual({ kind: 'illegal', state })
    }
  })

  it('changes nothing when repeated, also at the same moment', async () => {
    const { receive, reach, look, deps } = proofWorld(open().db)
    const { trackingCode, id } = await reach('delivered')
    const call = newId()
    const kinds = await Promise.all([1, 2, 3].map(async () => (await receive(trackingCode, call)).kind))
    expect(kinds.toSorted()).toEqual(['repeated', 'repeated', 'taken'])
    const before = await deps.proofs.find(id)
    expect(await receive(trackingCode, call, new Uint8Array([1]))).toMatchObject({ kind: 'repeated' })
    expect(await deps.proofs.find(id)).toEqual(before)
    expect(await look(id)).toEqual(['waiting', null, null, 'kept'])
  })

  it('replaces one that nobody saw and none that may have been seen', async () => {
    const world = proofWorld(open().db)
    const { trackingCode, id } = await world.reach('delivered')
    await world.knowBuyer()
    await world.receive(trackingCode)
    expect(await world.receive(trackingCode, newId(), new TextEncoder().encode('second'))).toMatchObject({
      kind: 'taken',
    })
    await showProofInChat(world.tapDeps, buyer, trackingCode)
    const meanwhile: unknown[] = []
    world.answer(async () => {
      meanwhile.push(await world.receive(trackingCode))
      return lost
    })
    await world.work()
    expect(meanwhile).toEqual([{ kind: 'busy' }])
    expect(world.did[0]).toBe('upload image/jpeg second')
    expect(await world.receive(trackingCode)).toEqual({ kind: 'sent' })
    await settleProof(world.tapDeps, buyer, trackingCode, 'it_is_there')
    expect(await world.receive(trackingCode)).toEqual({ kind: 'sent' })
    expect(await world.look(id)).toEqual(['sent', 'chat', 'confirmed_by_user', 'gone'])
  })

  it('is not stored for an erased person or when it is not a picture', async () => {
    const { receive, reach, receiveDeps, look, clock, db } = { ...proofWorld(open().db), db: open().db }
    const { trackingCode, id } = await reach('delivered')
    receiveDeps.clean = async () => ({ ok: false, reason: 'broken' })
    expect(await receive(trackingCode)).toEqual({ kind: 'unfit', reason: 'broken' })
    const row = { id: 'erased', subjectId: id, kind: 'shipment.erased', reference: 'dropoff', position: 99 }
    const at = clock()
    await db
      .insert(outbox)
      .values({ ...row, at, channel: 'carrier_orders', state: 'queued', dueAt: at, firstQueuedAt: at })
    expect(await receive(trackingCode)).toEqual({ kind: 'erased' })
    expect(await look(id)).toBeNull()
  })

  it("is sent to no other chatbot user than its side's", async () => {
    const { receive, reach, knowBuyer, askForNotices, linkChatbot, look } = proofWorld(open().db)
    const { trackingCode, id } = await reach('delivered')
    await knowBuyer()
    await askForNotices(id, 'somebody-else')
    await linkChatbot('grant-else', 'somebody-else')
    await receive(trackingCode)
    expect(await look(id)).toEqual(['waiting', null, null, 'kept'])
  })
})
