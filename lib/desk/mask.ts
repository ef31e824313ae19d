import type { Contact } from '#lib/shipping/index.ts'

/** All that the desk shows of a person who was not asked for: enough to tell two apart on the phone. */
export type MaskedContact = { initials: string; lastFour: string | null }

const maxInitials = 3

/** The only way from a contact to what is shown of it. It is made of letters and digits alone, a few of each. */
export function mask({ name, mobile }: Pick<Contact, 'name' | 'mobile'>): MaskedContact {
  const letters = name.split(/[\s\u200c]+/).flatMap((word) => word.match(/\p{L}/u)?.[0] ?? [])
  return {
    initials: letters.slice(0, maxInitials).join(' '),
    // Of something shorter four digits would be most of it.
    lastFour: /^\d{8,15}$/.test(mobile) ? mobile.slice(-4) : null,
  }
}
