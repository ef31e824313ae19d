export { type Eraser, type Erasers, eraseDue } from './erase-due.ts'
export { erasureLimits, type Forgetter, type Retention, type RetentionRule } from './retention.ts'
