import type { Clock } from '#lib/kernel/clock.ts'
import type { RandomBytes } from '#lib/kernel/ids.ts'
import type { Sealer } from '#lib/kernel/seal.ts'
import type { Side } from '#lib/kernel/side.ts'
import type { Announcement, AnnouncementKind, SenderGrant } from './announcement.ts'
import type { FailureReason, GiveUpReason } from './carrier-reasons.ts'
import type { CarrierWebhookState, CarrierWebhookType } from './carrier-webhook.ts'
import type { CourierStore } from './courier.ts'
import type { TapStore } from './courier-tap.ts'
import type { HandoverStore, OverrideReason } from './handover-code.ts'
import type { Offers } from './offers.ts'
import type { Parcel } from './parcel.ts'
import type { Payer } from './payer.ts'
import type { Place } from './place.ts'
import type { Appointment } from './promise.ts'
import type { Quote } from './quote.ts'
import type { Service } from './service.ts'
import type { StaffAct, StaffNote, StepAuthor, StoredCourier } from './staff-act.ts'
import type { CancelReason, LapseReason, RejectReason, ShipmentEvent, ShipmentState } from './status.ts'

/** Who acts, as their seat proved it. `divarUserId` only after a consent. */
export type Actor = {
  seatId: string
  sessionId: string
  conversationId: string
  side: Side
  postToken: string | null
  divarUserId: string | null
  grantId: string | null
  /** Who launched, as Divar said. */
  launchUserId?: string | null
}

/** Where somebody sits, and whom the seat knew when they began. */
export type Sitting = Pick<Actor, 'seatId' | 'divarUserId' | 'launchUserId'>

/** The part of an address that names a person: sealed wherever it is kept. */
export type Contact = { name: string; mobile: string; line: string; postalCode: string | null }

/** What a draft holds that names nobody. `postPlace` and `itemTitle` are Divar's, as they stood when last seen. */
export type DraftChoices = {
  parcel: Parcel | null
  ownPlace: Place | null
  /** Chosen, but its district is still to come. */
  cityInMind: string | null
  otherPlace: Place | null
  service: Service | null
  payer: Payer | null
  itemTitle: string | null
  postPlace: Place | null
  /** The parcel of another side's proposal as the seller corrects it, until they answer. Absent from older drafts. */
  correction?: { trackingCode: string; parcel: Parcel; declaredValueToman?: number | null } | null
  /** The fixed price of the post, as far as it says what the thing is worth. Absent from older drafts. */
  postPriceToman?: number | null
  /** What the thing is worth, as somebody said: null, that they declare nothing; absent, nobody said anything. */
  declaredValueToman?: number | null
}

export type Draft = {
  id: string
  seatId: string
  conversationId: string
  side: Side
  typedBySessionId: string | null
  typedByDivarUserId: string | null
  trackingCode: string
  choices: DraftChoices
  sealedAddress: string | null
  version: number
  createdAt: Date
  updatedAt: Date
  dueAt: Date
}

/** What nobody has agreed to yet has no appointment. */
export type Shipment = Appointment & {
  id: string
  trackingCode: string
  conversationId: string
  postToken: string | null
  itemTitle: string | null
  proposerSide: Side
  state: ShipmentState
  parcel: Parcel
  service: Service
  payer: Payer
  quote: Quote
  /** Tomans: acceptance above it is impossible. */
  priceLimitToman: number
  /** What the thing is worth, as its sender and receiver told the business; null: they declared nothing. */
  declaredValueToman: number | null
  pickup: Place | null
  dropoff: Place | null
  announced: boolean
  /** What the proposer allowed, and what the other side allowed. */
  grantId: string | null
  otherGrantId: string | null
  reason: RejectReason | CancelReason | GiveUpReason | LapseReason | null
  createdAt: Date
  updatedAt: Date
  /** When a proposal expires. */
  dueAt: Date | null
  /** When the other side is reminded of it; null once that is settled. */
  remindAt: Date | null
  endedAt: Date | null
}

export type ShipmentStep = {
  shipmentId: string
  number: number
  event: ShipmentEvent | 'propose'
  state: ShipmentState
  by: Side | 'carrier' | 'clock'
  at: Date
  /** Why a delivery failed, where the carrier said so, or why the carrier went on without a handover code. */
  reason: FailureReason | OverrideReason | null
}

/** A step to be taken, at `at`; `began`: when there was none before it; `happenedAt`: when it happened, if somebody says so. */
type NewStep = Omit<ShipmentStep, 'number'> & { began: Date; happenedAt?: Date | undefined }

