import 'server-only'
import type { ConsentPurpose, Seat } from '#lib/addon/access/index.ts'
import { neededScopes, renewSubscription, turnOn } from '#lib/assistant/index.ts'
import { conversationSend, hasScope, parseDirectLink, type Scope, scopes } from '#lib/divar/index.ts'
import type { ErrorCode } from '#lib/peyk.ts'
import { isFinal, turnNoticesOn } from '#lib/shipping/index.ts'
import { type Consent, isRefusal } from '#lib/web/consent.ts'
import { seatHref } from '#lib/web/seat-path.ts'
import { chatbotLinkIn } from '../chatbot/link.ts'
import { seated } from '../seat/seated.ts'
import { shipmentHref } from '../seat/visit.ts'
import { wantedPath, wantedQuery } from '../seat/wanted.ts'
import { mayAnnounce, type ShipmentMessages, shipmentMessages } from '../shipment/messages.ts'
import { type PeykOwnPurpose, type PeykPurpose, readPurpose } from './purposes.ts'

type Of<Kind> = Extract<PeykPurpose, { kind: Kind }>

const consents: { [Kind in PeykPurpose['kind']]: (purpose: Of<Kind>) => Consent } = {
  booking: ({ seatId }) => ({ ...ofSeat(seatId, ''), goesOn: `${seatHref(seatId)}/preview` }),

  act({ seatId, trackingCode, next }) {
    const base = seatHref(seatId)
    const shipment = trackingCode === null ? null : { trackingCode }
    const goesOn = wantedPath(base, next, shipment)
    const query = wantedQuery({ shipment: trackingCode, next: goesOn && next })
    return { ...ofSeat(seatId, query), goesOn: goesOn ?? (shipment ? shipmentHref(base, shipment) : base) }
  },

  notices({ seatId, trackingCode }) {
    const { permissionPage, problem, ...usual } = ofSeat(seatId, wantedQuery({ shipment: trackingCode, next: null }))
    const href = shipmentHref(seatHref(seatId), { trackingCode })
    const refused = `${href}?notices=${noticesRefused}#notices`
    return {
      scopes: (seat) => [...usual.scopes(seat), scopes.chatBotUserSend],
      permissionPage: `${permissionPage}&notices=1`,
      goesOn: `${href}#notices`,
      // It may have been given in part.
      async granted({ shipping }, grant) {
        const here = hasScope(grant.scopes, scopes.chatBotUserSend) && (await seated(seatId))
        if (!here) return refused
        const given = { trackingCode, grantId: grant.id, divarUserId: grant.divarUserId }
        const { kind } = await turnNoticesOn(shipping, here.actor, given)
        return kind === 'permission_missing' ? refused : this.goesOn
      },
      problem: (code) => (isRefusal(code) ? refused : problem(code)),
    }
  },

  assistant({ postToken }) {
    const query = assistantQuery(postToken)
    const problem = (code: ErrorCode) => `/assistant/problem/${code}${query}`
    return {
      scopes: () => [...ownScopes, scopes.offlineAccess, ...neededScopes(postToken)],
      permissionPage: `/assistant${query}`,
      goesOn: `/assistant${query}`,
      // It is subscribed at once, so that its page can say so.
      async granted(app, { id: grantId, divarUserId, scopes }) {
        const assistant = await turnOn(app.assistant, { divarUserId, postToken, grantId, scopes })
        if (!assistant) return problem('session_ended')
        if (assistant.state === 'on') await renewSubscription(app.keeper, assistant.id)
        return `/assistant/${assistant.id}`
      },
      problem,
      // A post's scope is its advertiser's to give. Contract §6.3.
      scopesRefused: 'post_not_yours',
    }
  },

  chatbot({ conversationId }) {
    const goesOn = '/chatbot/linked'
    const problem = (code: ErrorCode) => `/chatbot/problem/${code}`
    return {
      // Who it is, and to hear when they take it back.
      scopes: () => ownScopes,
      permissionPage: '/chatbot/link',
      goesOn,
      async again({ chatbot }) {
        return (await chatbot.store.linkedUser(conversationId)) === null ? problem('link_used') : goesOn
      },
      async granted({ chatbot, clock }, { id: grantId, divarUserId }) {
        const linked = await chatbot.store.link({ conversationId, divarUserId, grantId, now: clock() })
        if (!linked) return problem('session_ended')
        await chatbot.greetLinked(conversationId)
        return goesOn
      },
      problem,
    }
  },
}

