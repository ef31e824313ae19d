export { mostAttempts } from './back-off.ts'
export { type CarrierOrder, type NewOrder, type OrderState, orderStates } from './carrier-order.ts'
export { carrierDeclaration } from './declaration.ts'
export { deliverOrder } from './deliver-order.ts'
export { deliverProof } from './deliver-proof.ts'
export {
  aboutCall,
  admitCall,
  type KnownCallStore,
  type Refusal,
} from './known-call.ts'
export {
  type OrderBody,
  type OrderFacts,
  orderBody,
  shipmentOnWire,
} from './order-body.ts'
export {
  type OwnProof,
  ownProof,
  type ProofTapped,
  settleProof,
  showProofInChat,
} from './own-proof.ts'
export { carrierStatuses, parseStatusCall, type StatusCall } from './parse-status-call.ts'
export type {
  DeliverOrderDeps,
  OrderOutcome,
  OrderReceiver,
  OrderSettlement,
  OrderStore,
  OrderTransaction,
  WakeOrder,
} from './ports.ts'
export type { PictureKind, Proof, ProofState, ProofWay } from './proof.ts'
export type {
  ChatAddress,
  ChatbotAddress,
  CleanedPicture,
  DeliverProofDeps,
  ProofChat,
  ProofSettlement,
  ProofStore,
  ProofTarget,
  ReceiveProofDeps,
  ShowOutcome,
  TapProofDeps,
  UnfitPicture,
  UploadOutcome,
  WakeProof,
} from './proof-ports.ts'
export { queueOrder } from './queue-order.ts'
export { type ProofReceived, receiveProof } from './receive-proof.ts'
export { signOrder, verifyCall } from './signature.ts'
export { sweepOrders } from './sweep-orders.ts'
export { sweepProofs } from './sweep-proofs.ts'
