export { divarCall as POST } from '#lib/web/divar-calls.ts'
