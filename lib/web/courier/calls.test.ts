import { randomBytes } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { courierWorld } from '#lib/courier/testing.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { disable, type Role } from '#lib/staff/index.ts'
import { staffWorld } from '#lib/staff/testing.ts'
import { serveWith } from '#lib/web/testing-services.ts'
import { maxPictureBytes } from '../carrier/proof.ts'
import { courierPicture, courierTap } from './calls.ts'

const appUrl = 'https://peyk.example.ir'
/** The desk's cookie of this browser. */
const browser = vi.hoisted(() => ({ token: '' }))

vi.mock('next/headers', () => ({
  cookies: async () => ({ get: () => (browser.token ? { value: browser.token } : undefined) }),
  headers: async () => new Headers({ 'sec-fetch-mode': 'cors' }),
}))

beforeEach(() => {
  browser.token = ''
})
afterEach(() => serveWith(null))

describeOnBothEngines("a call of a courier's phone", (open) => {
  async function setUp(role: Role = 'courier', points = 100) {
    const [world, people] = [await courierWorld(open().db), staffWorld(open().db)]
    const member = await people.member(role)
    const { trackingCode } = await world.sent()
    const log = { info: () => undefined, error: () => undefined, warn: () => undefined, debug: () => undefined }
    // Their names are sealed with keys of their own world's.
    await world.deps.transaction(async (tx) => {
      const found = await tx.shipmentByCode(trackingCode)
      if (found) await tx.setSentCourier(found.id, { courierId: member.id, sealedCourier: null }, world.clock())
    })
    serveWith({
      settings: { APP_URL: appUrl, TRUSTED_PROXIES: 1 },
      staff: people.deps,
      courier: world.courier,
      limits: { deskActions: new RateLimiterMemory({ points, duration: 60 }) as never },
      log: log as never,
    })
    browser.token = member.token
    const headers = { 'sec-fetch-site': 'same-origin', accept: 'application/json' }
    const tap = async (more: object = {}, own: Record<string, string> = {}) => {
      const id = randomBytes(8).toString('hex')
      const body = {
        id,
        owner: member.id,
        shipment: trackingCode,
        deed: 'picked_up',
        code: '',
        reason: '',
        ago: 0,
        ...more,
      }
      const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers, ...own } }
      const response = await courierTap(
        new Request(`${appUrl}/api/courier/taps`, { ...init, body: JSON.stringify(body) }),
      )
      return [response.status, (await response.json()) as { kind: string; sentence?: string }] as const
    }
    const picture = async (
      fields: Record<string, string> = {},
      bytes = new TextEncoder().encode('a doorstep'),
      where = '',
    ) => {
      const form = new FormData()
      const all = { tap: 'tap-of-picture', shipment: trackingCode, owner: member.id, ...fields }
      for (const [name, value] of Object.entries(all)) form.set(name, value)
      form.set('picture', new File([bytes], 'door.jpg'))
      const request = new Request(`${appUrl}/api/courier/pictures${where}`, {
        method: 'POST',
        headers,
        body: form,
      })
      const response = await courierPicture(request)
      return [
        response.status,
        response.headers.get('location') ?? ((await response.json()) as { kind: string }).kind,
      ] as const
    }
    return { ...world, people, member, trackingCode, tap, picture, headers }
  }

  it('is taken once, and answered the same when it comes again', async () => {
    const { tap, steps } = await setUp()
    const before = (await steps()).length
    for (let n = 0; n < 3; n += 1) expect(await tap({ id: 'the-same-tap' })).toEqual([200, { kind: 'taken' }])
    expect((await steps()).length).toBe(before + 1)
  })

  it('is refused with a sentence, and a wrong code is no fault of the network', async () => {
    const { tap, codeOf, wrongCode, trackingCode } = await setUp()
    const code = wrongCode(await codeOf(trackingCode, 'SUPPLY'))
    expect(await tap({ code })).toEqual([
      409,
      { kind: 'refused', sentence: expect.stringContaining('کد تحویل درست نیست') },
    ])
    expect(await tap({ deed: 'delivered' })).toMatchObject([409, { kind: 'refused' }])
    for (const odd of [{ deed: 'cancelled' }, { id: 'x' }, { shipment: '..' }, { shipment: 1 }]) {
      expect(await tap(odd)).toMatchObject([409, { kind: 'refused' }])
    }
  })

  it('waits without a session, after an hour, in the name of somebody else and above the limit, and changes nothing', async () => {
    const { tap, steps, people, stands, trackingCode } = await setUp()
    const before = (await steps()).length
    expect(await tap({ owner: 'reza' })).toEqual([401, { kind: 'session' }])
    const { token } = browser
    browser.token = ''
    expect(await tap()).toEqual([401, { kind: 'session' }])
    browser.token = token
    people.clock.advance(3600)
    expect(await tap()).toEqual([401, { kind: 'session' }])
    expect([(await steps()).length, (await stands(trackingCode)).state]).toEqual([before, 'assigned'])
  })

  it('is put off above the limit', async () => {
    const { tap } = await setUp('courier', 1)
    await tap()
    expect(await tap()).toEqual([503, { kind: 'later' }])
  })

  it('of another site, of another role and of somebody disabled does nothing', async () => {
    const { tap, stands, trackingCode, people, member } = await setUp()
    for (const own of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
      expect(await tap({}, own)).toMatchObject([403, { kind: 'refused' }])
    }
    await disable(people.deps, 'command', member.id)
    expect(await tap()).toEqual([401, { kind: 'session' }])
    expect((await stands(trackingCode)).state).toBe('assigned')
  })

  it.each(['dispatcher', 'viewer'] as const)('of a %s does nothing', async (role) => {
    const { tap, picture, stands, trackingCode } = await setUp(role)
    expect(await tap()).toMatchObject([409, { kind: 'refused' }])
    expect(await picture()).toEqual([409, 'refused'])
    expect((await stands(trackingCode)).state).toBe('assigned')
  })

  it('brings a picture once, within its limit, and leads a form back to the page', async () => {
    const { tap, picture } = await setUp()
    expect(await picture()).toEqual([409, 'refused'])
    await tap()
    await tap({ deed: 'delivered' })
    const page = (word: string) => [303, `/courier?picture=${word}`]
    expect(await picture({}, new Uint8Array(0), '?back=1')).toEqual(page('none'))
    const large = new Uint8Array(maxPictureBytes + 1)
    expect(await picture({}, large)).toEqual([409, 'refused'])
    expect(await picture({}, large, '?back=1')).toEqual(page('too_large'))
    expect(await picture({}, new Uint8Array(maxPictureBytes + 99_000), '?back=1')).toEqual(page('too_large'))
    expect(await picture()).toEqual([200, 'taken'])
    expect(await picture()).toEqual([200, 'taken'])
    expect(await picture({}, undefined, '?back=1')).toEqual(page('repeated'))
    browser.token = ''
    expect(await picture()).toEqual([401, 'session'])
    expect(await picture({}, undefined, '?back=1')).toEqual([303, expect.stringMatching(/picture=session$/)])
  })

  it('is not read before it is known whose it is', async () => {
    const { headers } = await setUp('viewer')
    let pulls = 0
    const body = () =>
      new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            pulls += 1
            controller.enqueue(new Uint8Array(64))
            if (pulls > 100) controller.close()
          },
        },
        { highWaterMark: 0 },
      )
    const send = async (where: string) => {
      const init = { method: 'POST', headers, body: body(), duplex: 'half' }
      return (await courierPicture(new Request(`${appUrl}/api/courier/pictures${where}`, init as RequestInit))).status
    }
    expect([await send(''), await send('?back=1')]).toEqual([409, 303])
    browser.token = ''
    expect([await send(''), await send('?back=1'), pulls]).toEqual([401, 303, 0])
  })
})
