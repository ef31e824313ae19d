import { createHash, randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { NextRequest } from 'next/server'
import { encode } from 'next-auth/jwt'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { issueSid, type Seat } from '#lib/addon/access/index.ts'
import { grants, oauthAttempts, sessions } from '#lib/db/schema/access.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { createDivarClient } from '#lib/divar/index.ts'
import { hashSecret } from '#lib/kernel/ids.ts'
import { foundIn, peykWorld, twoPeople } from '#lib/services/testing.ts'
import { assistantPurpose, consentFor, seatPurpose } from '#lib/web/permission/consents.ts'
import { beginConsent, finishConsentCallback } from './consent.ts'
import { serveWith } from './testing-services.ts'

const APP_URL = 'http://localhost:3000'
const secret = 'a-secret-of-the-tests-that-is-long-enough'

/** The cookies of one browser. */
const browser = vi.hoisted(() => new Map<string, string>())
const asHeaders = () => new Headers({ cookie: [...browser].map(([name, value]) => `${name}=${value}`).join('; ') })

vi.mock('next/headers', () => ({
  headers: async () => asHeaders(),
  cookies: async () => ({
    has: (name: string) => browser.has(name),
    get: (name: string) => (browser.has(name) ? { name, value: browser.get(name) } : undefined),
    getAll: () => [...browser].map(([name, value]) => ({ name, value })),
    set(first: string | { name: string; value: string }, value = '') {
      if (typeof first === 'string') browser.set(first, value)
      else browser.set(first.name, first.value)
    },
    delete: ({ name }: { name: string }) => void browser.delete(name),
  }),
}))

beforeEach(() => {
  browser.clear()
  vi.stubEnv('AUTH_URL', APP_URL)
})
afterEach(() => serveWith(null))

describeOnBothEngines('a consent in the browser', (open) => {
  async function world() {
    const made = peykWorld(open())
    const { access } = made
    const calls: { url: string; form: URLSearchParams; authorization: string | null }[] = []
    const answers = { scope: null as string | null, userId: 'divar-ali', status: 200 }
    const fetchFrom: typeof fetch = async (input, init = {}) => {
      const headers = new Headers(init.headers)
      const form = new URLSearchParams(String(init.body ?? ''))
      calls.push({ url: String(input), form, authorization: headers.get('authorization') })
      if (answers.status !== 200) return Response.json({ error: 'invalid_grant' }, { status: answers.status })
      if (String(input).endsWith('/users')) return Response.json({ user_id: answers.userId })
      return Response.json({ access_token: 'token-1', refresh_token: null, scope: answers.scope, expires_in: null })
    }
    const divar = createDivarClient({
      apiUrl: 'https://api.example',
      oauthUrl: 'https://oauth.example',
      chatUploadUrl: 'https://chat.example',
      appSlug: 'peyk',
      apiKey: 'key',
      oauthSecret: 'oauth-secret',
      fetch: fetchFrom,
      redirectUri: `${APP_URL}/api/auth/callback/divar`,
    })
    const limit = () => new RateLimiterMemory({ points: 99, duration: 60 }) as never
    const { log, measures } = access.deps
    serveWith({
      settings: {
        APP_URL,
        AUTH_SECRET: secret,
        TRUSTED_PROXIES: 0,
        DIVAR_APP_SLUG: 'peyk',
        DIVAR_OAUTH_URL: 'https://oauth.example',
        DIVAR_API_URL: 'https://api.example',
      },
      limits: { consents: limit(), returns: limit(), allReturns: limit() },
      log,
      measures,
      divar,
      clock: made.clock,
      access: access.deps,
      shipping: made.shipping.deps,
      messages: { messages: { ofSubject: async () => [] } as never },
    })

    /** This browser sits at a seat from now on. */
    const sit = async (seat: Seat) => {
      const [session] = await open().db.select().from(sessions).where(eq(sessions.id, seat.sessionId))
      if (!session) throw new Error('no session')
      const sid = await issueSid(access.deps, session, null)
      browser.set('peyk.session', await encode({ token: { sid }, secret, salt: 'peyk.session' }))
    }
    const address = (answer: Response) => new URL(answer.headers.get('location') ?? '', APP_URL)
    const atSeat = async (seat: Seat, query = '') =>
      address(
        await beginConsent(
          new Request(`${APP_URL}/s/${seat.id}/consent${query}`),
          consentFor,
          async (asked) => await seatPurpose(seat.id, asked),
        ),
      )
    const forAssistant = async (query: string) =>
      address(await beginConsent(new Request(`${APP_URL}/assistant/consent${query}`), consentFor, assistantPurpose))
    const comeBack = async (from: URL, more: Record<string, string> = { code: 'code-1' }) => {
      const state = from.searchParams.get('state') ?? ''
      const query = new URLSearchParams({ state, ...more })
      const answer = await finishConsentCallback(
        new NextRequest(`${APP_URL}/api/auth/callback/divar?${query}`, { headers: asHeaders() }),
        consentFor,
      )
      const { pathname, search, hash } = address(answer)
      return { path: `${pathname}${search}${hash}`, cookies: answer.headers.getSetCookie() }
    }
    const granted = async () => await open().db.select().from(grants)
    return { ...made, calls, answers, sit, atSeat, forAssistant, comeBack, granted }
  }

  it("asks for its purpose's scopes with the PKCE challenge of its code exchange", async () => {
    const { access, sit, atSeat, comeBack, calls, dump } = await world()
    const { seat } = await access.arrive()
    await sit(seat)
    const asked = await atSeat(seat)
    expect(`${asked.origin}${asked.pathname}`).toBe('https://oauth.example/oauth2/auth')
    expect(asked.search).toContain(
      'scope=USER_ID%20offline_access%20NOTIFICATION_ACCESS_REVOCATION%20CONVERSATION_SEND_MESSAGE.conversation-1&',
    )
    // Nothing of the start stays in the browser, where another tab would overwrite it.
    expect([...browser.keys()]).toEqual(['peyk.session'])
    expect(await comeBack(asked)).toMatchObject({ path: `/s/${seat.id}/preview` })
    const [token, users] = calls
    expect(calls).toHaveLength(2)
    const verifier = token?.form.get('code_verifier') ?? ''
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(asked.searchParams.get('code_challenge'))
    expect(token?.authorization).toBeNull()
    expect(Object.fromEntries(token?.form ?? [])).toMatchObject({
      code: 'code-1',
      client_id: 'peyk',
      client_secret: 'oauth-secret',
      redirect_uri: asked.searchParams.get('redirect_uri'),
    })
    expect(users?.authorization).toBe('Bearer token-1')
    expect(await access.seatOf(seat.id)).toMatchObject({ divarUserId: 'divar-ali' })
    expect(await dump()).toContain('token-1')
  })

  it('for two purposes in two tabs returns each to its own page', async () => {
    const { access, sit, atSeat, comeBack, granted } = await world()
    const { seat, session } = await access.arrive()
    const { seat: other } = await access.arrive({ conversationId: 'conversation-2' }, session)
    await sit(seat)
    const [erase, booking, elsewhere] = [
      await atSeat(seat, '?next=erase'),
      await atSeat(seat),
      await atSeat(other, '?next=anew'),
    ]
    const paths = await Promise.all([elsewhere, booking, erase].map(async (from) => (await comeBack(from)).path))
    expect(paths.sort()).toEqual([`/s/${other.id}`, `/s/${seat.id}/erase`, `/s/${seat.id}/preview`].sort())
    expect((await granted()).map(({ conversationId }) => conversationId).sort()).toEqual(
      ['conversation-1', 'conversation-1', 'conversation-2'].sort(),
    )
    // Each once: again they lead on, and Divar is asked nothing.
    expect((await comeBack(erase)).path).toBe(`/s/${seat.id}/erase`)
    expect(await granted()).toHaveLength(3)
  })

  it('returns only to the page of its row for any address and cookies', async () => {
    const { access, sit, atSeat, comeBack } = await world()
    const { seat } = await access.arrive()
    await sit(seat)
    const asked = await atSeat(seat, '?next=/s/other/shipment/AAAA&shipment=/s/other/shipment/AAAA&notices=1')
    browser.set('peyk.callback-url', encodeURIComponent(`${APP_URL}/s/${seat.id}/shipment/AAAA`))
    const { path, cookies } = await comeBack(asked, { code: 'c', next: 'erase', callbackUrl: 'https://evil.example' })
    expect(path).toBe(`/s/${seat.id}/preview`)
    expect(cookies.every((cookie) => cookie.startsWith('peyk.session='))).toBe(true)
  })

  it("with another attempt's cookies is refused by Auth.js without a call to Divar", async () => {
    const { access, sit, atSeat, comeBack, calls, granted } = await world()
    const { seat } = await access.arrive()
    await sit(seat)
    const [one, another] = [await atSeat(seat), await atSeat(seat, '?next=erase')]
    const rows = await open().db.select().from(oauthAttempts)
    const hash = (from: URL) => access.deps.store.findAttempt(hashOf(from))
    const [mine, theirs] = [await hash(one), await hash(another)]
    expect(rows).toHaveLength(2)
    if (!mine || !theirs) throw new Error('no attempts')
    const { sealedCookies } = theirs
    await open().db.update(oauthAttempts).set({ sealedCookies }).where(eq(oauthAttempts.stateHash, mine.stateHash))
    expect((await comeBack(one)).path).toBe(`/s/${seat.id}/problem/divar_unavailable`)
    expect([calls, await granted()]).toEqual([[], []])
  })

  it('started by an older process is granted to its seat and continues with the booking', async () => {
    const { access, sit, atSeat, comeBack, granted } = await world()
    const { seat } = await access.arrive()
    await sit(seat)
    for (const query of ['?next=erase', '']) {
      const asked = await atSeat(seat, query)
      const before = { purpose: null }
      await open()
        .db.update(oauthAttempts)
        .set(before)
        .where(eq(oauthAttempts.stateHash, hashOf(asked)))
      expect((await comeBack(asked)).path).toBe(`/s/${seat.id}/preview`)
      expect((await comeBack(asked)).path).toBe(`/s/${seat.id}/preview`)
    }
    expect(await granted()).toHaveLength(2)
  })

  it('with a purpose unknown to this build continues with the booking, or ends without a seat', async () => {
    const { access, sit, atSeat, forAssistant, comeBack, granted } = await world()
    const { seat } = await access.arrive()
    await sit(seat)
    const later = async (asked: URL, purpose: object) =>
      await open()
        .db.update(oauthAttempts)
        .set({ purpose: purpose as never })
        .where(eq(oauthAttempts.stateHash, hashOf(asked)))
    const [atIt, own] = [await atSeat(seat), await forAssistant('?all=1')]
    await later(atIt, { kind: 'gift', seatId: seat.id })
    await later(own, { kind: 'gift' })
    expect((await comeBack(atIt)).path).toBe(`/s/${seat.id}/preview`)
    expect((await comeBack(own)).path).toBe('/problem/link_invalid')
    expect(await granted()).toHaveLength(1)
  })

  it('is stored in a way that an older process understands, with or without a seat', async () => {
    const { access, sit, atSeat, forAssistant } = await world()
    const { seat } = await access.arrive()
    await sit(seat)
    await atSeat(seat, '?next=erase')
    await forAssistant('?post=abc')
    const rows = await open().db.select().from(oauthAttempts).orderBy(oauthAttempts.seatId)
    expect(rows.map(({ seatId, ownPurpose }) => ({ seatId, ownPurpose }))).toEqual([
      { seatId: seat.id, ownPurpose: null },
      { seatId: null, ownPurpose: { kind: 'assistant', postToken: 'abc' } },
    ])
  })

  it('whose row was erased meanwhile stores nothing', async () => {
    const { access, shipping, sit, atSeat, comeBack, dump, answers, calls } = await world()
    const { buyer } = await twoPeople({ access, shipping })
    await sit(buyer.seat)
    const asked = await atSeat(buyer.seat, '?next=erase')
    answers.userId = 'divar-kiumars'
    await access.deps.transaction(async (store) => await store.removeSeats([buyer.seat.id]))
    const path = (await comeBack(asked)).path
    expect(['/problem/link_invalid', '/problem/session_ended']).toContain(path)
    expect(calls).toEqual([])
    expect(foundIn(await dump(), ['token-1'])).toEqual([])
  })

  it.each([
    [{}, 'permission_refused'],
    [{ error: 'access_denied' }, 'permission_refused'],
    [{ error: 'invalid_scope' }, 'divar_refused'],
  ])('that returns with %j shows the reason, from where its purpose can be tried again', async (more, code) => {
    const { access, sit, atSeat, comeBack, calls } = await world()
    const { seat } = await access.arrive()
    await sit(seat)
    const asked = await atSeat(seat, '?next=erase')
    expect((await comeBack(asked, more)).path).toBe(`/s/${seat.id}/problem/${code}?next=erase`)
    expect(calls).toEqual([])
  })

  it("for a refused scope of a post says that the post is not the user's", async () => {
    const { forAssistant, comeBack } = await world()
    const asked = await forAssistant('?post=abc')
    expect((await comeBack(asked, { error: 'invalid_scope' })).path).toBe('/assistant/problem/post_not_yours?post=abc')
  })

  it.each([
    [400, 'divar_refused'],
    [401, 'divar_refused'],
    [429, 'divar_unavailable'],
    [503, 'divar_unavailable'],
  ])('answered at the code exchange with %i leads to %s and stores nothing', async (status, code) => {
    const { access, sit, atSeat, comeBack, answers, granted } = await world()
    const { seat } = await access.arrive()
    await sit(seat)
    answers.status = status
    const asked = await atSeat(seat)
    expect((await comeBack(asked)).path).toBe(`/s/${seat.id}/problem/${code}`)
    expect(await granted()).toEqual([])
  })

  it('that the own database cannot store is reported as a fault of the app and not of Divar', async () => {
    const { access, sit, atSeat, comeBack, granted } = await world()
    const { seat } = await access.arrive()
    await sit(seat)
    const asked = await atSeat(seat)
    vi.spyOn(access.deps, 'transaction').mockRejectedValueOnce(new Error('the database is gone'))
    expect((await comeBack(asked)).path).toMatch(/^\/problem\/fault\?incident=/)
    expect(await granted()).toEqual([])
  })

  it('without the scope that its purpose needs says so', async () => {
    const { access, sit, atSeat, comeBack, answers, granted } = await world()
    const { seat } = await access.arrive()
    await sit(seat)
    answers.scope = 'USER_ID'
    const asked = await atSeat(seat, '?next=erase')
    expect((await comeBack(asked)).path).toBe(`/s/${seat.id}/problem/permission_missing?next=erase`)
    expect(await granted()).toEqual([])
  })

  it('is not started by a prefetch or a HEAD request', async () => {
    const { access, sit, calls } = await world()
    const { seat } = await access.arrive()
    await sit(seat)
    const purposeOf = async (query: URLSearchParams) => await seatPurpose(seat.id, query)
    for (const request of [
      new Request(`${APP_URL}/s/${seat.id}/consent`, { method: 'HEAD' }),
      new Request(`${APP_URL}/s/${seat.id}/consent`, { headers: { 'sec-purpose': 'prefetch' } }),
    ]) {
      expect((await beginConsent(request, consentFor, purposeOf)).status).toBe(204)
    }
    const back = new NextRequest(`${APP_URL}/api/auth/callback/divar?state=${randomUUID()}`, { method: 'HEAD' })
    expect((await finishConsentCallback(back, consentFor)).status).toBe(204)
    expect(await open().db.select().from(oauthAttempts)).toEqual([])
    expect(calls).toEqual([])
  })
})

const hashOf = (from: URL): string => hashSecret(from.searchParams.get('state') ?? '')
