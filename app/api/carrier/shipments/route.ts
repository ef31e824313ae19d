export { carrierShipments as GET } from '#lib/web/carrier-calls.ts'
