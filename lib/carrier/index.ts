export { type CarrierWebhook, type NewWebhook, webhookStates } from './carrier-webhook.ts'
export { type CarrierRetentionItem, carrierDeclaration } from './declaration.ts'
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
export { parseReplyCall } from './parse-reply-call.ts'
export { parseStatusCall, type StatusCall } from './parse-status-call.ts'
export type {
  DeliverWebhookDeps,
  OrderOutcome,
  OrderReceiver,
  WebhookStore,
  WebhookTransaction,
} from './ports.ts'
export type { Proof, ProofState } from './proof.ts'
export { type ProofOutcomes, proofChannel } from './proof-channel.ts'
export type {
  ChatAddress,
  ChatbotAddress,
  CleanedPicture,
  DeliverProofDeps,
  ProofChat,
  ProofStore,
  ProofTarget,
  ReceiveProofDeps,
  ShowOutcome,
  TapProofDeps,
  UnfitPicture,
  UploadOutcome,
} from './proof-ports.ts'
export { queueOrder } from './queue-order.ts'
export { type ProofReceived, receiveProof } from './receive-proof.ts'
export { maySendAgain, type ResendTx, resendOrder } from './resend-order.ts'
export { signOrder, verifyCall } from './signature.ts'
export { threadOnWire } from './thread-on-wire.ts'
export { maxAttempts, type WebhookOutcomes, webhookChannel } from './webhook-channel.ts'
