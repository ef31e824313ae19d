export { mostAttempts, nextOrderAttemptAt } from './back-off.ts'
export { type CarrierOrder, type NewOrder, type OrderState, orderStates } from './carrier-order.ts'
export { deliverOrder, type OrderDelivered } from './deliver-order.ts'
export {
  type EndOnWire,
  type OrderBody,
  type OrderFacts,
  orderBody,
  type ShipmentOnWire,
  shipmentOnWire,
} from './order-body.ts'
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
export { queueOrder } from './queue-order.ts'
export { type SignedHeaders, signOrder, type VerifiedCall, verifyCall } from './signature.ts'
export { type OrdersSwept, sweepOrders } from './sweep-orders.ts'
