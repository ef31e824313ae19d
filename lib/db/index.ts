export { tryLockFolder } from './lock.ts'
export { type SealedColumn, sealedColumns } from './sealed-columns.ts'
