import { expect, it } from 'vitest'
import { unsetFile } from '#lib/business/index.ts'
import { businessStore } from '#lib/db/stores/business.ts'
import { describeOnBothEngines, refuse } from '#lib/db/testing.ts'
import { roles } from '#lib/staff/index.ts'
import { businessToEdit, editBusiness } from './index.ts'
import { deskWorld, now } from './testing.ts'

const admin = { staffId: 'sara', role: 'admin', address: '203.0.113.7' } as const
const named = (name: string) => ({ ...unsetFile, name })

describeOnBothEngines('the business on the desk', (open) => {
  const setUp = async () => {
    const world = await deskWorld(open().db)
    const edit = async (base: number, data: unknown, actor: Parameters<typeof editBusiness>[1] = admin) =>
      await editBusiness(world.desk, actor, { base, data })
    const stands = async () => {
      const found = await businessToEdit(world.desk, admin)
      return found.kind === 'business' ? [found.written.number, found.written.data.name, found.missing] : found.kind
    }
    return { ...world, edit, stands }
  }

  it('is what nobody wrote at first, and says what is missing until it is written', async () => {
    const { edit, stands } = await setUp()
    expect(await stands()).toEqual([0, unsetFile.name, ['everything']])
    expect(await edit(0, named('بادپا'))).toEqual({ kind: 'written', number: 1 })
    expect(await stands()).toEqual([1, 'بادپا', ['phone', 'liability', 'pickup', 'processors', 'prices']])
  })

  it('is written with an entry in the audit, or not at all', async () => {
    const { edit, stands, audit } = await setUp()
    await edit(0, named('بادپا'))
    expect(await audit()).toMatchObject([
      { staffId: 'sara', what: 'business.edit', which: '1', address: '203.0.113.7' },
    ])
    await refuse(open().db, 'insert on staff_audit', "new.staff_id = 'nobody'")
    await expect(edit(1, named('تندرو'), { ...admin, staffId: 'nobody' })).rejects.toThrow()
    expect(await stands()).toMatchObject([1, 'بادپا', {}])
  })

  it('takes one of two edits of the same version, and tells the other what stands now', async () => {
    const { edit, stands, audit } = await setUp()
    await edit(0, named('بادپا'))
    const both = await Promise.all([edit(1, named('تندرو')), edit(1, named('چابک'))])
    expect(both.map(({ kind }) => kind).sort()).toEqual(['stale', 'written'])
    const stale = both.find((one) => one.kind === 'stale')
    const [number, name] = await stands()
    expect(stale).toMatchObject({ now: { number, data: { name } } })
    expect([number, (await audit()).length]).toEqual([2, 2])
  })

  it("tells of the operator's command that wrote meanwhile, too", async () => {
    const { edit } = await setUp()
    await edit(0, named('بادپا'))
    await businessStore(open().db).add(named('فرمان'), now)
    expect(await edit(1, named('تندرو'))).toMatchObject({ kind: 'stale', now: { number: 2, data: { name: 'فرمان' } } })
  })

  it('is written by no file that the command would refuse', async () => {
    const { edit, stands, audit } = await setUp()
    expect(await edit(0, { ...named('بادپا'), phone: '1' })).toMatchObject({
      kind: 'refused',
      faults: [{ path: 'phone' }],
    })
    expect(await edit(0, 'nothing')).toMatchObject({ kind: 'refused' })
    expect([await stands(), await audit()]).toEqual([[0, unsetFile.name, ['everything']], []])
  })

  it('is read and written by admins alone', async () => {
    const { desk, edit } = await setUp()
    const may = []
    for (const [base, role] of roles.entries()) {
      const actor = { ...admin, role }
      const [read, written] = [await businessToEdit(desk, actor), await edit(0, named(`بادپا ${base}`), actor)]
      expect(read.kind === 'not_allowed').toBe(written.kind === 'not_allowed')
      if (read.kind === 'business') may.push(role)
    }
    expect(may).toEqual(['admin'])
  })
})
