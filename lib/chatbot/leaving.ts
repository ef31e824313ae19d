import { keyOf, names, runOf, squeezed } from './words.ts'

const cancels = [
  ...['انصراف', 'منصرف', 'منصرفم', 'لغو', 'لغوش', 'کنسل', 'کنسله', 'کنسلش', 'بی‌خیال', 'بی‌خیالش', 'بی‌خیالم'],
  ...['cancel', 'kansel', 'enseraf', 'laghv', 'bikhial', 'bikhiyal'],
]

const aroundCancels = new Set(
  'کن کنید کنین شدم شو شید شین میدم می دم میدهم دهم لطفا نه دیگه دیگر بابا ممنون مرسی ولش رو را اصلا هیچی سلام please'.split(
    ' ',
  ),
)

const menuWords = ['منو', 'منوی', 'منوها', 'منوهای', 'منوتون', 'menu', 'meno', 'menou']

const aroundMenu = new Set(
  [
    'اصلی رو را نشون نشان نشونم نشانم بده بدید بدین بدهید بیار بیارید بیارین باز کن کنید کنین برو بریم برم بروم برگرد برگردیم',
    'برگردم به ببینم بیاد میخوام میخواهم می خوام خواهم لطفا نمایش بفرست بفرستید دوباره یه یک برام بهم سلام اول قبلی صفحه ربات',
    'بات میشه میشود لیست بزن کجاست کو چیه هست ی من های خود همون همان show main the please go to back open me asli',
  ]
    .join(' ')
    .split(' '),
)

/** Whether every word belongs to one of the phrases or to what may stand around them. */
function isMadeOf(said: readonly string[], phrases: readonly string[], around: ReadonlySet<string>): boolean {
  const words = said.map(squeezed)
  const rest = new Set(words.keys())
  let found = false
  for (const phrase of phrases) {
    const run = runOf(words, keyOf(phrase))
    if (!run) continue
    found = true
    for (let at = run.start; at < run.end; at++) rest.delete(at)
  }
  return found && [...rest].every((at) => around.has(words[at] ?? '') || around.has(said[at] ?? ''))
}

/** «انصراف», «لغو کن», «نه بی‌خیال»: nothing but a word that leaves. */
export const isCancel = (words: readonly string[]): boolean => isMadeOf(words, cancels, aroundCancels)

/** «منو», «منو رو نشون بده», «برو به منو»: nothing but a call for the menu. Within a sentence «منو» mostly is "me". */
export const isMenuCall = (words: readonly string[]): boolean => isMadeOf(words, menuWords, aroundMenu)

/** Whether the menu is named by what can mean nothing else. */
export const namesMenu = (words: readonly string[]): boolean =>
  isMenuCall(words) || names(words, ['منوی اصلی', 'منو اصلی', 'main menu'])

/** The words with «منو» as what it is in spoken Persian where the menu is not meant: «من». */
export const withoutMenu = (words: readonly string[]): string[] =>
  namesMenu(words) ? [...words] : words.map((word) => (word === 'منو' ? 'من' : word))