/** What a purpose comes to; null: only another build knows. */
export function consentFor(stored: ConsentPurpose): Consent | null {
  const purpose = readPurpose(stored)
  return purpose && known(purpose)
}

const known = <Kind extends PeykPurpose['kind']>(purpose: Of<Kind>): Consent => consents[purpose.kind](purpose)

const ownScopes: Scope[] = [scopes.userId, scopes.accessRevocation]

/** What each consent of a seat asks, and where it is asked and ends; `query` leads back to what was wanted. */
const ofSeat = (seatId: string, query: string): Omit<Consent, 'goesOn'> => ({
  scopes: (seat) => [
    ...[scopes.userId, scopes.offlineAccess, scopes.accessRevocation],
    ...(seat ? [conversationSend(seat.conversationId)] : []),
  ],
  permissionPage: `${seatHref(seatId)}/permission${query}`,
  problem: (code) => `${seatHref(seatId)}/problem/${code}${query}`,
})

/** Where it is asked whether the steps of a shipment may be told in the chatbot. */
export const noticesPermissionHref = (seatId: string, { trackingCode }: { trackingCode: string }): string =>
  consents.notices({ kind: 'notices', seatId, trackingCode }).permissionPage

/** What the shipment's page says, in its address, of a permission for notices that was not given. */
export const noticesRefused = 'refused'

/** What is to be asked, for whose seat, or where to go instead. */
type PeykBegun =
  | { purpose: PeykPurpose; seat: Seat }
  | { purpose: PeykOwnPurpose; seat: null }
  | { purpose: null; instead: string }

/**
 * `/s/{seat}/consent`, with `?shipment=` for one that is booked, `&notices=1` to have its steps told in the chatbot, or
 * `next=` for what else somebody must prove who they are for.
 */
export async function seatPurpose(seatId: string, query: URLSearchParams): Promise<PeykBegun> {
  const here = await seated(seatId)
  if (!here) return { purpose: null, instead: '/problem/session_ended' }
  const found = await shipmentMessages(here, query.get('shipment') ?? '')
  const shipment = found?.view.shipment ?? null
  const { seat } = here
  if (shipment && query.get('notices') === '1' && !isFinal(shipment.state)) {
    return { seat, purpose: { kind: 'notices', seatId, trackingCode: shipment.trackingCode } }
  }
  const named = query.get('next')
  const next = wantedPath(here.base, named, shipment) === null ? found && usualNext(found) : named
  if (next === null) return { seat, purpose: { kind: 'booking', seatId } }
  return { seat, purpose: { kind: 'act', seatId, trackingCode: shipment?.trackingCode ?? null, next } }
}

/** What a permission for a shipment is wanted for where its address does not say. */
function usualNext(found: ShipmentMessages): 'announce' | 'accept' | 'shipment' {
  const { shipment, role } = found.view
  if (mayAnnounce(found)) return 'announce'
  return role === 'other' && shipment.state === 'proposed' ? 'accept' : 'shipment'
}

/** `/assistant/consent?post=` or `?all=1`. */
export async function assistantPurpose(query: URLSearchParams): Promise<PeykBegun> {
  const postToken = postOf(Object.fromEntries(query))
  if (postToken === undefined) return { purpose: null, instead: '/problem/not_found' }
  return { purpose: { kind: 'assistant', postToken }, seat: null }
}

/** `/chatbot/link/consent?from=`. */
export async function chatbotPurpose(query: URLSearchParams): Promise<PeykBegun> {
  const link = await chatbotLinkIn(query.get('from') ?? '')
  if (!link) return { purpose: null, instead: '/chatbot/problem/link_expired' }
  return { purpose: { kind: 'chatbot', ...link }, seat: null }
}

/** The post that an address names, or null for all posts; undefined: neither. A hint: Divar's grant proves whose it is. */
export function postOf(query: Record<string, string>): string | null | undefined {
  if (query.all === '1') return null
  return parseDirectLink(new URLSearchParams({ post_token: query.post ?? '' })).postToken ?? undefined
}

/** The same as an address says it. */
export const assistantQuery = (postToken: string | null): string =>
  postToken === null ? '?all=1' : `?post=${encodeURIComponent(postToken)}`
