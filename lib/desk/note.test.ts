import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { shipmentOnWire } from '#lib/carrier/index.ts'
import { shipmentNotes, shipments } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines, refuse } from '#lib/db/testing.ts'
import { eraseExpired } from '#lib/services/erase-expired.ts'
import { carrierView, viewShipment } from '#lib/shipping/index.ts'
import { buyer } from '#lib/shipping/testing.ts'
import { roles } from '#lib/staff/index.ts'
import { readShipment, writeNote } from './index.ts'
import { deskWorld } from './testing.ts'

const mina = { staffId: 'mina', role: 'dispatcher', address: '203.0.113.7' } as const
const text = 'زنگ دوم، آقای رستمی'
const day = 24 * 3600

describeOnBothEngines('a note of the staff', (open) => {
  const setUp = async () => {
    const world = await deskWorld(open().db)
    const shipment = await world.reach('accepted')
    const { id, trackingCode } = shipment
    const note = async (
      input: { text?: string; tapId?: string; code?: string } = {},
      actor: Parameters<typeof writeNote>[1] = mina,
    ) =>
      (
        await writeNote(world.desk, actor, {
          trackingCode: input.code ?? trackingCode,
          tapId: input.tapId ?? 'tap',
          text: input.text ?? text,
        })
      ).kind
    const notes = async () => {
      const read = await readShipment(world.desk, mina, trackingCode)
      return read.kind === 'shipment' ? read.notes : null
    }
    const left = async () => (await open().db.select().from(shipmentNotes)).length
    return { ...world, shipment, id, trackingCode, note, notes, left }
  }

  it('is read on the desk by those who may, and the audit has that it was written, not what', async () => {
    const { note, notes, audit, id, desk, trackingCode } = await setUp()
    expect(await note()).toBe('noted')
    expect(await notes()).toMatchObject([{ staffId: 'mina', staffRole: 'dispatcher', text }])
    expect(await audit()).toMatchObject([{ staffId: 'mina', what: 'shipment.note', which: id, detail: null }])
    const viewer = await readShipment(desk, { ...mina, role: 'viewer' }, trackingCode)
    expect(JSON.stringify(viewer)).not.toContain('رستمی')
    expect(viewer).toMatchObject({ notes: null, threads: null })
  })

  it('is sealed in the database, and neither side nor another system reads it', async () => {
    const { note, deps, shipment, trackingCode } = await setUp()
    await note()
    expect(JSON.stringify(await open().db.select().from(shipmentNotes))).not.toContain('رستمی')
    const seen = [await viewShipment(deps, buyer, trackingCode), shipmentOnWire(await carrierView(deps, shipment))]
    expect(seen[0]).not.toBeNull()
    expect(JSON.stringify(seen)).not.toContain('رستمی')
  })

  it('is written once by one form, however often it is tapped', async () => {
    const { note, left, audit } = await setUp()
    expect(await Promise.all([note(), note(), note()])).toEqual(['noted', 'noted', 'noted'])
    expect([await left(), (await audit()).length]).toEqual([1, 1])
    await note({ tapId: 'next' })
    expect(await left()).toBe(2)
  })

  it('is written by dispatchers, managers and admins alone, in words that fit, of a shipment that is there', async () => {
    const { note, left } = await setUp()
    const may = []
    for (const role of roles) if ((await note({ tapId: role }, { ...mina, role })) === 'noted') may.push(role)
    expect(may).toEqual(['dispatcher', 'manager', 'admin'])
    expect([await note({ text: ' ۱ ' }), await note({ text: 'ا'.repeat(1_001) })]).toEqual(['unfit', 'unfit'])
    expect(await note({ code: 'AAAAAAAAA' })).toBe('not_found')
    expect(await left()).toBe(3)
  })

  it('is not there where the audit does not take that it was written', async () => {
    const { note, left } = await setUp()
    await refuse(open().db, 'insert on staff_audit', "new.staff_id = 'nobody'")
    await expect(note({}, { ...mina, staffId: 'nobody' })).rejects.toThrow()
    expect(await left()).toBe(0)
  })

  it('is erased a week after the end', async () => {
    const { note, left, clock, id } = await setUp()
    await note()
    await open().db.update(shipments).set({ state: 'delivered', endedAt: clock() }).where(eq(shipments.id, id))
    const sweep = async (seconds: number) => {
      clock.advance(seconds)
      await eraseExpired({ db: open().db, clock })
      return await left()
    }
    expect([await sweep(7 * day - 1), await sweep(1)]).toEqual([1, 0])
  })

  it('of after the end goes with the trace at the latest', async () => {
    const { note, left, clock, id } = await setUp()
    await open().db.update(shipments).set({ state: 'delivered', endedAt: clock() }).where(eq(shipments.id, id))
    clock.advance(29 * day)
    await note()
    clock.advance(day)
    await eraseExpired({ db: open().db, clock })
    expect([await left(), await note({ tapId: 'late' })]).toEqual([0, 'not_found'])
  })

  it('is erased with what either side typed', async () => {
    const { note, left, deps, id } = await setUp()
    await note()
    await deps.transaction(async (tx) => await tx.forgetTyped({ divarUserId: 'somebody else', seat: null }, [id]))
    expect(await left()).toBe(1)
    await deps.transaction(async (tx) => await tx.forgetTyped({ divarUserId: buyer.divarUserId, seat: null }, [id]))
    expect(await left()).toBe(0)
  })

  it('that no key opens hides nothing beside it', async () => {
    const { note, notes, clock } = await setUp()
    await note()
    clock.advance(1)
    await open().db.update(shipmentNotes).set({ sealedText: 'broken' })
    await note({ tapId: 'next' })
    expect((await notes())?.map((one) => one.text)).toEqual([null, text])
  })
})
