import { expect, it } from 'vitest'
import { doorstep, proofWorld } from '#lib/carrier/testing-proofs.ts'
import { staffAudit } from '#lib/db/schema/staff.ts'
import { describeOnBothEngines, refuse } from '#lib/db/testing.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { deskDeps } from '#lib/services/desk.ts'
import { shippingWorld } from '#lib/shipping/testing.ts'
import { roles } from '#lib/staff/index.ts'
import { reported, threadWorld } from '#lib/threads/testing.ts'
import { answerFromDesk, readShipment, revealProof } from './index.ts'

const mina = { staffId: 'mina', role: 'dispatcher', address: '203.0.113.7' } as const

const wakeOrderIn = () => async () => undefined

describeOnBothEngines('what belongs to a shipment on the desk', (open) => {
  const audit = async () => await open().db.select().from(staffAudit)

  it('has what was reported of it, answered or not, and of no other', async () => {
    const { threads, shipping, accepted, reportOf } = threadWorld(open().db)
    const desk = deskDeps({
      db: open().db,
      shipping,
      together: async (work) => await work(shipping),
      threads,
      wakeOrderIn,
    })
    const { trackingCode } = await accepted()
    const threadId = await reportOf(trackingCode)
    const answer = { threadId, tapId: 'tap', text: 'تا یک ساعت دیگر', closes: true }
    expect(await answerFromDesk(desk, mina, answer)).toMatchObject({ kind: 'answered' })
    const read = await readShipment(desk, mina, trackingCode)
    expect(read).toMatchObject({
      threads: [{ id: threadId, text: reported, replies: [{ text: 'تا یک ساعت دیگر', closes: true }] }],
    })
    expect(await readShipment(desk, { ...mina, role: 'viewer' }, trackingCode)).toMatchObject({ threads: null })
  })

  const delivered = async () => {
    const world = proofWorld(open().db)
    const { trackingCode } = await world.reach('delivered')
    const shipping = { ...shippingWorld(open().db).deps, sealer: world.receiveDeps.sealer }
    const desk = deskDeps({
      db: open().db,
      shipping,
      together: async (work) => await work(shipping),
      threads: threadWorld(open().db).threads,
      wakeOrderIn,
    })
    return { ...world, trackingCode, desk }
  }

  it('has a picture of the delivery, shown to who asks and may, and the audit has that', async () => {
    const { desk, trackingCode, receive } = await delivered()
    expect(await revealProof(desk, mina, trackingCode)).toEqual({ kind: 'gone' })
    await receive(trackingCode)
    expect(await readShipment(desk, mina, trackingCode)).toMatchObject({ proof: { isKept: true } })
    const shown = await revealProof(desk, mina, trackingCode)
    expect(shown).toMatchObject({ kind: 'revealed', type: 'image/jpeg' })
    expect(shown.kind === 'revealed' && new TextDecoder().decode(shown.bytes)).toBe(new TextDecoder().decode(doorstep))
    expect((await audit()).map(({ what, staffId }) => `${staffId} ${what}`)).toEqual(['mina proof.reveal'])
    await refuse(open().db, 'insert on staff_audit', "new.staff_id = 'nobody'")
    await expect(revealProof(desk, { ...mina, staffId: 'nobody' }, trackingCode)).rejects.toThrow()
  })

  it('shows no picture that no key opens, says so, and the audit has nothing of it', async () => {
    const { desk, trackingCode, receive } = await delivered()
    await receive(trackingCode)
    const other = { ...desk, sealer: createSealer([new Uint8Array(32).fill(99)]) }
    expect(await revealProof(other, mina, trackingCode)).toEqual({ kind: 'unreadable' })
    expect(await audit()).toEqual([])
  })

  it('shows its picture to no role that sees masked values alone', async () => {
    const { desk, trackingCode, receive } = await delivered()
    await receive(trackingCode)
    const may = []
    for (const role of roles)
      if ((await revealProof(desk, { ...mina, role }, trackingCode)).kind === 'revealed') may.push(role)
    expect(may).toEqual(['dispatcher', 'manager', 'admin'])
  })
})
