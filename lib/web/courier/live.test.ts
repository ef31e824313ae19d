import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createWatchHub, sharedReadings } from '#lib/addon/index.ts'
import { courierWorld } from '#lib/courier/testing.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { contact } from '#lib/shipping/testing.ts'
import { disable, type Role } from '#lib/staff/index.ts'
import { idleSeconds } from '#lib/staff/limits.ts'
import { staffWorld } from '#lib/staff/testing.ts'
import { serveWith } from '#lib/web/testing-services.ts'
import { stopsEvents, stopsState } from './live.ts'
import { stopsView } from './view.ts'

const browser = vi.hoisted(() => ({ token: '' }))

// A browser that says nothing of how it asks: whatever it asks might count as a visit.
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: () => (browser.token ? { value: browser.token } : undefined) }),
  headers: async () => new Headers(),
}))

beforeEach(() => {
  browser.token = ''
})
afterEach(() => serveWith(null))

describeOnBothEngines('an open page of a courier', (open) => {
  async function setUp(role: Role = 'courier') {
    const [world, people] = [await courierWorld(open().db), staffWorld(open().db)]
    const member = await people.member(role)
    const { id, trackingCode } = await world.sent()
    const give = async (to: string) =>
      await world.deps.transaction(async (tx) => {
        await tx.setSentCourier(id, { courierId: to, sealedCourier: null }, world.clock())
      })
    await give(member.id)
    const heard = { notify: (_: string) => {} }
    const hub = createWatchHub({
      listen: async (_, onPayload) => {
        heard.notify = onPayload
        return async () => undefined
      },
      channel: 'couriers',
    })
    const stopping = new AbortController()
    const services = {
      settings: { APP_URL: 'https://peyk.example.ir', TRUSTED_PROXIES: 1 },
      staff: people.deps,
      courier: world.courier,
      clock: world.clock,
      readTogether: sharedReadings(10),
      courierHub: hub,
      stopping: stopping.signal,
      log: { info: () => undefined, error: () => undefined, warn: () => undefined, debug: () => undefined } as never,
    }
    serveWith(services)
    browser.token = member.token
    const state = async () => {
      const answer = await stopsState()
      return [answer.status, (await answer.json()) as Record<string, unknown>] as const
    }
    const stream = async () => await stopsEvents(new Request('https://peyk.example.ir/courier/events'))
    return {
      ...world,
      people,
      member,
      services,
      trackingCode,
      give,
      moved: () => heard.notify(member.id),
      stopping,
      state,
      stream,
    }
  }

  it('has the version that it was drawn in, which says nothing, until a stop is taken off', async () => {
    const { state, give, member, services } = await setUp()
    const places = { districts: async () => [], cities: async () => [] }
    const app = { ...services, places } as never
    const view = await stopsView({ app, staff: member.actor }, undefined)
    const [status, before] = await state()
    expect([status, before.version]).toEqual([200, view.live?.version])
    expect(before.version).toMatch(/^[\w-]{43}$/)
    expect(JSON.stringify(before)).not.toContain(contact.line)
    await give('reza')
    expect((await state())[1].version).not.toBe(before.version)
  })

  it('is woken by its stream when a stop is taken off', async () => {
    const { stream, give, moved, stopping } = await setUp()
    const answer = await stream()
    expect(answer.status).toBe(200)
    const sent: string[] = []
    const reading = answer.body
      ?.pipeThrough(new TextDecoderStream())
      .pipeTo(new WritableStream({ write: (text) => void sent.push(text) }))
    const versions = () => [...sent.join('').matchAll(/event: changed\ndata: (.*)\n/g)].map(([, version]) => version)
    await expect.poll(() => versions().length).toBe(1)
    await give('reza')
    moved()
    await expect.poll(() => new Set(versions()).size, { timeout: 5_000 }).toBe(2)
    stopping.abort()
    await reading
  })

  it('keeps nobody signed in by what it asks for', async () => {
    const { state, people } = await setUp()
    people.clock.advance(idleSeconds - 60)
    expect((await state())[0]).toBe(200)
    people.clock.advance(61)
    expect((await state())[0]).toBe(401)
  })

  it('is refused to who has no session, is disabled or has another role', async () => {
    const { state, stream, people, member } = await setUp()
    await disable(people.deps, 'command', member.id)
    expect([(await state())[0], (await stream()).status]).toEqual([401, 401])
    browser.token = ''
    expect([(await state())[0], (await stream()).status]).toEqual([401, 401])
    browser.token = (await people.member('dispatcher')).token
    expect([(await state())[0], (await stream()).status]).toEqual([404, 403])
  })
})
