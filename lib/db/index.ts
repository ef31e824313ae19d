export { endClient, newClient } from './connections.ts'
export { tryLockFolder } from './lock.ts'
export { freeBytes } from './room.ts'
export { type SealedColumn, sealedColumns } from './sealed-columns.ts'