export type ShipmentAddress = {
  shipmentId: string
  side: Side
  typedBySessionId: string
  typedByDivarUserId: string | null
  sealed: string
}

/** Whose typed data: what a session typed on its side of a conversation, and all of a proven Divar user's anywhere. */
export type Person = {
  divarUserId: string | null
  seat: { id: string; sessionId: string; conversationId: string; side: Side } | null
}

/** What a person typed on one side of one shipment. */
export type TypedShipment = { shipment: Shipment; side: Side; address: boolean; problems: number }

/** A side that wants the steps of a shipment told in the chatbot, and the Divar user who allowed it. */
export type Notices = { shipmentId: string; side: Side; divarUserId: string; grantId: string; createdAt: Date }

/** What a side told the courier business, sealed. */
export type Problem = {
  id: string
  shipmentId: string
  side: Side
  typedBySessionId: string
  typedByDivarUserId: string | null
  sealedText: string
  createdAt: Date
}

/** What is sealed in a shipment's row beside the shipment, and what couriers tapped. */
type OwnStores = HandoverStore & CourierStore & TapStore

export type ShippingStore = OwnStores & {
  draftOfSeat(seatId: string): Promise<Draft | null>
  /** The newest draft of a side of a conversation, on any seat. */
  latestDraft(conversationId: string, side: Side, now: Date): Promise<Draft | null>
  /** The latest with an address among those whose seat's id begins so. */
  keptDraft(conversationId: string, side: Side, seatIds: string, now: Date): Promise<Draft | null>
  /** False when the seat has a draft already. */
  insertDraft(draft: Draft): Promise<boolean>
  /** Whether the draft still had the version before this one. */
  updateDraft(draft: Draft): Promise<boolean>
  deleteDraft(draftId: string, version: number): Promise<boolean>
  deleteDraftsOf(conversationId: string, side: Side): Promise<void>

  shipmentByCode(trackingCode: string): Promise<Shipment | null>
  /** Of each code, in the order asked. */
  shipmentsByCode(trackingCodes: readonly string[]): Promise<(Shipment | null)[]>
  /** As it stands, and nobody moves it until this transaction ends. */
  lockShipment(shipmentId: string): Promise<Shipment | null>
  shipmentById(id: string): Promise<Shipment | null>
  openShipment(conversationId: string): Promise<Shipment | null>
  /** False when the conversation has an open shipment already. */
  insertShipment(shipment: Shipment): Promise<boolean>
  /**
   * Writes a shipment as it now stands, but its permissions and its appointment, if it still is in this state, proposed by
   * this side; gives the row as it stands then, null when it is not. An amended proposal stays in its state, but not with its
   * proposer. `sends`: the courier who is sent with that.
   */
  moveShipment(
    shipment: Shipment,
    from: Pick<Shipment, 'state' | 'proposerSide'>,
    sends?: StoredCourier | null,
  ): Promise<Shipment | null>
  /** Writes window and promise alone: `moveShipment` leaves them, so that no step undoes a promise moved meanwhile. */
  setAppointment(shipmentId: string, appointment: Appointment, at: Date): Promise<void>
  /** Proposals whose deadline has passed, the longest first, but for those with these ids. */
  dueProposals(now: Date, limit: number, met: string[]): Promise<Shipment[]>
  /** Proposals of which the other side is to be reminded, the longest due first, likewise. */
  dueReminders(now: Date, limit: number, met: string[]): Promise<Shipment[]>
  /** What was accepted and has had no step since then, the longest first, but for those with these ids. */
  silentShipments(since: Date, limit: number, met: string[]): Promise<Shipment[]>
  /** Whether this call settled the reminder of a proposal that still stands. */
  settleReminder(shipmentId: string): Promise<boolean>
  /** False when it is announced by this grant already, or no longer a proposal. */
  markAnnounced(shipmentId: string, grantId: string): Promise<boolean>
  /** The two sides change places, and what each allowed goes with it. */
  swapGrants(shipmentId: string): Promise<void>
  /** Keeps what the proposer allowed, or the other side. */
  setGrant(shipmentId: string, by: 'proposer' | 'other', grantId: string): Promise<void>
  /** Shipments in one of these states, by tracking code after `after`. */
  shipmentsIn(states: readonly ShipmentState[], after: string | null, limit: number): Promise<Shipment[]>

  /** `mobileDigest`: by what it is found, see `lib/shipping/mobile-digest.ts`. */
  insertAddress(address: ShipmentAddress & { mobileDigest?: string | null }): Promise<void>
  addressOf(shipmentId: string, side: Side): Promise<ShipmentAddress | null>
  /** Of both sides, or of one; whether there was any. */
  deleteAddresses(shipmentId: string, side?: Side): Promise<boolean>

  /**
   * The next one; gives its number. It happened when it is said to have, but not before the step before it (nor `began`),
   * and not after `at`. `author`: who of the staff took it, where one did.
   */
  addStep(step: NewStep, author?: StepAuthor | null): Promise<number>
  stepsOf(shipmentId: string): Promise<ShipmentStep[]>

  noticesOf(shipmentId: string, side: Side): Promise<Notices | null>

  /** Whom of its couriers the business sends, by the id of their account. */
  courierIdOf(shipmentId: string): Promise<string | null>
  setSentCourier(shipmentId: string, sent: StoredCourier, at: Date): Promise<void>

  insertProblem(problem: Problem): Promise<void>
  problemsOf(shipmentId: string): Promise<Problem[]>
  /** How far the orders of this type have come, each by its reference. */
  orderStates(
    shipmentId: string,
    type: CarrierWebhookType,
  ): Promise<{ reference: string; state: CarrierWebhookState }[]>

  /** The Divar user who is proved to be this side of the conversation, by a consent. */
  provedUser(conversationId: string, side: Side): Promise<string | null>
  /** What there is of a person; shipments in the order of their ids. */
  typedBy(person: Person): Promise<{ drafts: number; shipments: TypedShipment[] }>
  forgetDrafts(person: Person): Promise<number>
  /** Pictures of what was delivered to an address that they typed. */
  forgetProofs(person: Person): Promise<void>
  /** What they typed about these shipments: addresses and problems; how many problems went. */
  forgetTyped(person: Person, shipmentIds: string[]): Promise<number>
  /** Of the end of this side only the city stays. */
  forgetDistrict(shipmentId: string, side: Side): Promise<void>

  hasCarrierCall(id: string): Promise<boolean>
  /** Whether the carrier's call is new. */
  insertCarrierCall(id: string, now: Date): Promise<boolean>
}

