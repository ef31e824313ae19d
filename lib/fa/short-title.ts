import { holdsNumberToCall } from '#lib/kernel/contacts.ts'
import { cleanText } from '#lib/kernel/text.ts'

const maxTitleLength = 60
// A phone or card number that somebody put into a title, with whatever they put between its digits.
const longNumber = /[0-9۰-۹٠-٩](?:[\s\-–—_./()*]{0,3}[0-9۰-۹٠-٩]){6,}/g

/**
 * The title of a post for one of our texts: cleaned, without long numbers, at most 60 characters; null when nothing is left,
 * or a number to call all the same.
 */
export function shortTitle(title: string | null): string | null {
  const whole = cleanText(title ?? '', { max: 300 })
  const cut = whole.replace(longNumber, '…')
  const clean = cut === whole ? whole : cleanText(cut, { max: 300 })
  if (holdsNumberToCall(clean)) return null
  const characters = Array.from(clean)
  if (characters.length <= maxTitleLength) return clean === '' ? null : clean
  return `${cleanText(clean, { max: maxTitleLength - 1 })}…`
}
