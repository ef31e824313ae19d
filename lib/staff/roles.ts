/** What somebody of the courier business is there for. */
export const roles = ['viewer', 'dispatcher', 'manager', 'admin', 'auditor', 'courier'] as const

export type Role = (typeof roles)[number]

const desk = ['viewer', 'dispatcher', 'manager', 'admin'] as const
const dispatch = ['dispatcher', 'manager', 'admin'] as const
const management = ['manager', 'admin'] as const

/** Who may do what: the one table. What is not in a row, that role may not do. */
export const permissions = {
  /** The desk itself: where everybody begins who is not on the way. */
  'desk.open': [...desk, 'auditor'],
  /** Sees shipments, with personal fields masked. */
  'queue.read': desk,
  'shipment.assign': dispatch,
  'shipment.move': dispatch,
  /** Sees a name, phone or address in full: a deliberate act, which is recorded. */
  'contact.reveal': dispatch,
  'thread.answer': dispatch,
  /** Reads and writes what the staff note about a shipment: free words, which may name somebody. */
  'shipment.note': dispatch,
  'shipment.cancel': management,
  'report.read': management,
  'tariff.draft': management,
  'tariff.publish': ['admin'],
  'team.manage': ['admin'],
  'business.edit': ['admin'],
  'audit.read': ['admin', 'auditor'],
  /** A courier's own stops, and nobody else's. */
  'stops.own': ['courier'],
} as const satisfies Record<string, readonly Role[]>

export type StaffAction = keyof typeof permissions

/** Whether a role may do something. Every use case of the desk asks this first. */
export function mayDo(role: Role, action: StaffAction): boolean {
  return (permissions[action] as readonly Role[]).includes(role)
}

/** The role that a text names; null for any other text. */
export function parseRole(text: string): Role | null {
  return roles.find((role) => role === text) ?? null
}
