import { describe, expect, it } from 'vitest'
import { mayDo, parseRole, roles, type StaffAction } from './roles.ts'

/** Written out a second time, by hand: the columns are viewer, dispatcher, manager, admin, auditor, courier. */
const expected: Record<StaffAction, string> = {
  'desk.open': '+ + + + + -',
  'queue.read': '+ + + + - -',
  'shipment.assign': '- + + + - -',
  'shipment.move': '- + + + - -',
  'contact.reveal': '- + + + - -',
  'thread.answer': '- + + + - -',
  'shipment.note': '- + + + - -',
  'shipment.cancel': '- - + + - -',
  'report.read': '- - + + - -',
  'tariff.draft': '- - + + - -',
  'tariff.publish': '- - - + - -',
  'team.manage': '- - - + - -',
  'business.edit': '- - - + - -',
  'audit.read': '- - - + + -',
  'stops.own': '- - - - - +',
}

describe('the permissions of staff', () => {
  it.each(Object.keys(expected) as StaffAction[])('allow %s to exactly the roles of the table', (action) => {
    expect(roles.map((role) => (mayDo(role, action) ? '+' : '-')).join(' ')).toBe(expected[action])
  })

  it.each(['owner', '', 'Admin', 'toString', 'admin '])('know no role %j', (text) => {
    expect(parseRole(text)).toBeNull()
  })
})
