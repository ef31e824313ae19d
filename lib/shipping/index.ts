export type { Address } from './address.ts'
export { addressLimits, parseAddress } from './address.ts'
export type { Choice } from './choice.ts'
export { parseChoice } from './choice.ts'
export type { DistanceClass } from './distance.ts'
export { distanceClass, distanceClasses, iranZones, provinceOf } from './distance.ts'
export type { ForbiddenGood } from './forbidden.ts'
export { forbiddenGoods } from './forbidden.ts'
export type { Parcel, ParcelSize, ParcelSizePreset } from './parcel.ts'
export {
  parcelSizePresets,
  parcelSizes,
  parseParcel,
  presetOf,
  weightBracketsGrams,
  weightBracketsOf,
} from './parcel.ts'
export type { FaultCode, FormFields, Parsed, WarningCode } from './parsed.ts'
export { faultCodes, warningCodes } from './parsed.ts'
export type { Payer } from './payer.ts'
export { payers } from './payer.ts'
export type { NamedSlug, Place } from './place.ts'
export type {
  Actor,
  Announcement,
  AnnouncementKind,
  CarrierOrderState,
  CarrierOrderType,
  ChatButtons,
  Contact,
  Draft,
  DraftChoices,
  Grants,
  Notices,
  Person,
  Problem,
  Shipment,
  ShipmentAddress,
  ShipmentStep,
  ShippingDeps,
  ShippingStore,
  ShippingTx,
  Speaker,
  TypedShipment,
  Wording,
} from './ports.ts'
export { announcementKinds, carrierOrderTypes } from './ports.ts'
export type {
  PriceRange,
  Quote,
  QuotePart,
  QuotePartCode,
  QuoteResult,
  Unavailable,
  UnavailableReason,
} from './quote.ts'
export { availableServices, priceRange, quote, quotePartCodes, unavailableReasons } from './quote.ts'
export type { Service } from './service.ts'
export { services } from './service.ts'
export type {
  ActorRole,
  CancelReason,
  CarrierStatus,
  RejectReason,
  ShipmentEvent,
  ShipmentState,
  StepResult,
  Transition,
} from './status.ts'
export {
  cancelReasons,
  carrierEvents,
  carrierStates,
  deadlines,
  isFinal,
  isOpen,
  proposalDeadlines,
  rejectReasons,
  shipmentEvents,
  shipmentStates,
  step,
  transitions,
} from './status.ts'
export type { ServiceTariff, Tariff } from './tariff.ts'
export { parseTariff, sampleTariff } from './tariff.ts'
export { newTrackingCode, parseTrackingCode } from './tracking-code.ts'
export {
  type Acceptance,
  type Accepted,
  acceptProposal,
  type NotAcceptable,
  prepareAcceptance,
} from './use-cases/accept.ts'
export { type Announced, announcementOf, announceShipment, prepareAnnouncement } from './use-cases/announce.ts'
export { type Booked, bookShipment } from './use-cases/book.ts'
export { type Cancelled, cancelShipment } from './use-cases/cancel.ts'
export { type CarrierMoved, moveByCarrier } from './use-cases/carrier-step.ts'
export { type CarrierView, carrierView, shipmentsOfCarrier } from './use-cases/carrier-view.ts'
export { proposeInstead } from './use-cases/counter.ts'
export { draftSeconds, dropDraft, mayReadPerson, type OwnDraft, readDraft, saveDraft } from './use-cases/draft.ts'
export {
  type ErasedTyped,
  type ErasureMeaning,
  eraseTyped,
  erasureMeaning,
  type PreparedErasure,
  prepareErasure,
} from './use-cases/erase.ts'
export { expireProposals, remindOfProposals } from './use-cases/expire.ts'
export { type NoticesTurned, turnNoticesOff, turnNoticesOn } from './use-cases/notices.ts'
export {
  longestProblem,
  mostProblems,
  type OwnProblem,
  ownProblems,
  type Reported,
  reportProblem,
} from './use-cases/problem.ts'
export {
  type DraftStep,
  draftQuote,
  endsOf,
  missingStep,
  nextStep,
  type Proposal,
  type ProposalResult,
  prepareProposal,
} from './use-cases/proposal.ts'
export { type Rejected, rejectProposal } from './use-cases/reject.ts'
export { speakerFor } from './use-cases/take-step.ts'
export { type ShipmentView, statusOf, viewShipment } from './use-cases/view.ts'
