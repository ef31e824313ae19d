import { mayDo, type Role, type StaffAction } from '#lib/staff/index.ts'

/** The parts of the desk, and what somebody has to be allowed to be shown the way there; null: everybody. */
const places: { href: string; label: string; may: StaffAction | null }[] = [
  { href: '/desk', label: 'میز کار', may: 'desk.open' },
  { href: '/courier', label: 'مرسوله‌های من', may: 'stops.own' },
  { href: '/desk/queue', label: 'مرسوله‌ها', may: 'queue.read' },
  { href: '/desk/paper', label: 'برگهٔ روز', may: 'contact.reveal' },
  { href: '/desk/exceptions', label: 'نیازمند رسیدگی', may: 'shipment.move' },
  { href: '/desk/threads', label: 'پیام‌های مردم', may: 'thread.answer' },
  { href: '/desk/reports', label: 'گزارش', may: 'report.read' },
  { href: '/desk/prices', label: 'قیمت‌ها', may: 'tariff.draft' },
  { href: '/desk/figures', label: 'کارکرد پیک', may: 'report.read' },
  { href: '/desk/audit', label: 'دفتر کارها', may: 'audit.read' },
  { href: '/desk/team', label: 'همکاران', may: 'team.manage' },
  { href: '/desk/business', label: 'شرکت', may: 'business.edit' },
  { href: '/desk/security', label: 'ورود و امنیت', may: null },
]

/** Where somebody begins. */
export const homeOf = (role: Role): string => (mayDo(role, 'desk.open') ? '/desk' : '/courier')

/** `pattern`: of the page that they stand on. */
export const placesOf = (role: Role, pattern: string): { href: string; label: string; isHere: boolean }[] =>
  places.filter(({ may }) => mayOpen(role, may)).map(({ href, label }) => ({ href, label, isHere: href === pattern }))

export const mayOpen = (role: Role, may: StaffAction | null): boolean => may === null || mayDo(role, may)
