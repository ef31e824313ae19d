import { findContact } from '#lib/kernel/contacts.ts'
import { cleanText, searchKey } from '#lib/kernel/text.ts'
import { plainLine } from '#lib/kernel/typed.ts'
import type { AssistantSettings } from './assistant.ts'

export const maxWordingLength = 200
export const maxPerDay = 200

export const usualSettings: AssistantSettings = { wording: null, quietFrom: 23 * 60, quietTo: 8 * 60, dailyCap: 50 }

export type WordingFault = 'too_long' | 'phone' | 'link' | 'promotion'

/** «حراج», «تخفیف ویژه», … : Divar lets nobody advertise in chats. Contract §8 and §13, row 23. */
const promotions = [
  'تخفیف',
  'حراج',
  'فروش ویژه',
  'کانال',
  'پیج',
  'اینستاگرام',
  'تلگرام',
  'واتساپ',
  'واتس اپ',
  'روبیکا',
  'ایتا',
  'بله پیام',
  'سایت',
  'فالو',
  'دنبال کنید',
  'عضو شوید',
  'عضو بشید',
  'جوین',
  'بهترین قیمت',
  'ارزانترین',
  'قرعه کشی',
  'هدیه',
  'کد معرف',
]

/** As words of their own, with the endings that they take. */
const promotion = new RegExp(` (${promotions.map(searchKey).join('|')})(ها|های|هایم|هامون|ی|م|مان|مون)? `)

/**
 * A seller's own sentence, added to each answer; null for none. It goes to strangers in the seller's name, so it may hold
 * nothing by which somebody is reached elsewhere (`findContact`), and no promotion.
 */
export function parseWording(
  input: string,
): { ok: true; wording: string | null } | { ok: false; fault: WordingFault; characters: number } {
  const wording = cleanText(input, { max: maxWordingLength * 2 })
  const characters = [...wording].length
  const refused = (fault: WordingFault) => ({ ok: false, fault, characters }) as const
  if (characters > maxWordingLength) return refused('too_long')
  const key = searchKey(wording)
  const contact = findContact(wording)
  if (contact !== null) return refused(contact)
  const plain = ` ${key.replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  if (promotion.test(plain)) {
    return refused('promotion')
  }
  return { ok: true, wording: wording === '' ? null : wording }
}

export type SettingsFault = { field: 'quietFrom' | 'quietTo' | 'dailyCap' | 'wording'; fault: WordingFault | 'invalid' }

/** Reads the settings form: `wording`, `quietFrom` and `quietTo` as whole hours, `dailyCap`. Names every fault. */
export function parseSettings(
  fields: Record<string, string>,
): { ok: true; settings: AssistantSettings } | { ok: false; faults: SettingsFault[] } {
  const faults: SettingsFault[] = []
  const wording = parseWording(fields.wording ?? '')
  if (!wording.ok) faults.push({ field: 'wording', fault: wording.fault })
  const number = (field: 'quietFrom' | 'quietTo' | 'dailyCap', least: number, most: number) => {
    const text = plainLine(fields[field] ?? '')
    const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
    if (!(value >= least && value <= most)) faults.push({ field, fault: 'invalid' })
    return value
  }
  const [from, to, dailyCap] = [number('quietFrom', 0, 23), number('quietTo', 0, 23), number('dailyCap', 1, maxPerDay)]
  if (!wording.ok || faults.length > 0) return { ok: false, faults }
  return { ok: true, settings: { wording: wording.wording, quietFrom: from * 60, quietTo: to * 60, dailyCap } }
}
