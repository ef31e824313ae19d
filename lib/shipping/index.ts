export { shipmentActions } from './actions.ts'
export { parseAddress, parsePlace } from './address.ts'
export { type Announcement, type AnnouncementKind, announcementKinds, type ChatButtons } from './announcement.ts'
export type { CodeFault } from './carrier-call.ts'
export {
  type CarrierReason,
  carrierReasons,
  type DelayReason,
  type FailureReason,
  type GiveUpReason,
} from './carrier-reasons.ts'
export type { CarrierWebhookState, CarrierWebhookType } from './carrier-webhook.ts'
export { cheapestFirst, isShownPrice, parseChoice, shownPrices } from './choice.ts'
export { readMobile } from './contact-numbers.ts'
export { type Courier, type CourierStore, courierOfStaff, readCourierName } from './courier.ts'
export type { TapAnswer, TapStore } from './courier-tap.ts'
export { type ShippingRetentionItem, shippingDeclaration } from './declaration.ts'
export { declaredValueOf, parseDeclaredValue, valueOfPrice } from './declared-value.ts'
export type { DistanceClass } from './distance.ts'
export type { ForbiddenGood } from './forbidden.ts'
export { forbiddenGoods } from './forbidden.ts'
export {
  type HandoverCode,
  type HandoverStore,
  type OverrideReason,
  overrideReasons,
  readHandoverCode,
} from './handover-code.ts'
export { shipmentMessageKinds, withinBudget } from './message-budget.ts'
export { digestOfSealed, lastFourDigests, mobileDigest } from './mobile-digest.ts'
export type { Offers } from './offers.ts'
export { type End, isPaidAt, paidAt } from './paid.ts'
export type { Parcel, ParcelSize } from './parcel.ts'
export {
  mustConfirm,
  parcelSizePresets,
  parcelSizes,
  parseParcel,
  presetOf,
  weightBracketsOf,
} from './parcel.ts'
export type { FaultCode, Parsed, WarningCode } from './parsed.ts'
export { faultCodes, warningCodes } from './parsed.ts'
export type { Payer } from './payer.ts'
export { offeredPayers, payers } from './payer.ts'
export type { NamedSlug, Place } from './place.ts'
export type {
  Actor,
  Contact,
  Draft,
  DraftChoices,
  Notices,
  Person,
  Shipment,
  ShipmentStep,
  ShippingDeps,
  ShippingStore,
  ShippingTx,
  Sitting,
  TypedShipment,
  Wording,
} from './ports.ts'
export {
  cellsOf,
  listColumns,
  type PriceCells,
  type PriceColumn,
  type PriceRow,
  type PriceValue,
  partsOfCell,
  priceCell,
  priceColumns,
  priceRows,
  readPriceCells,
} from './price-cells.ts'
export { isMoney, type OddPrice, oddPrices, type PriceChange, priceChanges } from './price-changes.ts'
export { type Appointment, noAppointment, openAppointment, type PickupOption, type PickupWindow } from './promise.ts'
export type {
  Quote,
  QuotePartCode,
  QuoteResult,
  UnavailableReason,
} from './quote.ts'
export { availableServices, isInArea, quotePartCodes, unavailableReasons } from './quote.ts'
export { deliveryTimes, priceRange, rangesBySize, reachOf, sizePrices } from './range.ts'
export {
  type CheckedParcel,
  checkSavedParcels,
  maxSavedParcels,
  placesApart,
  readSavedParcels,
  type SavedParcel,
} from './saved-parcels.ts'
export type { Service } from './service.ts'
export { services } from './service.ts'
export { type ActingStaff, noteStaffAct, readMovedReference, type StepAuthor } from './staff-act.ts'
export type {
  CancelReason,
  CarrierStatus,
  LapseReason,
  RejectReason,
  ShipmentEvent,
  ShipmentState,
} from './status.ts'
export {
  beforePickup,
  cancelReasons,
  carrierEvents,
  carrierStates,
  carrierStatuses,
  isFinal,
  isOpen,
  rejectReasons,
  shipmentStates,
  silence,
  step,
  transitions,
} from './status.ts'
export type { PriceList, Tariff } from './tariff.ts'
export { bundledVersion, everywhere, offersNothing, priceListSchema, sampleTariff } from './tariff.ts'
export { newTrackingCode, parseTrackingCode } from './tracking-code.ts'
export {
  type Acceptance,
  type Accepted,
  type Answer,
  acceptProposal,
  type NotAcceptable,
  prepareAcceptance,
} from './use-cases/accept.ts'
export { type Amended, type Amendment, amendProposal, prepareAmendment } from './use-cases/amend.ts'
export { announcementOf, announceShipment, prepareAnnouncement } from './use-cases/announce.ts'
export { sendCourier } from './use-cases/assign-courier.ts'
export { bookShipment } from './use-cases/book.ts'
export { cancelShipment } from './use-cases/cancel.ts'
export { moveByCarrier } from './use-cases/carrier-step.ts'
export { type CarrierView, carrierView, shipmentsOfCarrier } from './use-cases/carrier-view.ts'
export { corrected } from './use-cases/complete.ts'
export { proposeInstead } from './use-cases/counter.ts'
export { dropDraft, mayReadPerson, type OwnDraft, readDraft, saveDraft } from './use-cases/draft.ts'
export {
  type ErasedTyped,
  type ErasureMeaning,
  eraseTyped,
  erasureMeaning,
  type PreparedErasure,
  prepareErasure,
} from './use-cases/erase.ts'
export { expireProposals, lapseShipments, remindOfProposals } from './use-cases/expire.ts'
export { keptUntil } from './use-cases/keep-draft.ts'
export { mayAct, type Unproved } from './use-cases/may-act.ts'
export { type NoticesTurned, turnNoticesOff, turnNoticesOn } from './use-cases/notices.ts'
export {
  maxProblemLength,
  maxProblems,
  ownProblems,
  type ReadWords,
  readWords,
  reportProblem,
} from './use-cases/problem.ts'
export {
  type DraftPart,
  endsOf,
  nextPart,
  prepareProposal,
} from './use-cases/proposal.ts'
export { rejectProposal } from './use-cases/reject.ts'
export { senderFor } from './use-cases/transition.ts'
export { type ShipmentView, statusOf, viewShipment } from './use-cases/view.ts'
export { heavierWeights, includedWeight, isUsuallyTooLarge, usualSize } from './usual.ts'
