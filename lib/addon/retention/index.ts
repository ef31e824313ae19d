export { type Eraser, type Erasers, eraseDue } from './erase-due.ts'
export { erasureLimits, type Kept, type Retention } from './retention.ts'
