import { describe, expect, it } from 'vitest'
import { mayDo, parseRole, roles, staffActions } from './roles.ts'

/** Written out a second time, by hand: the columns are viewer, dispatcher, manager, admin, auditor, courier. */
const expected = {
  'queue.read': '+ + + + - -',
  'shipment.assign': '- + + + - -',
  'shipment.move': '- + + + - -',
  'contact.reveal': '- + + + - -',
  'thread.answer': '- + + + - -',
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
  it.each(staffActions)('allow %s to exactly the roles of the table', (action) => {
    expect(roles.map((role) => (mayDo(role, action) ? '+' : '-')).join(' ')).toBe(expected[action])
  })

  it('cover every action of the table', () => {
    expect(staffActions).toEqual(Object.keys(expected))
  })

  it.each(['owner', '', 'Admin', 'toString', 'admin '])('know no role %j', (text) => {
    expect(parseRole(text)).toBeNull()
  })
})
