import type { BusinessStore, PriceDraftStore, PriceHistory } from '#lib/business/index.ts'
import type { ProofStore, ResendTx, WebhookStore } from '#lib/carrier/index.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { Sealer } from '#lib/kernel/seal.ts'
import type { Vehicle } from '#lib/kernel/vehicle.ts'
import type { Parcel, Payer, Place, Service, ShipmentStep, ShippingDeps, StepAuthor } from '#lib/shipping/index.ts'
import type { RecordAudit, StaffActor, StaffDeps } from '#lib/staff/index.ts'
import type { ThreadDeps } from '#lib/threads/index.ts'
import type { Cursor } from './cursor.ts'
import type { DeadOrder, StuckMessage } from './exceptions.ts'
import type { QueueFilter } from './filter.ts'
import type { PaperRow } from './paper.ts'
import type { Answers, FailureRow, ReportRow } from './report.ts'
import type { Dated } from './standing.ts'
import type { Tab } from './tabs.ts'

/** Who acts on the desk. */
export type DeskActor = Pick<StaffActor, 'staffId' | 'role' | 'address'>

/** A shipment in the queue. It names nobody: of both ends only city and district. */
export type QueueRow = Dated & {
  id: string
  trackingCode: string
  service: Service
  pickup: Place | null
  dropoff: Place | null
  size: Parcel['size']
  payer: Payer
  priceToman: number
  courierId: string | null
}

/** A step of the timeline; who of the staff took it, where one did. */
export type DeskStep = ShipmentStep & { author: StepAuthor | null }

/** What somebody of the staff noted; sealed. */
export type DeskNote = { id: string; staffId: string; staffRole: string; sealedText: string; createdAt: Date }

/** What a courier has: shipments still to collect, and those already collected or that could not be handed over. */
export type Load = { courierId: string; toCollect: number; onTheWay: number }

/** The moments that a queue is looked at by. */
export type Moments = { now: Date; silentSince: Date; dayBegan: Date }

/** A filter with what its tab shows. */
export type QueueQuery = Omit<QueueFilter, 'tab'> & { tab: Tab }

/** None of it is of a shipment that nobody accepted. */
export type DeskStore = {
  /** By promise and id after `filter.after`, what was promised no time last; each row with where it stands. */
  queue(query: QueueQuery, moments: Moments, limit: number): Promise<{ row: QueueRow; cursor: Cursor }[]>
  counts(tabs: Readonly<Record<string, Tab>>, moments: Moments): Promise<Record<string, number>>
  /** Of every courier who has any that is open. */
  loads(): Promise<Load[]>
  byCodes(trackingCodes: readonly string[]): Promise<QueueRow[]>
  /** With one of these digests beside an address of either end, the newest first. */
  byMobile(digests: readonly string[], limit: number): Promise<QueueRow[]>
  stepsOf(shipmentId: string): Promise<DeskStep[]>
  /** In no order. */
  onPaper(shipmentIds: readonly string[]): Promise<PaperRow[]>
  /** What this courier was given and is not over, all of it. */
  ofCourier(courierId: string): Promise<string[]>
  /** What the audit has of one print of theirs, since then, in its order. */
  printed(staffId: string, printId: string, since: Date): Promise<PrintEntry[]>
  /** What the staff noted, in its order. */
  notesOf(shipmentId: string): Promise<DeskNote[]>
  /** The tracking codes of those of these ids that are shipments still. */
  codesOf(ids: readonly string[]): Promise<Map<string, string>>
  /** The newest first. */
  deadOrders(limit: number): Promise<DeadOrder[]>
  /** The newest first. */
  stuckMessages(limit: number): Promise<StuckMessage[]>
}

export type PrintEntry = { what: string; which: string; detail: string | null; at: Date }

export type ReportStore = {
  /** Between the first of these moments and the last, where each but the last is the beginning of a day. */
  figures(starts: readonly Date[]): Promise<{ rows: ReportRow[]; failures: FailureRow[]; answers: Answers }>
}

/** Who of the staff comes for parcels. */
export type Couriers = {
  /** The whole name and the vehicle of a courier who is active; null for any other account. */
  working(staffId: string): Promise<{ name: string; vehicle: Vehicle | null } | null>
}

/** What another system is told, as far as the desk has a hand in it. */
export type DeskOrders = Pick<WebhookStore, 'find'> & {
  transaction<T>(work: (tx: ResendTx & { recordAudit: RecordAudit }) => Promise<T>): Promise<T>
}

/** Inside one transaction. */
export type BusinessTx = {
  store: BusinessStore
  drafts: PriceDraftStore
  members: StaffDeps['store']['members']
  recordAudit: RecordAudit
}

/** The versions of the business and its prices in the making, with what the audit keeps of an edit. */
export type DeskBusiness = {
  store: BusinessStore
  drafts: Pick<PriceDraftStore, 'find'>
  prices: PriceHistory
  transaction<T>(work: (tx: BusinessTx) => Promise<T>): Promise<T>
}

export type DeskDeps = {
  store: DeskStore
  shipping: ShippingDeps
  /**
   * For many shipments in one go: their steps may share a transaction, in which one that throws takes no other with it, and
   * what leaves of it is set going when all of `work` is done.
   */
  together<T>(work: (shipping: ShippingDeps) => Promise<T>): Promise<T>
  threads: ThreadDeps
  proofs: Pick<ProofStore, 'find'>
  orders: DeskOrders
  business: DeskBusiness
  /** A picture that somebody sent as a logo, written as a version has it; null: it is none. */
  cleanLogo(bytes: Uint8Array): Promise<string | null>
  couriers: Couriers
  staff: Pick<StaffDeps, 'store' | 'sealer'>
  reports: ReportStore
  clock: Clock
  sealer: Sealer
}
