import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { peyk } from '#lib/peyk.ts'
import { createLimits } from './limits.ts'
import { staffTries } from './staff.ts'

const tried = { login: 'a-login', address: '203.0.113.7', way: 'password' } as const

describeOnBothEngines('tries to sign in at the desk', (open) => {
  const process = () => staffTries(createLimits(open().db, peyk.limits))

  it('end after five with one login from one address, in every process', async () => {
    const [one, other] = [process(), process()]
    for (let i = 0; i < 5; i++) expect(await (i % 2 ? one : other).begin(tried)).toBeNull()
    expect(await process().begin(tried)).toBeGreaterThan(800)
    expect(await one.begin(tried)).toBeGreaterThan(800)
  })

  it('are counted before they are made: of twenty at once five are', async () => {
    const one = process()
    const outcomes = await Promise.all(Array.from({ length: 20 }, async () => await one.begin(tried)))
    expect(outcomes.filter((seconds) => seconds === null)).toHaveLength(5)
  })

  it('leave the same login at another address and another login alone, up to their own limits', async () => {
    const one = process()
    for (let i = 0; i < 6; i++) await one.begin(tried)
    expect(await one.begin({ ...tried, address: '198.51.100.1' })).toBeNull()
    expect(await one.begin({ ...tried, login: 'other-login' })).toBeNull()
  })

  it('end for one login from anywhere after twenty, and for one address with any login after sixty', async () => {
    const one = process()
    const from = async (i: number) => await one.begin({ ...tried, address: `198.51.100.${i}` })
    for (let i = 0; i < 20; i++) expect(await from(i)).toBeNull()
    expect(await from(99)).toBeGreaterThan(3000)
    const as = async (i: number) => await one.begin({ ...tried, login: `login-${i}` })
    for (let i = 0; i < 60; i++) expect(await as(i)).toBeNull()
    expect(await as(99)).toBeGreaterThan(3000)
    expect(await one.begin({ ...tried, login: null, way: 'passkey' }), 'a passkey').toBeNull()
  })

  it('that were right count for nothing', async () => {
    const one = process()
    for (let i = 0; i < 70; i++) {
      expect(await one.begin(tried)).toBeNull()
      await one.succeed(tried)
    }
  })

  it('are not made where the database does not count', async () => {
    const broken = { consume: async () => Promise.reject(new Error('no database')) }
    const limits = { ...createLimits(open().db, peyk.limits), deskLogins: broken as never }
    await expect(staffTries(limits).begin(tried)).rejects.toThrow('no database')
  })
})
