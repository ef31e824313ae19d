/** What draws nothing: format and other ignorable characters, controls, halves of a surrogate pair; not the line feed. */
const invisible = /^(?!\n)[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}]$/u
const mark = /^\p{M}$/u
const letter = /^\p{L}$/u
const number = /^\p{N}$/u

const halfSpace = '\u200c'
const tatweel = 'ـ'

/** What stood between two visible characters and draws nothing, or only lengthens. */
type Silence = { any: boolean; half: boolean; tatweel: boolean }

const none: Silence = { any: false, half: false, tatweel: false }

/**
 * Takes out what draws nothing, and tatweel between letters. Numbers are not thereby written together: tatweel beside a
 * number is a dash, the rest a space. One half-space stays between letters, in a `key` none does, nor any marks. Tatweel
 * that touches neither letter nor number stays, see `dashFreeTatweel`.
 */
export function partSilent(text: string, as: 'text' | 'key' = 'text'): string {
  let kept = ''
  let before = ''
  let silence = none
  for (const character of text) {
    if (character === tatweel) {
      silence = { ...silence, any: true, tatweel: true }
    } else if (character === halfSpace) {
      silence = { ...silence, any: true, half: true }
    } else if (invisible.test(character)) {
      silence = { ...silence, any: true }
    } else if (mark.test(character)) {
      // A mark belongs to what stands before it, also over tatweel.
      if (as === 'text') kept += character
      else silence = { ...silence, any: true }
    } else {
      kept += joint(before, silence, character, as) + character
      before = character
      silence = none
    }
  }
  return kept + joint(before, silence, '', as)
}

function joint(before: string, silence: Silence, after: string, as: 'text' | 'key'): string {
  if (!silence.any) return ''
  const letters = [letter.test(before), letter.test(after)]
  const numbers = [number.test(before), number.test(after)]
  if (silence.tatweel) {
    if (numbers.includes(true)) return '-'
    if (!letters.includes(true)) return tatweel
  } else if (numbers[0] && (numbers[1] || (silence.half && letters[1]))) {
    return ' '
  } else if (silence.half && letters[0] && numbers[1]) {
    return ' '
  }
  return silence.half && letters[0] && letters[1] && as === 'text' ? halfSpace : ''
}

/** Without any of that: for what is one number or one code, however it is parted. */
export const withoutSilence = (text: string): string =>
  text.replace(/[\u200cـ]|(?!\n)[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}]/gu, '')

/** Tatweel by itself, its spaces folded: between letters it goes, between anything else it is a dash. */
export const dashFreeTatweel = (text: string): string =>
  text.replace(
    /([^\sـ]?)( ?)ـ(?: ?ـ)*(?=( ?)([^\sـ]?))/gu,
    (_, before: string, gap: string, _space: string, after: string) => {
      const isDash = before !== '' && after !== '' && !letter.test(before) && !letter.test(after)
      return `${before}${gap}${isDash ? '-' : ''}`
    },
  )
