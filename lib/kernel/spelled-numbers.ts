const list = (words: string) => words.split(' ')

const small = [
  'صفر sefr zero',
  'یک یه yek one',
  'دو do two',
  'سه se three',
  'چهار چار char chahar four',
  'پنج panj five',
  'شش شیش shish six',
  'هفت haft seven',
  'هشت hasht eight',
  'نه noh nine',
  'ده dah ten',
  'یازده yazdah',
  'دوازده davazdah',
  'سیزده sizdah',
  'چهارده چارده chahardah',
  'پانزده پونزده panzdah',
  'شانزده شونزده shanzdah',
  'هفده هیفده hefdah',
  'هجده هیجده هژده hejdah',
  'نوزده noozdah',
]
const tens = [
  'بیست bist',
  'سی si',
  'چهل chehel',
  'پنجاه panjah',
  'شصت شست shast',
  'هفتاد haftad',
  'هشتاد hashtad',
  'نود navad',
]
const hundreds = [
  'صد یکصد sad',
  'دویست devist',
  'سیصد sisad',
  'چهارصد چارصد charsad',
  'پانصد پونصد pansad',
  'ششصد شیشصد sheshsad',
  'هفتصد haftsad',
  'هشتصد hashtsad',
  'نهصد nohsad',
]

const values = new Map<string, number>([
  ...small.flatMap((words, value) => list(words).map((word): [string, number] => [word, value])),
  ...tens.flatMap((words, at) => list(words).map((word): [string, number] => [word, (at + 2) * 10])),
  ...hundreds.flatMap((words, at) => list(words).map((word): [string, number] => [word, (at + 1) * 100])),
])

const longestFirst = [...values.keys()].filter((word) => /[آ-ی]/.test(word)).sort((one, two) => two.length - one.length)
const next = new RegExp(`و?(${longestFirst.join('|')})`, 'y')

/** The numbers that one whole word says, «نهصدوبیست» two of them; none for any other word. Spelled as `searchKey` leaves it. */
export function numbersIn(word: string): number[] {
  const value = values.get(word)
  if (value !== undefined) return [value]
  const said: number[] = []
  // One step after the other, the longest first: a pattern over the whole word would try all ways of parting it.
  for (next.lastIndex = 0; next.lastIndex < word.length; ) {
    const start = next.lastIndex
    const part = next.exec(word)?.[1]
    // «نهصدو بیست»
    if (part === undefined) return word.length - start === 1 && word.endsWith('و') ? said : []
    said.push(values.get(part) ?? 0)
  }
  return said
}

/** Whether `next` goes on with the number that `last` began: «نهصد و دوازده», «بیست و سه». */
export const goesOn = (last: number, next: number): boolean =>
  next > 0 && ((last >= 100 && next < 100) || (last >= 20 && last < 100 && next < 10))
