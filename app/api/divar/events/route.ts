export { divarEvent as POST } from '#lib/web/divar-calls.ts'
