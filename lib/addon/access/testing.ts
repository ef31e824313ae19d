import { randomBytes, randomUUID } from 'node:crypto'
import type { Db } from '#lib/db/client.ts'
import { accessStore } from '#lib/db/stores/access.ts'
import { inboxStore } from '#lib/db/stores/inbox.ts'
import { conversationSend, type Launch, type TokenSet } from '#lib/divar/index.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { forgetPeykUser } from '#lib/services/forgetters.ts'
import { type EventDeps, messageHandlers } from '../inbox/index.ts'
import {
  type AccessDeps,
  acceptLaunch,
  type ConsentPurpose,
  callStore,
  claimConsent,
  finishConsent,
  redeemTicket,
  type Seat,
  type Session,
  startConsent,
} from './index.ts'

/** With ids as plain texts. */
type PlainLaunch = Omit<Launch, 'postToken' | 'conversationId'> & Record<'postToken' | 'conversationId', string | null>
type PlainTokens = Omit<TokenSet, 'accessToken' | 'refreshToken'> & { accessToken: string; refreshToken: string | null }

const launchOf = (plain: PlainLaunch) => plain as Launch
export const tokenSet = (plain: PlainTokens) => plain as TokenSet

/** A launch as Divar sends it from a chat. */
export const launch = launchOf({
  version: 2,
  source: 'CHAT',
  postToken: 'post-1',
  conversationId: 'conversation-1',
  side: 'DEMAND',
  userId: null,
  peerId: null,
  data: {},
  location: null,
})

/** What a consent for `conversation` is answered with. */
export const tokensFor = (conversation: string, change: Partial<PlainTokens> = {}): TokenSet =>
  tokenSet({
    accessToken: 'access-0',
    refreshToken: 'refresh-0',
    scopes: ['USER_ID', 'offline_access', conversationSend(conversation)],
    expiresInSeconds: 3600,
    ...change,
  })

type Refresh = AccessDeps['divar']['refreshTokens']

/** The access domain over a real database, with a Divar that does as it is told, and a clock that stands. */
export function accessWorld(
  db: Db,
  launchUserId: AccessDeps['launchUserId'] = 'observe',
  clock = fixedClock('2026-11-22T09:00:00Z'),
) {
  const warnings: unknown[] = []
  const refreshes: Parameters<Refresh>[0][] = []
  const answers: Refresh[] = []
  const note = (what: unknown) => void warnings.push(what)
  const { measures, noted } = notedMeasures()
  const deps: AccessDeps & EventDeps = {
    store: accessStore(db),
    calls: callStore(accessStore(db)),
    transaction: async (work) => await db.transaction(async (tx) => await work(accessStore(tx))),
    clock,
    random: randomBytes,
    sealer: createSealer([new Uint8Array(32).fill(7)]),
    log: { info: () => undefined, debug: () => undefined, warn: note, error: note },
    measures,
    divar: {
      async refreshTokens(given) {
        refreshes.push(given)
        const number = refreshes.length
        const answer = answers.shift()
        if (answer) return await answer(given)
        return tokensFor('any', { accessToken: `access-${number}`, refreshToken: `refresh-${number}` })
      },
    },
    launchUserId,
    erase: async (id) => await db.transaction(async (tx) => await forgetPeykUser(tx, id, clock())),
    handlers: messageHandlers([]),
    insert: async (received) => (await inboxStore(db).insert([received]))[0] ?? false,
    wake: () => undefined,
  }

  const issue = async (change: Partial<PlainLaunch> = {}) => {
    const accepted = await acceptLaunch(deps, launchOf({ ...launch, ...change }))
    if (accepted.kind !== 'ticket') throw new Error(accepted.kind)
    return accepted.ticket
  }
  const seatOf = async (id: string): Promise<Seat> => {
    const seat = await deps.store.findSeat(id)
    if (!seat) throw new Error('no seat')
    return seat
  }
  /** A browser with a seat; `session` for one that has been here before. */
  const arrive = async (change: Partial<PlainLaunch> = {}, session: Session | null = null) => {
    const opened = await redeemTicket(deps, { ticket: await issue(change), session })
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    const seat = await seatOf(opened.seatId)
    const { sessionId } = seat
    const now = clock()
    const own = { id: sessionId, createdAt: now, lastActiveAt: now, expiresAt: new Date(now.getTime() + 8 * 3_600_000) }
    return { ...opened, seat, session: session ?? own }
  }
  const begin = async (seat: Seat, purpose: ConsentPurpose = { kind: 'booking', seatId: seat.id }) => {
    const state = randomUUID()
    const scopes = ['USER_ID', 'offline_access', conversationSend(seat.conversationId)]
    const { sessionId } = seat
    await startConsent(deps, { sessionId, purpose, state, scopes, cookies: { 'peyk.state': state } })
    return state
  }
  const claim = async (seat: Seat) => {
    const claimed = await claimConsent(deps, { state: await begin(seat), sessionId: seat.sessionId })
    if (claimed.kind !== 'claimed') throw new Error(claimed.kind)
    return claimed.attempt
  }
  const consent = async (seat: Seat, divarUserId: string, change: Partial<PlainTokens> = {}) =>
    await finishConsent(deps, {
      attempt: await claim(seat),
      divarUserId,
      tokens: tokensFor(seat.conversationId, change),
    })
  const granted = async (seat: Seat, divarUserId: string, change: Partial<PlainTokens> = {}) => {
    const finished = await consent(seat, divarUserId, change)
    if (finished.kind !== 'granted') throw new Error(finished.reason)
    return finished.grant
  }
  return {
    deps,
    clock,
    warnings,
    noted,
    refreshes,
    /** What the next refreshes come to, in order; after that all succeed. */
    answerRefresh: (...next: Refresh[]) => void answers.push(...next),
    issue,
    arrive,
    seatOf,
    begin,
    claim,
    consent,
    granted,
  }
}
