import * as access from '#lib/addon/access/index.ts'
import { answerCall, answerEvent, byButton, type CallDeps } from '#lib/addon/inbox/index.ts'
import { createWatchHub, eventStream, streamAnswer } from '#lib/addon/index.ts'
import { eraseDue, type Forgetter } from '#lib/addon/retention/index.ts'
import type { Tx } from '#lib/db/client.ts'
import { baseErasers } from '#lib/db/stores/erase-base.ts'
import { forgetUser } from '#lib/db/stores/forget-user.ts'
import { conversationSend, type DivarAction, readApiVersion, scopes } from '#lib/divar/index.ts'
import { matchesOneKey, randomSecret } from '#lib/kernel/ids.ts'
import { openBase } from '#lib/services/open-base.ts'
import type { Settings } from '#lib/settings.ts'
import { otherAddon } from './declaration.ts'
import * as meetings from './meetings.ts'
import { formPage, meetingPage, problemPage, statusText } from './page.ts'

/** Opens the add-on; gives what answers its requests, and what ends it. */
export async function openOtherAddon(settings: Settings) {
  const base = await openBase(otherAddon, settings)
  const { divar, jobs, log, measures, clock } = base
  const { db, listen } = base.database
  await meetings.createTables(db)
  const stopping = new AbortController()
  const hub = createWatchHub({ listen, channel: otherAddon.channels.meetings })
  const forgetters: Record<(typeof otherAddon.forgets)[number], Forgetter<Tx>> = { meeting: meetings.forgetUser }
  const forget = async (tx: Tx, divarUserId: string) => await forgetUser(tx, forgetters, { divarUserId, now: clock() })
  const inbox = base.openInbox([], async (userId) => await db.transaction(async (tx) => await forget(tx, userId)))
  const erasers = {
    ...baseErasers(db, { idleSeconds: access.idleSeconds, removeGranted: async () => 0 }),
    meeting: async (dueBefore: Date) => await meetings.eraseMeetings(db, meetings.overBy(dueBefore)),
  }
  await jobs.work({
    channels: { chat_messages: base.chatWorker(async () => null) },
    tasks: { 'erase-expired': async () => void (await eraseDue({ retention: otherAddon.retention, erasers, clock })) },
    log,
    measures,
  })
  const meetingOf = async ({ conversationId }: { conversationId: string }, id: string) => {
    const found = await meetings.findMeeting(db, id)
    return found?.conversationId === conversationId ? found : null
  }
  const onAction = async ({ data }: DivarAction, actor: { conversationId: string }) => {
    const meeting = await meetingOf(actor, data.meeting ?? '')
    return meeting && statusText(meeting)
  }
  const calls: CallDeps = {
    ...base.calls,
    launchOf: byButton([]),
    actionOf: byButton([{ button: { key: 'meeting' }, needs: 'side', onAction }]),
    withoutConversation: () => '/',
    neutralText: 'این دکمه دیگر کاری نمی‌کند.',
  }

  const goTo = (path: string, sid?: string) => {
    const cookie: Record<string, string> = sid ? { 'Set-Cookie': `sid=${sid}; HttpOnly; SameSite=Lax; Path=/` } : {}
    return new Response(null, { status: 303, headers: { Location: new URL(path, settings.APP_URL).href, ...cookie } })
  }
  const sidOf = (request: Request) => /(?:^|; )sid=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? ''
  const sessionOf = async (request: Request) =>
    await access.resolveSession(base.access, sidOf(request), { counts: true })
  const seatOf = async (request: Request, seatId: string) => {
    const session = await sessionOf(request)
    return session && (await access.takeSeat(base.access, { session, seatId, joinSecret: null }))
  }
  const inTransaction = async (work: (tx: Tx, deps: meetings.TxDeps) => Promise<boolean>) =>
    await db.transaction(async (tx) => await work(tx, { wake: base.wakeMessage(tx), clock }))

  async function openTicket(request: Request, ticket: string): Promise<Response> {
    const session = await sessionOf(request)
    const opened = await access.redeemTicket(base.access, { ticket, session, sid: sidOf(request) })
    if (opened.kind === 'refused') return problemPage(opened.reason)
    return goTo(`/s/${opened.seatId}?meeting=${opened.hints.meeting ?? ''}`, 'sid' in opened ? opened.sid : undefined)
  }

  async function beginConsent(seat: access.Seat, meeting: string): Promise<Response> {
    const state = randomSecret(base.access.random)
    const asked = [scopes.userId, scopes.offlineAccess, scopes.accessRevocation, conversationSend(seat.conversationId)]
    const purpose = { kind: 'propose', seatId: seat.id, meeting }
    await access.startConsent(base.access, { ...seat, purpose, state, scopes: asked, cookies: {} })
    return goTo(divar.authorizeUrl({ scopes: asked, state }))
  }

  async function comeBack(request: Request, query: URLSearchParams): Promise<Response> {
    const session = await sessionOf(request)
    const state = query.get('state') ?? ''
    const claimed = await access.claimConsent(base.access, { state, sessionId: session?.id ?? null })
    if (claimed.kind === 'refused') return problemPage(claimed.reason)
    const { seatId, meeting } = claimed.kind === 'used' ? claimed.purpose : claimed.attempt.purpose
    const code = query.get('code')
    if (claimed.kind === 'used' || !session) return goTo(`/s/${seatId}?meeting=${meeting}`)
    if (!code) return problemPage('permission_refused')
    const tokens = await divar.exchangeCode({ code, askedScopes: claimed.attempt.scopes })
    const { userId: divarUserId } = await divar.getUser(tokens)
    const finished = await access.finishConsent(base.access, { attempt: claimed.attempt, divarUserId, tokens })
    if (finished.kind === 'refused') return problemPage(finished.reason)
    await inTransaction(async (tx, deps) => await meetings.propose(tx, deps, String(meeting), finished.grant.id))
    measures.count('meetings', { state: 'proposed' })
    return goTo(`/s/${seatId}?meeting=${meeting}`, await access.issueSid(base.access, session, sidOf(request)))
  }

  async function seatPage(request: Request, seat: access.Seat, id: string): Promise<Response> {
    const meeting = await meetingOf(seat, id)
    const own = `/s/${seat.id}?meeting=${meeting?.id ?? ''}`
    const mayAgree = meeting?.state === 'proposed' && meeting.proposedBy !== seat.side
    if (request.method === 'GET') return meeting ? meetingPage(own, meeting, mayAgree) : formPage(own)
    if (request.headers.get('origin') !== settings.APP_URL) return problemPage('cross_site')
    const form = new URLSearchParams(await request.text())
    if (!meeting) {
      const typed = meetings.readMeeting(form)
      if (!typed) return formPage(own, 'جا و زمان قرار را بنویسید.', form)
      return await beginConsent(seat, await meetings.draftMeeting(db, clock, seat, typed))
    }
    if (!(await inTransaction(async (tx, deps) => await meetings.agree(tx, deps, id, seat.side)))) {
      return problemPage('meeting_settled')
    }
    measures.count('meetings', { state: 'agreed' })
    return goTo(own)
  }

  async function live(request: Request, seat: access.Seat, id: string): Promise<Response> {
    let wake: () => void = () => undefined
    const watched = await hub.watch({ id, sessionId: seat.sessionId }, () => wake())
    if (!watched.ok) return new Response(null, { status: 503 })
    const stream = eventStream({
      version: async () => (await meetingOf(seat, id))?.state ?? null,
      mayStay: async () => (await seatOf(request, seat.id)) !== null,
      onEnd: watched.unwatch,
      signal: request.signal,
      stopping: stopping.signal,
    })
    wake = stream.wake
    return streamAnswer(stream.body)
  }

  async function fromDivar(request: Request, isEvent: boolean): Promise<Response> {
    const isDivar = matchesOneKey(request.headers.get('authorization'), settings.DIVAR_IDENTIFICATION_KEYS)
    if (!isDivar) return new Response(null, { status: 401 })
    const [version, json] = [readApiVersion(request.headers), await request.json()]
    const { status, body } = await (isEvent ? answerEvent(inbox.events, json) : answerCall(calls, version, json))
    return Response.json(body, { status })
  }

  async function answer(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    const [, top = '', id = '', rest] = pathname.split('/')
    if (top === 'api' && id === 'divar') return await fromDivar(request, rest === 'events')
    if (top === 'launch') return await openTicket(request, id)
    if (top === 'api' && id === 'auth') return await comeBack(request, searchParams)
    if (top === 'metrics') return new Response(await measures.text(await base.readings()))
    const seat = top === 's' ? await seatOf(request, id) : null
    if (!seat) return problemPage('session_ended')
    return await (rest === 'live' ? live : seatPage)(request, seat, searchParams.get('meeting') ?? '')
  }

  async function stop(): Promise<void> {
    stopping.abort()
    await inbox.worker?.stop()
    await base.close()
  }
  return { answer, stop }
}
