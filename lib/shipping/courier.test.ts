import { describe, expect, it } from 'vitest'
import { courierOfStaff } from './courier.ts'

describe('what both sides know of a courier of the business', () => {
  it.each([
    ['رضا تندرو', 'رضا'],
    ['سید علی‌اکبر حسینی', 'سید علی‌اکبر'],
    ['سید حسینی', 'سید'],
    ['علی‌رضا', 'علی‌رضا'],
    ['  مریم   رستمی ', 'مریم'],
    ['Anna Smith', 'Anna'],
  ])('of %s is the first name', (name, shown) => {
    expect(courierOfStaff({ name, vehicle: 'car' })).toEqual({ name: shown, vehicle: 'car' })
  })

  it.each(['۰۹۱۲۱۲۳۴۵۶۷', 'پیک۲ تندرو', 'a', '', '@ali رضا', 'peyk.ir'])('of %j is nothing', (name) => {
    expect(courierOfStaff({ name, vehicle: 'car' })).toBeNull()
  })
})
