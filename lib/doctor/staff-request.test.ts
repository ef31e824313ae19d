import { expect, it } from 'vitest'
import { staffRequest } from './staff-request.ts'

it.each([
  [[]],
  [['dance']],
  [['invite', '--role', 'admin']],
  [['invite', '--name', 'مینا']],
  [['invite', 'admin', '--role', 'admin', '--name', 'مینا']],
  [['disable']],
  [['disable', 'one', 'two']],
  [['list', 'x']],
  [['list', '--all']],
  [['audit', '--after', '-1']],
  [['audit', '--after', 'now']],
])('%j makes no sense', (args) => expect(staffRequest(args)).toBeNull())

it.each([
  [['list'], { kind: 'list' }],
  [['audit'], { kind: 'audit', after: 0 }],
  [['audit', '--after', '12'], { kind: 'audit', after: 12 }],
  [['disable', 'one'], { kind: 'disable', id: 'one' }],
  [['invite', '--id', 'one'], { kind: 'invite_again', id: 'one' }],
  [['invite', '--role', 'viewer', '--name', 'مینا'], { kind: 'invite', role: 'viewer', name: 'مینا' }],
  [
    ['invite', '--name', 'رضا', '--vehicle', 'van', '--role', 'courier'],
    { kind: 'invite', role: 'courier', name: 'رضا', vehicle: 'van' },
  ],
])('%j asks for %j', (args, request) => expect(staffRequest(args)).toEqual(request))
