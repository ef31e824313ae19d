/** A name in Latin letters, by its sounds: the consonants, and the vowels before, between and behind them. */
export type Sounded = { consonants: string[]; vowels: string[] }

export type LatinName = Sounded & { slug: string; ambiguous: boolean; parts: number }

const pairs = new Set(['sh', 'kh', 'gh', 'ch', 'zh', 'dj', 'ck', 'ph'])
const same: Record<string, string> = { gh: 'q', x: 'kh', dj: 'j', zh: 'j', ck: 'k', w: 'v', ph: 'f', c: 'k' }
const isVowel = (letter: string) => letter !== '' && 'aeiou'.includes(letter)

/** One sound for the ways of writing a vowel: «oo», «ou», «ow» are u, «ee» is i. */
const vowelOf = (letters: string) => (letters.length < 2 && letters !== 'y' ? letters : longVowelOf(letters))

const longVowelOf = (letters: string) =>
  letters
    .replace(/oo|ou|ow|uo/g, 'u')
    .replace(/ee|ea|iy|ey|ei|ay|ai|y/g, 'i')
    .replace(/(.)\1+/g, '$1')

/** A `y` before a vowel at the beginning is a consonant, elsewhere a vowel; a last `h`, and one after «sh», are not heard. */
export function soundedOf(word: string): Sounded {
  const consonants: string[] = []
  const vowels: string[] = ['']
  for (let at = 0; at < word.length; ) {
    const [letter = '', next = ''] = [word[at], word[at + 1]]
    if (isVowel(letter) || (letter === 'y' && at > 0) || (letter === 'w' && word[at - 1] === 'o' && !isVowel(next))) {
      vowels[vowels.length - 1] += letter
      at += 1
      continue
    }
    const unit = pairs.has(letter + next) ? letter + next : letter
    const sound = same[unit] ?? unit
    const isMute = letter === 'h' && (next === '' || consonants.at(-1) === 'sh') && vowels.length > 1
    const isDouble = sound === consonants.at(-1) && vowels.at(-1) === ''
    if (!(isMute && unit === 'h') && !isDouble) {
      consonants.push(sound)
      vowels.push('')
    }
    at += unit.length
  }
  return { consonants, vowels: vowels.map(vowelOf) }
}

export const latinKey = ({ consonants, vowels }: Sounded): string =>
  `${vowels[0] === '' ? '' : '_'}${consonants.join('')}`

/** With so many consonants a name is known without its short vowels: «krj», «thrn». */
const enough = 3

/** Whether vowels that were written may be those of the name between the same consonants. */
export function soundsLike(written: Sounded, name: Sounded): boolean {
  const many = name.consonants.length >= enough
  return name.vowels.every((vowel, at) => {
    const heard = written.vowels[at] ?? ''
    if (heard === vowel) return true
    const [isFirst, isLast] = [at === 0, at === name.vowels.length - 1]
    if (heard === '') return many && !isFirst && !isLast
    if (vowel === '') return many && !isFirst && !isLast && heard === 'e' && name.consonants.length > enough
    return near(heard, vowel, name.consonants[at] ?? '', many)
  })
}

function near(heard: string, vowel: string, next: string, many: boolean): boolean {
  if (/^[ou]$/.test(heard) && /^[ou]$/.test(vowel)) return true
  if (!many) return /^[ie]?[ae]$/.test(heard) && heard.length > 1 && /^i[ae]$/.test(vowel)
  if (vowel === 'a' && (next === 'n' || next === 'm') && /^[ou]$/.test(heard)) return true
  if (/^[ae]$/.test(heard) && /^[ae]$/.test(vowel)) return true
  if (/^[ie]$/.test(heard) && /^[ie]$/.test(vowel)) return true
  return /^i?[ae]$/.test(heard) && /^i?[ae]$/.test(vowel) && heard.length === vowel.length
}

/** Case endings in Latin letters, as the Persian ones. */
export const latinEndings: readonly (readonly [string, string])[] = [
  ['', ''],
  ['am', 'م'],
  ['o', 'و'],
  ['e', 'ه'],
  ['ro', 'و'],
  ['im', 'یم'],
  ['in', 'ین'],
  ['id', 'ید'],
]

/** Words of Persian in Latin letters, and of English, that sound like a city. */
export const otherLatinWords = new Set('throne talash save same turn train term'.split(' '))
