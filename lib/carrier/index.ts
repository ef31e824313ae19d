export { mostAttempts, nextOrderAttemptAt } from './back-off.ts'
export { type CarrierOrder, type NewOrder, type OrderState, orderStates } from './carrier-order.ts'
export { deliverOrder, type OrderDelivered } from './deliver-order.ts'
export { deliverProof, type ProofDelivered } from './deliver-proof.ts'
export {
  type EndOnWire,
  type OrderBody,
  type OrderFacts,
  orderBody,
  type ShipmentOnWire,
  shipmentOnWire,
} from './order-body.ts'
export {
  type OwnProof,
  ownProof,
  type ProofAnswer,
  type ProofTapped,
  settleProof,
  showProofInChat,
} from './own-proof.ts'
export { carrierStatuses, parseStatusCall, type StatusCall } from './parse-status-call.ts'
export type {
  DeliverOrderDeps,
  OrderClaim,
  OrderDeps,
  OrderOutcome,
  OrderReceiver,
  OrderRequest,
  OrderSettlement,
  OrderStore,
  OrderTransaction,
  QueueOrderDeps,
  WakeOrder,
} from './ports.ts'
export type { PictureKind, Proof, ProofState, ProofWay } from './proof.ts'
export type {
  ChatAddress,
  ChatbotAddress,
  CleanedPicture,
  DeliverProofDeps,
  ProofChat,
  ProofDeps,
  ProofSettlement,
  ProofStore,
  ProofTarget,
  ProofToken,
  ReceiveProofDeps,
  ShowOutcome,
  TapProofDeps,
  UploadOutcome,
  WakeProof,
} from './proof-ports.ts'
export { queueOrder } from './queue-order.ts'
export { type ProofReceived, receiveProof } from './receive-proof.ts'
export { type SignedHeaders, signOrder, type VerifiedCall, verifyCall } from './signature.ts'
export { type OrdersSwept, sweepOrders } from './sweep-orders.ts'
export { type ProofsSwept, sweepProofs } from './sweep-proofs.ts'