export type ShippingTx = ShippingStore & {
  /**
   * Whether the actor still has the seat: nothing of a person is written once they had it erased. It stands until
   * this transaction ends. A shipment is locked before, a draft after.
   */
  seatStands(actor: Sitting): Promise<boolean>
  /** The seats that erasing a person's data is about: nobody writes from one of them until this transaction ends. */
  lockSeats(person: Person): Promise<void>
  /**
   * Queues the message in this transaction and gives its id, or null where the shipment's budget of messages is spent.
   * Messages of this shipment that have not left are superseded: they no longer say what is so.
   */
  announce(shipment: Shipment, announcement: Announcement, speaker: SenderGrant): Promise<string | null>
  /** Messages of this shipment that have not left and no longer say what is so. */
  supersede(shipmentId: string): Promise<void>
  /** Whether this user's permission has not been taken back. It stands until this transaction ends. */
  grantStands(grantId: string, divarUserId: string): Promise<boolean>
  /** Keeps that a side wants notices; again, by the permission it now has. */
  putNotices(notices: Notices): Promise<void>
  /** A side wants no more of them: those that have not left are superseded. */
  endNotices(shipmentId: string, side: Side): Promise<void>
  /** Queues a notice of this step for each side that wants it. After a final one nobody does any more. */
  tellStep(shipment: Shipment, step: Pick<ShipmentStep, 'number' | 'reason'>): Promise<void>
  /** Keeps what somebody of the staff noted; false: it came with the same form before. */
  insertNote(note: StaffNote): Promise<boolean>
  /** Keeps in the audit what somebody of the staff did. */
  recordAudit(act: StaffAct): Promise<void>
  /** Queues an order for the carrier in this transaction. The same once more changes nothing. */
  notifyCarrier(order: { shipmentId: string; type: CarrierWebhookType; reference?: string; at: Date }): Promise<void>
}

/** Says things in the chat. May look up city names, so it is called outside transactions. */
export type Wording = {
  /** `failure`: why a delivery failed, where the carrier said so. */
  announce(kind: AnnouncementKind, shipment: Shipment, failure?: FailureReason | null): Promise<Announcement>
}

/** Whether what somebody allowed still stands. */
export type Grants = { isLive(grantId: string): Promise<boolean> }

export type ShippingDeps = {
  store: ShippingStore
  transaction<T>(work: (tx: ShippingTx) => Promise<T>): Promise<T>
  clock: Clock
  random: RandomBytes
  sealer: Sealer
  offers: Offers
  wording: Wording
  grants: Grants
}
