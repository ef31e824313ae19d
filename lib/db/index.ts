export { tryLockFolder } from './lock.ts'
